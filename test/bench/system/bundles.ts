import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundle } from "../../support/node/workerd/bundle.ts";
import { compatibilityDate } from "../../support/node/workerd/workerd-config.ts";

/** What is built for the benchmark: the Worker as it is deployed, and two scripts that measure beside it. */
const scripts = {
  frontrow: "src/index.ts",
  limits: "test/bench/worker/limits-worker.ts",
  metered: "test/bench/worker/metered-worker.ts",
} as const;

/** `<directory>/<name>.js` each. */
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
    Object.entries(scripts).map(([name, script]) =>
      buildBundle({ directory, name, script, ...(name === "limits" ? { config: bare } : {}) }),
    ),
  );
};
