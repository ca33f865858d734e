import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

export interface Import {
  readonly from: string;
  /** A path of the project, or the specifier of a package as it stands. */
  readonly to: string;
  readonly ofProject: boolean;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

const statement = /\b(?:import|export)\b(\s+type\b)?[^"';()]*?\bfrom\s*"([^"]+)"/g;
const bare = /\b(typeof\s+)?import\s*\(?\s*"([^"]+)"/g;

export const importsOf = (file: string, source: string): readonly Import[] => {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const found = [
    ...[...code.matchAll(statement)].map(([, type, to = ""]) => ({ to, typeOnly: type !== undefined })),
    ...[...code.matchAll(bare)].map(([, type, to = ""]) => ({ to, typeOnly: type !== undefined })),
  ];
  return found.map(({ to, typeOnly }) => {
    const ofProject = to.startsWith(".");
    return { from: file, to: ofProject ? posix.join(dirname(file), to) : to, ofProject, typeOnly };
  });
};

/** Of the Worker: its source and its Durable Objects. */
export const importsOfProject = (root: string): readonly Import[] =>
  globSync("{src,durable-objects}/**/*.{ts,tsx}", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")));

/** The first circle that is found, each file after the one that imports it. */
export const circleIn = (imports: readonly Import[]): readonly string[] | undefined => {
  const next = new Map<string, string[]>();
  for (const { from, to, ofProject, typeOnly } of imports)
    if (ofProject && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const circle = visit(to, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
};
