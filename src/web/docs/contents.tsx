import type { FC } from "hono/jsx";
import { type ApiDocument, type NamedOperation, operationsOf } from "./api-document.ts";
import { Method } from "./operation-view.tsx";
import { BreakablePath } from "./prose.tsx";

export interface Group {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly NamedOperation[];
}

export const groupsOf = (document: ApiDocument): readonly Group[] => {
  const operations = operationsOf(document);
  const known = document.tags ?? [];
  const others = operations
    .flatMap(({ operation }) => operation.tags ?? ["Other"])
    .filter((name) => !known.some((tag) => tag.name === name));
  return [...known, ...[...new Set(others)].map((name) => ({ name, description: "" }))]
    .map(({ name, description = "" }) => ({
      name,
      description,
      operations: operations.filter(({ operation }) => (operation.tags?.[0] ?? "Other") === name),
    }))
    .filter((group) => group.operations.length > 0);
};

export const idOf = (name: string): string => `group-${name.toLowerCase()}`;

/** A group of more operations begins folded, so that the others stay in sight. */
const unfolded = 10;

export const Contents: FC<{ groups: readonly Group[] }> = ({ groups }) => (
  <nav aria-label="Contents">
    {groups.map(({ name, operations }) => (
      <details open={operations.length <= unfolded}>
        <summary class="nav-group">
          <a href={`#${idOf(name)}`}>{name}</a>
          <span class="count">{operations.length}</span>
        </summary>
        <ul>
          {operations.map(({ id, method, path }) => (
            <li>
              <a href={`#${id}`}>
                <Method method={method} />
                <span class="nav-path">
                  <BreakablePath path={path} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      </details>
    ))}
    <a class="nav-group" href="#problems">
      Problems
    </a>
    <a class="nav-group" href="#schemas">
      Schemas
    </a>
  </nav>
);
