import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { quiet, wranglerProgram } from "../../../../scripts/local/worker.ts";

export interface Bundled {
  readonly directory: string;
  /** The bundle is `<directory>/<name>.js`. */
  readonly name: string;
  readonly script: string;
  /** A configuration in the place of wrangler.toml. */
  readonly config?: string;
}

/** By wrangler, as for a deployment. */
export const buildBundle = async ({ directory, name, script, config }: Bundled): Promise<void> => {
  const out = join(directory, `build-${name}`);
  const options = ["--dry-run", "--outdir", resolve(out), ...(config ? ["--config", config] : [])];
  await promisify(execFile)(process.execPath, [wranglerProgram(), "deploy", resolve(script), ...options], {
    timeout: 60_000,
    env: quiet(resolve(directory)),
  });
  cpSync(join(out, `${basename(script, ".ts")}.js`), join(directory, `${name}.js`));
};
