import { z } from "@hono/zod-openapi";
import { describe, expect, test } from "vitest";
import { createGateway } from "../../src/http/gateway.ts";
import { openApiDocumentOf } from "../../src/http/openapi.ts";
import { type ApiDocument, type ApiSchema, operationsOf, resolve } from "../../src/web/docs/api-document.ts";
import { curlOf, exampleOf } from "../../src/web/docs/example.ts";
import { api, organizerToken } from "../support/api.ts";

const gateway = createGateway(() => {
  throw new Error("nobody is asked");
});
const document = openApiDocumentOf(gateway) as unknown as ApiDocument;
const operations = operationsOf(document);

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}
const jsonOf = (part: Content | undefined): unknown => part?.content?.["application/json"]?.schema;

/** Each operation's part of the document beside the zod schemas that its route checks with. */
const routes = gateway.openAPIRegistry.definitions.flatMap((definition) => {
  if (definition.type !== "route") return [];
  const { route } = definition;
  const named = operations.find(({ method, path }) => method === route.method && path === route.path);
  return named ? [{ ...named, route }] : [];
});

const bodies = routes.flatMap(({ id, operation, route }) => {
  const zod = jsonOf(route.request?.body as Content | undefined);
  const media = operation.requestBody?.content?.["application/json"];
  return zod instanceof z.ZodType && media?.schema ? [{ id, zod, media, schema: media.schema }] : [];
});

const answers = routes.flatMap(({ id, operation, route }) =>
  Object.entries(route.responses).flatMap(([status, response]) => {
    const zod = jsonOf(response as Content);
    const schema = operation.responses[status]?.content?.["application/json"]?.schema;
    return zod instanceof z.ZodType && schema ? [{ id: `${id} ${status}`, zod, schema }] : [];
  }),
);

const schemasIn = (value: unknown): ApiSchema[] =>
  value === null || typeof value !== "object"
    ? []
    : [value as ApiSchema, ...Object.values(value).flatMap(schemasIn)];

const saysNull = (schema: ApiSchema): boolean =>
  [schema.type ?? []].flat().includes("null") || [schema.anyOf ?? schema.oneOf ?? []].flat().some(saysNull);

const inner = (zod: unknown): unknown =>
  zod instanceof z.ZodOptional || zod instanceof z.ZodNullable || zod instanceof z.ZodDefault
    ? inner(zod.unwrap())
    : zod;

/** Where the document and the schema differ on null. */
const nullFaults = (of: unknown, told: ApiSchema, at: string): string[] => {
  const zod = inner(of);
  const schema = resolve(document, told);
  if (zod instanceof z.ZodArray && schema.items) return nullFaults(zod.element, schema.items, `${at}[]`);
  if (!(zod instanceof z.ZodObject)) return [];
  return Object.entries(zod.shape as Record<string, z.ZodType>).flatMap(([name, property]) => {
    const here = `${at}.${name}`;
    const saying = schema.properties?.[name];
    if (!saying) return [`${here} is not told`];
    const differs = property.safeParse(null).success !== saysNull(saying);
    const anything = Object.keys(saying).length === 0;
    return [...(differs && !anything ? [here] : []), ...nullFaults(property, saying, here)];
  });
};

describe("a program made of the document", () => {
  test("knows every route's schemas", () => {
    expect(routes).toHaveLength(operations.length);
    expect(bodies.length).toBeGreaterThan(12);
    expect(answers.length).toBeGreaterThan(30);
  });

  test("can read every pattern, and the example fits it", () => {
    const patterned = schemasIn(document).filter(({ pattern }) => typeof pattern === "string");
    expect(patterned.length).toBeGreaterThan(10);
    for (const { pattern = "", example } of patterned) {
      const expression = new RegExp(pattern, "u");
      if (example !== undefined) expect(String(example)).toMatch(expression);
      expect(pattern).not.toMatch(/^\/|\/[a-z]*$/);
    }
  });

  test("sends and expects null exactly where it may stand", () => {
    expect([...bodies, ...answers].flatMap(({ id, zod, schema }) => nullFaults(zod, schema, id))).toEqual([]);
  });

  test("is told of each parameter what it is, and of a number between what it lies", () => {
    for (const { id, operation } of operations)
      for (const { name, description, schema } of operation.parameters ?? []) {
        expect([id, name, description]).toEqual([id, name, expect.stringMatching(/\w/)]);
        if (schema?.type === "integer")
          expect([id, name, schema.minimum]).toEqual([id, name, expect.any(Number)]);
      }
    const bounds = (path: string, parameter: string) => {
      const { schema } =
        operations
          .find((named) => named.method === "get" && named.path === path)
          ?.operation.parameters?.find(({ name }) => name === parameter) ?? {};
      return [schema?.minimum, schema?.maximum];
    };
    expect(bounds("/search", "radiusKm")).toEqual([1, 500]);
    expect(bounds("/search", "limit")).toEqual([1, 100]);
    expect(bounds("/events/{eventId}/tickets", "limit")).toEqual([1, 500]);
    expect(bounds("/organizer/venues", "limit")).toEqual([1, 100]);
  });

  test("goes through all lists alike, by nextCursor", () => {
    const lists = operations.filter(({ operation }) =>
      operation.parameters?.some(({ name }) => name === "cursor"),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { id, operation } of lists) {
      const schema = operation.responses["200"]?.content?.["application/json"]?.schema ?? {};
      expect([id, Object.keys(resolve(document, schema).properties ?? {})]).toEqual([
        id,
        expect.arrayContaining(["nextCursor"]),
      ]);
    }
  });
});

