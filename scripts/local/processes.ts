import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

// Where there is no `ps` there is this, and the reverse.
const hasProc = existsSync("/proc/self/stat");

export interface Parentage {
  readonly command: string;
  readonly parent: number;
}

/** Undefined where the system does not tell. */
export const parentageOf = (pid: number): Parentage | undefined => {
  try {
    const text = hasProc
      ? readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^\d+ \((.*)\) \S+ (\d+)[\s\S]*$/, "$2 $1")
      : execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent = "", command = ""] = text.split(/\s+/, 2);
    return { command, parent: Number(parent) };
  } catch {
    return undefined;
  }
};

/** Itself first, then those that it started, and theirs. */
export const descendantsOf = (ancestor: number): readonly number[] => {
  const pids = hasProc
    ? readdirSync("/proc").filter((name) => /^\d+$/.test(name))
    : execFileSync("ps", ["-A", "-o", "pid="], { encoding: "utf8" }).trim().split(/\s+/);
  const parents = pids.map((pid) => [Number(pid), parentageOf(Number(pid))?.parent] as const);
  const found = [ancestor];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
};

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
