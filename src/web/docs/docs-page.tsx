import type { FC } from "hono/jsx";
import type { ApiDocument } from "./api-document.ts";
import { Contents, groupsOf, idOf } from "./contents.tsx";
import { OperationView } from "./operation-view.tsx";
import { Paragraphs, Prose } from "./prose.tsx";
import { SchemaSummary } from "./schema-view.tsx";

/** A ticket. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#c9352b" d="M2 3h12a1 1 0 0 1 1 1v2a2 2 0 0 0 0 4v2a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1v-2a2 2 0 0 0 0-4V4a1 1 0 0 1 1-1z"/></svg>',
)}`;

export interface ExplainedProblem {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
}

const ProblemRow: FC<{ problem: ExplainedProblem }> = ({ problem: { code, status, meaning } }) => (
  <li id={code}>
    <span class={`status status-${Math.floor(status / 100)}`}>{status}</span>
    <span>
      <a class="problem-code" href={`#${code}`}>
        <code>{code}</code>
      </a>
      <span class="problem-meaning">
        <Prose text={meaning} />
      </span>
    </span>
  </li>
);

/** The API, from its own OpenAPI document: nothing is described twice. `origin` is what the examples are pasted against. */
export const DocsPage: FC<{
  document: ApiDocument;
  problems: readonly ExplainedProblem[];
  origin: string;
}> = ({ document, problems, origin }) => {
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
        <link rel="icon" href={icon} />
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
              <Paragraphs text={document.info.description ?? ""} />
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
                {problems.map((problem) => (
                  <ProblemRow problem={problem} />
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