describe("an example", () => {
  test.each(bodies.map((body) => [body.id, body] as const))(
    "of the body of %s is taken as it stands",
    (_, { zod, media, schema }) => {
      const examples = Object.values(media.examples ?? { one: { value: exampleOf(document, schema) } });
      for (const { value } of examples) expect(zod.safeParse(value).error).toBeUndefined();
    },
  );

  test.each(answers.map((answer) => [answer.id, answer] as const))(
    "of the answer of %s is one that can come",
    (_, { zod, schema }) => {
      const example = exampleOf(document, schema);
      expect(zod.safeParse(example).error).toBeUndefined();
      expect(JSON.stringify(example)).not.toMatch(/…|\{\}|undefined/);
    },
  );

  test("to paste leaves nothing open but the token", () => {
    for (const named of operations) expect(curlOf(document, "http://x", named)).not.toMatch(/…|[/=]\{/);
  });

  test("of a seat map makes one, drawn or imported", async () => {
    const token = await organizerToken();
    const first = (name: string): object => {
      const { media } = bodies.find(({ id }) => id === name) ?? {};
      return Object.values(media?.examples ?? {})[0]?.value as object;
    };
    const venue = await api("/organizer/venues", { token, json: first("post-organizer-venues") });
    const { id: venueId } = await venue.json<{ id: string }>();
    const { media } = bodies.find(({ id }) => id === "post-organizer-seat-maps") ?? {};
    const made = await Promise.all(
      Object.values(media?.examples ?? {}).map(async ({ value }) => {
        const answer = await api("/organizer/seat-maps", { token, json: { ...(value as object), venueId } });
        return [answer.status, (await answer.json<{ capacity: number }>()).capacity];
      }),
    );
    expect(made).toEqual([
      [201, 320],
      [201, 126],
    ]);
  });
});

describe("a parameter that is wrong", () => {
  const faultOf = async (path: string, token?: string) => {
    const answer = await api(path, token === undefined ? {} : { token });
    const { errors } = await answer.json<{ errors?: { at: string; detail: string }[] }>();
    return [answer.status, errors?.[0]?.at, errors?.[0]?.detail];
  };

  test.each([
    ["/search?type=rock", "type", expect.stringContaining("concert")],
    ["/search?limit=many", "limit", "not a whole number from 1 to 100"],
    ["/search?limit=1.5", "limit", "not a whole number from 1 to 100"],
    ["/search?location=1,1&radiusKm=501", "radiusKm", "not a whole number from 1 to 500"],
    ["/events/evt_7k2m9q4x1v8p/availability?since=x", "since", "not a whole number from 0 on"],
    ["/search?colour=red", "colour", expect.any(String)],
  ])("%s is named, and what it may be", async (path, at, detail) => {
    expect(await faultOf(path)).toEqual([422, at, detail]);
  });

  test("an id is told what it is not", async () => {
    expect(await faultOf("/events/evt_x")).toEqual([
      404,
      "eventId",
      expect.stringMatching(/^not an event id/),
    ]);
    expect(await faultOf("/organizer/venues?cursor=x", await organizerToken())).toEqual([
      422,
      "cursor",
      expect.stringMatching(/^not a venue id/),
    ]);
  });
});
