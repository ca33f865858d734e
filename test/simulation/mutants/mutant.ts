import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A bug that is put into the code for a while, to see whether the simulation finds it. */
export interface Mutant {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What it comes to. */
  readonly why: string;
}

export const projectFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** The file with the bug in it; throws when its text is not there exactly once. */
export const mutated = ({ name, file, find, replace }: Mutant, source: string): string => {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its text stands ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
};

export const sourceOf = ({ file }: Mutant): string => readFileSync(join(projectFolder, file), "utf8");
