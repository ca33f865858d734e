import { execFile } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { compatibilityDate } from "./workerd-config.ts";

const run = promisify(execFile);

/** What is built for the benchmark: the Worker as it is deployed, and two scripts that measure beside it. */
const scripts = {
  frontrow: "src/index.ts",
  limits: "test/bench/worker/limits-worker.ts",
  metered: "test/bench/worker/metered-worker.ts",
} as const;

/** By wrangler, as for a deployment; `<directory>/<name>.js` each. */
export const buildBundles = async (directory: string): Promise<void> => {
  mkdirSync(directory, { recursive: true });
  // The limits' script has bindings of its own, and none of wrangler.toml's.
  const bare = join(directory, "limits.json");
  const settings = {
    name: "limits",
    compatibility_date: compatibilityDate,
    compatibility_flags: ["nodejs_compat"],
  };
  writeFileSync(bare, JSON.stringify(settings));
  await Promise.all(
    Object.entries(scripts).map(async ([name, script]) => {
      const out = join(directory, `build-${name}`);
      const args = [
        "node_modules/wrangler/bin/wrangler.js",
        "deploy",
        resolve(script),
        "--dry-run",
        "--outdir",
        resolve(out),
      ];
      if (name === "limits") args.push("--config", bare);
      await run(process.execPath, args, {
        timeout: 60_000,
        env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
      });
      cpSync(join(out, `${script.split("/").at(-1)?.replace(".ts", "")}.js`), join(directory, `${name}.js`));
    }),
  );
  cpSync("test/bench/worker/rate-limit.mjs", join(directory, "rate-limit.mjs"));
};
