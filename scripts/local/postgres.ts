import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Child, startChild } from "./child.ts";
import { descendantsOf } from "./processes.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { Trouble } from "./trouble.ts";

export interface Postgres {
  readonly url: string;
  /** Resolves when the server has ended, with the reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  /** As if the machine had lost its power: SIGKILL to all its processes at once. Resolves when the server is gone. */
  kill(): Promise<void>;
}

export interface PostgresSettings {
  readonly port: number;
  /** Kept between starts. */
  readonly directory: string;
  /** False only where the data is thrown away: what was committed may then be lost with the machine's power. */
  readonly durable: boolean;
}

// It listens on the loopback address only, so the password protects nothing; the driver sends one, so one must be asked for.
const user = "frontrow";
const password = "frontrow";
const database = "frontrow";

const forgetful = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

const urlOf = (port: number, name: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;

/** Made beside and then renamed, so that one which was broken off is never taken for a whole one. */
const initialise = async (directory: string, { command, runAs, owner }: PostgresBinaries): Promise<void> => {
  const unfinished = `${directory}.unfinished`;
  const passwordFile = `${directory}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const [program, ...rest] = command("initdb");
  const settings = ["--auth=password", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"];
  try {
    await promisify(execFile)(
      program,
      [
        ...rest,
        ...settings,
        "--builtin-locale=C.UTF-8",
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        unfinished,
      ],
      { ...runAs, cwd: dirname(directory) },
    );
    renameSync(unfinished, directory);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const ready = (line: string): boolean => line.includes("database system is ready to accept connections");

const startServer = async (
  settings: PostgresSettings,
  { command, runAs }: PostgresBinaries,
): Promise<Child> => {
  const { port, directory, durable } = settings;
  const [program, ...rest] = command("postgres");
  const options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (!durable) options.push(...forgetful);
  const { promise: listening, resolve: onListening } = Promise.withResolvers<"listening">();
  const server = startChild(
    program,
    [...rest, "-D", directory, "-p", String(port), ...options.flatMap((option) => ["-c", option])],
    // Its messages in English: one of them says that it listens.
    { ...runAs, cwd: dirname(directory), env: { ...process.env, LC_ALL: "C" } },
    (line) => ready(line) && onListening("listening"),
  );
  const outcome = await Promise.race([listening, server.ended]);
  if (outcome !== "listening")
    throw new Trouble(`PostgreSQL did not start (${outcome}) on ${directory}:\n${server.lastLines()}`);
  return server;
};

const createDatabase = async (port: number): Promise<void> => {
  const client = new pg.Client(urlOf(port, "postgres"));
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
};

const killNow = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
};

/** A real PostgreSQL with an empty database `frontrow`, or what the directory already holds. */
export const startPostgres = async (settings: PostgresSettings): Promise<Postgres> => {
  const binaries = findPostgresBinaries();
  const { port, directory } = settings;
  mkdirSync(dirname(directory), { recursive: true });
  if (!existsSync(join(directory, "PG_VERSION"))) await initialise(directory, binaries);
  const server = await startServer(settings, binaries);
  // SIGINT is its fast shutdown: open transactions are rolled back, nobody is waited for.
  const stop = (): Promise<void> => server.stop("SIGINT", 20);
  try {
    await createDatabase(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urlOf(port, database),
    ended: server.ended,
    stop,
    async kill() {
      // Each of them leads a group of its own, so a signal to the server's reaches it alone.
      for (const pid of descendantsOf(server.pid)) killNow(pid);
      await server.ended;
    },
  };
};
