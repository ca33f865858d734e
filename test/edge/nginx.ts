import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startChild } from "../../scripts/local/child.ts";
import { portOpens } from "../support/node/workerd/port-opens.ts";
import { type NginxSettings, nginxConfig } from "./nginx-config.ts";

/** Debian has it where not every PATH leads. */
const program = ["nginx", "/usr/sbin/nginx"].find((name) => spawnSync(name, ["-v"]).status === 0);

export const hasNginx = program !== undefined;

export interface Nginx {
  readonly origin: string;
  /** Requests that reached the Worker so far: status and path. */
  reached(): Promise<readonly string[]>;
  /** Of each request so far, what the cache did (HIT, MISS, STALE, …) and the path. */
  statuses(): Promise<readonly string[]>;
  /** Drops what carries any of these tags: nginx has no such thing, but its files hold the headers of what they keep. */
  purge(tags: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");

const tagsIn = (file: string): readonly string[] => {
  const [, tags = ""] = /^cache-tag: (.*)\r$/im.exec(file) ?? [];
  return tags.split(",");
};

/** The binary alone, by this configuration alone, as whoever runs the tests. */
export const startNginx = async (settings: NginxSettings): Promise<Nginx> => {
  if (program === undefined) throw new Error("nginx is not installed");
  const { directory, port } = settings;
  const cache = join(directory, "cache");
  await mkdir(cache, { recursive: true });
  const config = join(directory, "nginx.conf");
  await writeFile(config, nginxConfig(settings));
  const child = startChild(program, ["-p", directory, "-c", config], {});
  const failed = child.ended.then((reason) => {
    throw new Error(`nginx ended (${reason}):\n${child.lastLines()}`);
  });
  // Its end is news only until it is up.
  failed.catch(() => {});
  await Promise.race([failed, portOpens(port)]);
  return {
    origin: `http://127.0.0.1:${port}`,
    reached: () => linesOf(join(directory, "reached.log")),
    statuses: () => linesOf(join(directory, "status.log")),
    async purge(tags) {
      const entries = await readdir(cache, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile())) {
        const file = join(entry.parentPath, entry.name);
        const kept = tagsIn(await readFile(file, "latin1"));
        if (tags.some((tag) => kept.includes(tag))) await rm(file);
      }
    },
    stop: () => child.stop("SIGTERM", 3),
  };
};
