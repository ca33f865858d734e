import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** A process with all that it started. */
export interface Child {
  /** 0 when it could not be started. */
  readonly pid: number;
  /** Resolves when the process has ended, with the reason. */
  readonly ended: Promise<string>;
  /** The last lines that it wrote. */
  lastLines(): string;
  /** Asks with `signal`, insists with SIGKILL after `patienceSeconds`; resolves when nothing of it is left. */
  stop(signal: NodeJS.Signals, patienceSeconds: number): Promise<void>;
}

const keptLines = 30;
const windows = process.platform === "win32";

/**
 * In a process group of its own, so that Ctrl-C at the terminal reaches only the one who asked for it, who then stops its
 * children in order; and so that the whole group can be stopped.
 */
export const startChild = (
  command: string,
  commandArguments: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env" | "uid" | "gid">,
  onLine: (line: string) => void = () => {},
): Child => {
  const child = spawn(command, commandArguments, {
    ...options,
    detached: !windows,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on("line", (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine(line);
    });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `status ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    lastLines: () => lines.join("\n"),
    stop: (signal, patienceSeconds) => stopGroup(child, signal, patienceSeconds),
  };
};

/** False when no process of the group is left. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals | 0): boolean => {
  if (child.pid === undefined) return false;
  try {
    process.kill(windows ? child.pid : -child.pid, signal);
    return true;
  } catch {
    return false;
  }
};

const stopGroup = async (child: ChildProcess, signal: NodeJS.Signals, patienceSeconds: number) => {
  signalGroup(child, signal);
  const patience = Date.now() + patienceSeconds * 1000;
  while (signalGroup(child, 0)) {
    if (Date.now() > patience) signalGroup(child, "SIGKILL");
    await sleep(20);
  }
};
