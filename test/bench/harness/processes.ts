import { type ChildProcess, fork, type ForkOptions, spawn } from "node:child_process";

const running = new Set<ChildProcess>();
const closers: (() => Promise<void>)[] = [];

/** Stopped at the end, whatever the end is. */
export const startProcess = (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly quiet?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
): ChildProcess => {
  const { quiet, ...rest } = options;
  const child = spawn(command, args, { ...rest, stdio: ["ignore", "ignore", quiet ? "ignore" : "inherit"] });
  return watched(child);
};

export const forkScript = (script: string, env: NodeJS.ProcessEnv = {}): ChildProcess => {
  const options: ForkOptions = { env: { ...process.env, ...env }, serialization: "advanced" };
  return watched(fork(script, [], options));
};

const watched = (child: ChildProcess): ChildProcess => {
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
};

/** For what is not a process of ours: an embedded server, an open socket. */
export const atEnd = (close: () => Promise<void>): void => {
  closers.push(close);
};

export const stopProcess = async (child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(timer);
};

export const stopEverything = async (): Promise<void> => {
  await Promise.all([...running].map((child) => stopProcess(child)));
  for (const close of closers.splice(0).reverse()) await close().catch(() => {});
};

/** Ends the benchmark cleanly on Ctrl-C, on an error and when `seconds` are over. */
export const guardRun = (seconds: number): void => {
  let ending = false;
  const end = (code: number, reason: string): void => {
    if (ending) return;
    ending = true;
    console.error(reason);
    void stopEverything().finally(() => process.exit(code));
  };
  process.once("SIGINT", () => end(130, "stopped"));
  process.once("SIGTERM", () => end(143, "stopped"));
  process.once("uncaughtException", (error) => end(1, String(error.stack ?? error)));
  process.once("unhandledRejection", (error) => end(1, String(error instanceof Error ? error.stack : error)));
  setTimeout(() => end(1, `not finished after ${seconds} s`), seconds * 1000).unref();
};

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One question to a forked script, one answer. */
export const ask = async <Answer>(child: ChildProcess, question: object, seconds = 60): Promise<Answer> =>
  await new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${seconds} s`)), seconds * 1000);
    const onExit = (code: number | null) => reject(new Error(`the process ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (answer) => {
      clearTimeout(timer);
      child.off("exit", onExit);
      resolve(answer as Answer);
    });
    child.send(question);
  });
