import type { FC } from "hono/jsx";
import type { ApiDocument, ApiOperation, ApiParameter, NamedOperation } from "./api-document.ts";
import { curlOf, exampleOf } from "./example.ts";
import { Paragraphs, Prose } from "./prose.tsx";
import { FieldRow, SchemaSummary, TypeOf } from "./schema-view.tsx";

const placeNames = {
  path: "In the path",
  query: "In the query",
  header: "Headers",
  cookie: "Cookies",
} as const;

const Parameters: FC<{ place: ApiParameter["in"]; parameters: readonly ApiParameter[] }> = ({
  place,
  parameters,
}) => {
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return null;
  return (
    <>
      <h4>{placeNames[place]}</h4>
      <ul class="fields">
        {here.map(({ name, schema = {}, required = false, description }) => (
          <FieldRow name={name} schema={schema} required={required} description={description} />
        ))}
      </ul>
    </>
  );
};

export const Method: FC<{ method: string }> = ({ method }) => (
  <span class={`method method-${method}`}>{method.toUpperCase()}</span>
);

const tokenNeeded = ({ security = [] }: ApiOperation): string | undefined => {
  const schemes = security.flatMap((scheme) => Object.keys(scheme));
  if (schemes.includes("organizer")) return "Needs an organizer's token";
  if (!schemes.includes("fan")) return undefined;
  const free = security.some((scheme) => Object.keys(scheme).length === 0);
  return free ? "Takes a fan's token, or none" : "Needs a fan's token, or its cookie";
};

const Code: FC<{ label: string; text: string; wrapped?: boolean }> = ({ label, text, wrapped }) => (
  <figure class={wrapped ? "code code-wrapped" : "code"}>
    <figcaption>
      <Prose text={label} />
    </figcaption>
    <pre tabindex={0}>
      <code>{text}</code>
    </pre>
  </figure>
);

const bodyExamples = ({ requestBody }: ApiOperation) =>
  Object.values(requestBody?.content ?? {}).flatMap(({ examples = {} }) => Object.values(examples));

/** The first answer that has a body as JSON, with an example of it. */
const exampleAnswer = (
  document: ApiDocument,
  { operation }: NamedOperation,
): [string, string] | undefined => {
  for (const [status, { content }] of Object.entries(operation.responses)) {
    const schema = content?.["application/json"]?.schema;
    if (status.startsWith("2") && schema)
      return [status, JSON.stringify(exampleOf(document, schema), null, 2)];
  }
  return undefined;
};

export const OperationView: FC<{ document: ApiDocument; origin: string; named: NamedOperation }> = ({
  document,
  origin,
  named,
}) => {
  const { id, method, path, operation } = named;
  const parameters = operation.parameters ?? [];
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).filter(([status]) => status !== "default");
  const answer = exampleAnswer(document, named);
  const token = tokenNeeded(operation);
  // The first one is in the request to try.
  const [first, ...others] = bodyExamples(operation);
  return (
    <article class="operation" id={id}>
      <div class="operation-text">
        <h3>
          <a href={`#${id}`}>{operation.summary ?? path}</a>
        </h3>
        <p class="address">
          <Method method={method} />
          <code>{path}</code>
        </p>
        {token ? <p class="needs">{token}</p> : null}
        {operation.description ? <Paragraphs text={operation.description} /> : null}
        {(["path", "query", "header"] as const).map((place) => (
          <Parameters place={place} parameters={parameters} />
        ))}
        {bodies.map(([type, { schema = {} }]) => (
          <>
            <h4>Body</h4>
            <p class="media">{type}</p>
            <SchemaSummary schema={schema} />
          </>
        ))}
        <h4>Answers</h4>
        <ul class="answers">
          {answers.map(([status, { description, content = {} }]) => (
            <li>
              <span class="status">{status}</span>
              <span>
                {description}
                {Object.entries(content).map(([type, { schema }]) => (
                  <span class="media">
                    {type}
                    {schema ? (
                      <>
                        {" · "}
                        <TypeOf schema={schema} />
                      </>
                    ) : null}
                  </span>
                ))}
              </span>
            </li>
          ))}
          <li>
            <span class="status">4xx 5xx</span>
            <span>
              A <a href="#problems">problem</a>: 4xx is the request's, 5xx is ours
            </span>
          </li>
        </ul>
      </div>
      <div class="operation-code">
        <Code
          label={others.length > 0 ? `Try it: ${first?.summary}` : "Try it"}
          wrapped
          text={curlOf(document, origin, named)}
        />
        {others.map(({ summary = "", value }) => (
          <Code label={`Or with the body: ${summary}`} text={JSON.stringify(value, null, 2)} />
        ))}
        {answer ? <Code label={`Answer ${answer[0]}`} text={answer[1]} /> : null}
      </div>
    </article>
  );
};
