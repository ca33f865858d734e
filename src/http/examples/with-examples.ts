import type { OpenApiDocument } from "../openapi.ts";
import { answerExamples } from "./answers.ts";
import { bodyExamples } from "./bodies.ts";

const schemaName = (schema: object | undefined): string =>
  schema && "$ref" in schema ? (String(schema.$ref).split("/").at(-1) ?? "") : "";

/** The document with an example in every schema of an answer, and with the examples of every body. */
export const withExamples = (document: OpenApiDocument): OpenApiDocument => {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const example = answerExamples[name];
    if (example && !("$ref" in schema)) schema.examples = [example];
  }
  for (const item of Object.values(document.paths ?? {}))
    for (const { requestBody } of Object.values(item))
      for (const media of Object.values<{ schema?: object; examples?: object }>(requestBody?.content ?? {})) {
        const examples = bodyExamples[schemaName(media.schema)];
        if (examples) media.examples = examples;
      }
  return document;
};
