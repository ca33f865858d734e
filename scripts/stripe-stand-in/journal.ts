import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** One record of one table as it was put; the last one of an id counts. */
export interface Entry {
  readonly table: string;
  readonly id: string;
  readonly value: unknown;
}

/**
 * Every change is a line at the end of the file, written before it is answered, so a process that is killed loses nothing. At
 * the start the file is written anew with what still counts, beside and then renamed, so that it is never half a file.
 */
export class Journal {
  readonly #descriptor: number;

  constructor(file: string, present: Iterable<Entry>) {
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.unfinished`;
    writeFileSync(unfinished, Array.from(present, (entry) => `${JSON.stringify(entry)}\n`).join(""));
    renameSync(unfinished, file);
    this.#descriptor = openSync(file, "a");
  }

  append(entry: Entry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** A last line that was broken off by a crash is left out. */
  static read(file: string): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    if (!existsSync(file)) return entries;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      try {
        // The file is our own.
        const entry = JSON.parse(line) as Entry;
        entries.set(`${entry.table} ${entry.id}`, entry);
      } catch {}
    }
    return entries;
  }
}
