import { z } from "@hono/zod-openapi";
import type { CatalogRefusal, CatalogResult, Page } from "../../../catalog/result.ts";
import { storable } from "../../../domain/text.ts";
import { idField } from "../../id-fields.ts";
import { type FieldError, HttpProblem, problemOf } from "../../problem.ts";
import { wholeNumberOr } from "../../whole-number.ts";

export const json = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
});
export const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
export const security = [{ organizer: [] }];
export const tags = ["Organizer"];

/** The value of a result, or its refusal as a problem. `place` is where its faults are: the event itself when nothing was sent. */
export const valueFrom = <Value>(
  result: CatalogResult<Value>,
  place: Extract<FieldError["in"], "body" | "event"> = "body",
): Value => {
  if (result.ok) return result.value;
  throw problemOfRefusal(result.refusal, place);
};

const problemOfRefusal = (refusal: CatalogRefusal, place: FieldError["in"]): HttpProblem => {
  switch (refusal.kind) {
    case "not_found":
      return new HttpProblem("not_found", `There is no such ${refusal.what}.`);
    case "invalid":
      return new HttpProblem("invalid_request", "The request has faults; 'errors' says where.", {
        errors: refusal.faults.map((fault) => ({ in: place, ...fault })),
      });
    case "seat_map_invalid":
      return new HttpProblem("seat_map_invalid", "The seat map has faults; 'errors' says where.", {
        errors: refusal.faults.map((fault) => ({ in: "body", ...fault })),
      });
    case "conflict":
      return new HttpProblem("conflict", refusal.detail);
    case "refused":
      return problemOf(refusal.refusal);
  }
};

/** A page begins behind the last thing of the page before. */
export const pageQuery = <Kind extends Parameters<typeof idField>[0]>(kind: Kind) =>
  z.object({
    cursor: idField<Kind>(kind)
      .optional()
      .openapi({ example: undefined, description: "Of the page before: its `nextCursor`." }),
    limit: wholeNumberOr(50, 1, 100, "Things a page."),
  });

export const pageOf = <Schema extends z.ZodType>(item: Schema) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().openapi({ description: "Null on the last page" }),
  });

export const shownPage = <Item, Shown>({ items, next }: Page<Item>, show: (item: Item) => Shown) => ({
  items: items.map(show),
  nextCursor: next,
});

export const HttpsUrl = storable(z.url({ protocol: /^https$/, error: "an https address" }))
  .max(2000)
  .openapi({ type: "string", format: "uri" });
export const NullableHttpsUrl = HttpsUrl.nullable().openapi({ type: ["string", "null"], format: "uri" });

/** The members that were sent: a partial body says nothing of the others. */
export const sent = <Body extends object>(
  body: Body,
): { [Key in keyof Body]: Exclude<Body[Key], undefined> } =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Body]: Exclude<Body[Key], undefined>;
  };
