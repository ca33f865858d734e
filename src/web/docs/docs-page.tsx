import type { FC } from "hono/jsx";
import { type ProblemCode, problemCodes } from "../../http/problem.ts";
import { type ApiDocument, type NamedOperation, operationsOf } from "./api-document.ts";
import { Method, OperationView } from "./operation-view.tsx";
import { problemMeanings } from "./problem-meanings.ts";
import { BreakablePath, Prose } from "./prose.tsx";
import { SchemaSummary } from "./schema-view.tsx";

interface Group {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly NamedOperation[];
}

const groupsOf = (document: ApiDocument): readonly Group[] => {
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

const idOf = (name: string): string => `group-${name.toLowerCase()}`;

const Contents: FC<{ groups: readonly Group[] }> = ({ groups }) => (
  <nav aria-label="Contents">
    {groups.map(({ name, operations }) => (
      <>
        <a class="nav-group" href={`#${idOf(name)}`}>
          {name}
        </a>
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
      </>
    ))}
    <a class="nav-group" href="#problems">
      Problems
    </a>
    <a class="nav-group" href="#schemas">
      Schemas
    </a>
  </nav>
);

const ProblemRow: FC<{ code: ProblemCode; status: number }> = ({ code, status }) => (
  <li id={code}>
    <span class={`status status-${Math.floor(status / 100)}`}>{status}</span>
    <span>
      <a class="problem-code" href={`#${code}`}>
        <code>{code}</code>
      </a>
      <span class="problem-meaning">{problemMeanings[code]}</span>
    </span>
  </li>
);

/** The API, from its own OpenAPI document: nothing is described twice. `origin` is what the examples are pasted against. */
export const DocsPage: FC<{ document: ApiDocument; origin: string }> = ({ document, origin }) => {
  const groups = groupsOf(document);
  const schemas = Object.entries(document.components?.schemas ?? {}).toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${document.info.title} API`}</title>
        <link rel="stylesheet" href="/docs.css" />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class="top">
          <a class="brand" href="#content">
            <span class="mark" aria-hidden="true" />
            {document.info.title} <small>API {document.info.version}</small>
          </a>
          <a class="raw" href="/openapi.json">
            openapi.json
          </a>
        </header>
        <div class="columns">
          <aside>
            <Contents groups={groups} />
          </aside>
          <main id="content">
            <section class="intro">
              <h1>Tickets, as an API</h1>
              {(document.info.description ?? "").split("\n\n").map((paragraph) => (
                <p class="prose">
                  <Prose text={paragraph} />
                </p>
              ))}
            </section>
            <details class="contents-small">
              <summary>Contents</summary>
              <Contents groups={groups} />
            </details>
            {groups.map(({ name, description, operations }) => (
              <section id={idOf(name)}>
                <h2>{name}</h2>
                <p class="lead">
                  <Prose text={description} />
                </p>
                {operations.map((named) => (
                  <OperationView document={document} origin={origin} named={named} />
                ))}
              </section>
            ))}
            <section id="problems">
              <h2>Problems</h2>
              <p class="lead">
                Every error is <code>application/problem+json</code>. Its <code>code</code> is stable; its{" "}
                <code>type</code> leads here.
              </p>
              <ul class="problems">
                {problemCodes().map(({ code, status }) => (
                  <ProblemRow code={code} status={status} />
                ))}
              </ul>
            </section>
            <section id="schemas">
              <h2>Schemas</h2>
              {schemas.map(([name, schema]) => (
                <article class="schema" id={`schema-${name}`}>
                  <h3>
                    <a href={`#schema-${name}`}>{name}</a>
                  </h3>
                  {schema.description ? (
                    <p class="prose">
                      <Prose text={schema.description} />
                    </p>
                  ) : null}
                  <SchemaSummary schema={schema} />
                </article>
              ))}
            </section>
          </main>
        </div>
      </body>
    </html>
  );
};
