import type { ApiDocument, ApiSchema, NamedOperation } from "./api-document.ts";
import { resolve } from "./api-document.ts";

const deepest = 6;

const typeOf = (schema: ApiSchema): string | undefined =>
  Array.isArray(schema.type)
    ? schema.type.find((type) => type !== "null")
    : (schema.type as string | undefined);

const byFormat: Readonly<Record<string, string>> = {
  "date-time": "2027-03-01T19:00:00.000Z",
  email: "fan@example.com",
  uri: "https://example.com/thanks",
};

/** A value that the schema allows: its own example where it has one. Optional properties are left out. */
export const exampleOf = (document: ApiDocument, schema: ApiSchema, depth = 0): unknown => {
  const known = resolve(document, schema);
  if (known.example !== undefined) return known.example;
  if (known.examples?.length) return known.examples[0];
  if (known.default !== undefined) return known.default;
  if (known.const !== undefined) return known.const;
  if (known.enum?.length) return known.enum[0];
  if (depth > deepest) return {};
  const [first] = known.anyOf ?? known.oneOf ?? [];
  if (first) return exampleOf(document, first, depth + 1);
  if (known.allOf)
    return Object.assign({}, ...known.allOf.map((part) => exampleOf(document, part, depth + 1)));
  if (Array.isArray(known.type) && known.type.includes("null")) return null;
  switch (typeOf(known)) {
    case "object":
      return Object.fromEntries(
        Object.entries(known.properties ?? {})
          .filter(([name]) => known.required?.includes(name))
          .map(([name, property]) => [name, exampleOf(document, property, depth + 1)]),
      );
    case "array":
      return known.items ? [exampleOf(document, known.items, depth + 1)] : [];
    case "integer":
    case "number":
      return known.minimum ?? 1;
    case "boolean":
      return false;
    case "string":
      return byFormat[known.format ?? ""] ?? "…";
    default:
      return {};
  }
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What to paste into a shell, with `$TOKEN` where a token is needed. */
export const curlOf = (document: ApiDocument, origin: string, named: NamedOperation): string => {
  const { method, path, operation } = named;
  const text = (schema: ApiSchema | undefined, name: string): string => {
    const value = schema ? exampleOf(document, schema) : undefined;
    return value === undefined || value === "…" ? name : String(value);
  };
  const parameters = operation.parameters ?? [];
  const address = parameters
    .filter((parameter) => parameter.in === "path")
    .reduce((url, { name, schema }) => url.replace(`{${name}}`, text(schema, `{${name}}`)), path);
  const query = parameters
    .filter(
      ({ in: place, schema, required }) => place === "query" && (required || schema?.example !== undefined),
    )
    .map(({ name, schema }) => `${name}=${encodeURIComponent(text(schema, name))}`)
    .join("&");
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${quoted(origin + address + (query ? `?${query}` : ""))}`,
  ];
  const { security = [{}] } = operation;
  if (security.every((scheme) => Object.keys(scheme).length > 0))
    lines.push(`-H "Authorization: Bearer $TOKEN"`);
  for (const { in: place, name, schema } of parameters)
    if (place === "header" && schema?.example !== undefined)
      lines.push(`-H ${quoted(`${name}: ${schema.example}`)}`);
  if (Object.values(operation.responses).some(({ content }) => content?.["text/event-stream"]))
    lines.push(`-N -H "Accept: text/event-stream"`);
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type !== undefined && body?.schema) {
    lines.push(`-H ${quoted(`Content-Type: ${type}`)}`);
    lines.push(
      `-d ${quoted(JSON.stringify(Object.values(body.examples ?? {})[0]?.value ?? body.example ?? exampleOf(document, body.schema), null, 2))}`,
    );
  }
  return lines.join(" \\\n  ");
};
