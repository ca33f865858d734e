import { describe, expect, test } from "vitest";
import { problemCodes } from "../../src/http/problem.ts";
import { api } from "../support/api.ts";

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly security?: readonly Record<string, unknown>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Record<string, unknown>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, unknown>>;
}

const read = async (): Promise<Document> => (await api("/openapi.json")).json();

const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

const valuesOf = (key: string, value: unknown): unknown[] =>
  value === null || typeof value !== "object"
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(name === key ? [inner] : []),
        ...valuesOf(key, inner),
      ]);

describe("the description of the API", () => {
  test("lists every route of a fan", async () => {
    const { openapi, paths } = await read();
    expect(openapi).toBe("3.1.0");
    const routes = {
      "/search": ["get"],
      "/search/suggest": ["get"],
      "/events/{eventId}": ["get"],
      "/events/{eventId}/tickets": ["get"],
      "/events/{eventId}/availability": ["get"],
      "/events/{eventId}/live": ["get"],
      "/seat-maps/{hash}": ["get"],
      "/session": ["post"],
      "/booking/reserve": ["post"],
      "/booking/holds/{holdId}": ["get", "delete"],
      "/booking/confirm": ["put", "patch"],
      "/booking/orders": ["get"],
      "/booking/orders/{orderId}": ["get"],
      "/webhooks/stripe": ["post"],
    };
    for (const [path, methods] of Object.entries(routes))
      expect([path, Object.keys(paths[path] ?? {})]).toEqual([path, expect.arrayContaining(methods)]);
  });

  test("every operation has a name of its own, a tag, a summary, and the problem that all errors are", async () => {
    const all = operations(await read());
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    for (const { path, operation } of all) {
      expect([path, operation.tags?.length, typeof operation.summary]).toEqual([path, 1, "string"]);
      expect(valuesOf("$ref", operation.responses.default)).toEqual(["#/components/schemas/Problem"]);
    }
  });

  test("every reference leads somewhere, every parameter of a path is told", async () => {
    const document = await read();
    for (const reference of valuesOf("$ref", document)) {
      const [, ...steps] = String(reference).split("/");
      const found = steps.reduce<unknown>(
        (at, step) => (at as Record<string, unknown> | undefined)?.[step],
        document,
      );
      expect([reference, typeof found]).toEqual([reference, "object"]);
    }
    for (const { path, operation } of operations(document)) {
      const told = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === "path")
        .map(({ name }) => name);
      expect([path, told.toSorted()]).toEqual([
        path,
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted(),
      ]);
    }
  });

  test("who needs a token is told, and by which scheme", async () => {
    const document = await read();
    const schemes = Object.keys(document.components.securitySchemes ?? {});
    for (const { path, operation } of operations(document)) {
      const named = (operation.security ?? []).flatMap((scheme) => Object.keys(scheme));
      for (const name of named) expect(schemes).toContain(name);
      const [, part] = /^\/(organizer|operator)\b/.exec(path) ?? [];
      const needed = /^\/booking|\/live$/.test(path) ? ["fan", "session"] : part ? [part] : [];
      expect([path, named]).toEqual([path, needed]);
    }
  });

  test("every code of a problem is told", async () => {
    const { components } = await read();
    const [codes] = valuesOf(
      "enum",
      (components.schemas?.Problem as { properties?: { code: unknown } } | undefined)?.properties?.code,
    );
    expect(codes).toEqual(problemCodes().map(({ code }) => code));
  });
});

describe("the page of the API", () => {
  const page = async () => (await api("/docs")).text();

  test("has an anchor for every operation and for every problem, where the problem's type leads", async () => {
    const html = await page();
    const document = await read();
    for (const { operation } of operations(document)) expect(html).toContain(`id="${operation.operationId}"`);
    for (const { code } of problemCodes()) expect(html).toContain(`id="${code}"`);
    const { type } = (await (await api("/events/evt_x")).json()) as { type: string };
    expect(html).toContain(`id="${type.replace("/docs#", "")}"`);
  });

  test("every link within it has its anchor, and nothing is loaded from elsewhere", async () => {
    const html = await page();
    for (const [, anchor] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${anchor}"`);
    expect(html).not.toMatch(/<script|style="|(?:src|href)="(?:https?:)?\/\//);
  });

  test("brings its own icon, so that nobody asks for one", async () => {
    expect(await page()).toMatch(/<link rel="icon" href="data:image\/svg\+xml,/);
  });

  test("shows the answers over the socket, and every example of a body", async () => {
    const html = await page();
    for (const type of ["held", "released", "refused", "error"])
      expect([type, html.includes(`{&quot;type&quot;:&quot;${type}&quot;`)]).toEqual([type, true]);
    const several = valuesOf("examples", (await read()).paths).filter(
      (examples) => Object.keys(examples as object).length > 1,
    );
    expect(several.length).toBeGreaterThan(5);
    for (const summary of several.flatMap((examples) => valuesOf("summary", examples)).map(String)) {
      const [words = ""] = summary.split("`");
      expect([words, html.includes(words)]).toEqual([words, true]);
    }
    expect(html.includes("```")).toBe(false);
  });

  test("forbids what it does not use", async () => {
    const { headers } = await api("/docs");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).not.toBeNull();
  });

  test("is where the first page leads, and is not sent again to who has it", async () => {
    const first = await api("/", { redirect: "manual" });
    expect([first.status, first.headers.get("location")]).toEqual([302, "/docs"]);
    const withSlash = await api("/docs/", { redirect: "manual" });
    expect([withSlash.status, withSlash.headers.get("location")]).toEqual([302, "/docs"]);
    for (const path of ["/docs", "/docs.css", "/openapi.json"]) {
      const etag = (await api(path)).headers.get("etag") ?? "";
      expect((await api(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    }
  });
});
