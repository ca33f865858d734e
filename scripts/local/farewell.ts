import { setInterval } from "node:timers/promises";
import { isAlive, parentageOf } from "./processes.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** npm, when it started this; it may be killed without a word to us. */
const startedByNpm = process.env.npm_lifecycle_event !== undefined;

/** The process itself, or, for a shell between npm and us, as `sh -c` may leave one, npm. */
const npmProcess = (pid: number): number => {
  const parentage = parentageOf(pid);
  return parentage && /(^|\/)(ba|da|z)?sh$/.test(parentage.command) ? npmProcess(parentage.parent) : pid;
};

const orphaned = async (): Promise<string> => {
  const parent = process.ppid;
  const npm = npmProcess(parent);
  for await (const _ of setInterval(500, undefined, { ref: false }))
    if (process.ppid !== parent || !isAlive(npm)) break;
  return "npm is gone";
};

const signaled = (signal: NodeJS.Signals): Promise<string> =>
  new Promise((resolve) => {
    process.on(signal, () => resolve(signal));
  });

/** What nobody caught would end the process and leave its children behind. */
const failed = (): Promise<string> =>
  new Promise((resolve) => {
    process.on("uncaughtException", (error) => {
      console.error(error);
      process.exitCode = 1;
      resolve("after an error of its own");
    });
  });

/** Resolves when it is time to go, with the reason. From the call on, no signal ends the process by itself. */
export const farewell = (): Promise<string> =>
  Promise.race([...signals.map(signaled), failed(), ...(startedByNpm ? [orphaned()] : [])]);
