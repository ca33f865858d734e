import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { sessionCookie } from "../../src/http/auth.ts";
import { createGateway } from "../../src/http/gateway.ts";
import { openApiDocumentOf } from "../../src/http/openapi.ts";
import type { Services } from "../../src/services.ts";
import { type ApiDocument, operationsOf } from "../../src/web/docs/api-document.ts";
import { api, type ApiRequest, fanToken, organizerToken } from "../support/api.ts";
import { addPerformer, addToEvent, bringIndexUpToDate } from "../support/catalogue.ts";
import { publishedEvent } from "../support/published-event.ts";

const asked: Request[] = [];
const gateway = createGateway(
  () =>
    ({
      publicViews: {
        fetch: async (request: Request) => {
          asked.push(request);
          if (request.url.endsWith("/availability")) return new Response(null, { status: 503 });
          return Response.json({ event: { priceCategories: [] }, categoryNos: [] });
        },
      },
    }) as unknown as Services,
);
const document = openApiDocumentOf(gateway) as unknown as ApiDocument;
const operations = operationsOf(document);

/** What stands beside the document: the document itself and its page. */
const ofTheDocument = ["/", "/docs/", "/docs", "/docs.css", "/openapi.json"];

/** What everyone may ask, and is answered whole; the rest is a fan's, an organizer's or a program's own, or never ends. */
const isPublic = ({ method, path, operation }: (typeof operations)[number]): boolean =>
  method === "get" && operation.security === undefined && path !== "/events/{eventId}/live";

const eventOnSale = async () => {
  const { id, organizer } = await publishedEvent();
  const performerId = await addPerformer("Ensemble");
  await addToEvent(id, performerId, 0);
  const event = await (await api(`/events/${id}`)).json<{ seatMapHash: string; venue: { id: string } }>();
  const values: Readonly<Record<string, string>> = {
    eventId: id,
    venueId: event.venue.id,
    performerId,
    hash: event.seatMapHash,
    page: "events-1",
    holdId: `hld_${id.slice(4)}_${"0".repeat(20)}`,
    orderId: `ord_${id.slice(4)}_${"0".repeat(20)}`,
    refundId: `rfd_${id.slice(4)}_${"0".repeat(20)}_0`,
    seatMapId: `map_${"0".repeat(16)}`,
    region: "sam",
  };
  const addressOf = (path: string): string =>
    `${path}${path === "/search/suggest" ? "?term=en" : ""}`.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`no value for ${name}`);
      return value;
    });
  return { addressOf, organizer };
};

const cookie = async (): Promise<ApiRequest> => ({
  headers: { cookie: `${sessionCookie}=${await fanToken()}` },
});

const partsOf = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => name !== "date"),
  // Some are bytes.
  body: new TextDecoder("latin1").decode(await response.arrayBuffer()),
});

describe("of every route that there is", () => {
  test("it is known whether its answers may be kept", () => {
    const routed = gateway.routes
      .filter(({ method }) => method !== "ALL")
      .map(
        ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}").replace(/\/(ics|xml)$/, ".$1")}`,
      );
    const told = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(new Set(routed)).toEqual(new Set([...told, ...ofTheDocument.map((path) => `GET ${path}`)]));
    expect(
      operations
        .filter(isPublic)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual([
      "/events/{eventId}",
      "/events/{eventId}.ics",
      "/events/{eventId}/availability",
      "/events/{eventId}/tickets",
      "/feeds/performers/{performerId}.ics",
      "/feeds/venues/{venueId}.ics",
      "/performers/{performerId}",
      "/search",
      "/search/suggest",
      "/seat-maps/{hash}",
      "/sitemap.xml",
      "/sitemaps/{page}.xml",
      "/venues/{venueId}",
    ]);
  });

  test("what may be kept is the same for two fans, an organizer and nobody", async () => {
    const { addressOf, organizer } = await eventOnSale();
    // So that one and the same answers all of them.
    await bringIndexUpToDate();
    for (const { path } of operations.filter(isPublic)) {
      for (const accept of ["*/*", "application/octet-stream", "application/ld+json"]) {
        const ask = async ({ headers, ...who }: ApiRequest = {}) =>
          await partsOf(await api(addressOf(path), { ...who, headers: { accept, ...headers } }));
        const nobodys = await ask();
        expect([path, nobodys.status]).toEqual([path, 200]);
        const headers = new Headers(nobodys.headers as [string, string][]);
        expect([path, headers.get("cache-control")]).toEqual([
          path,
          expect.stringMatching(/^public, max-age=\d+(, immutable)?$/),
        ]);
        expect([path, headers.get("set-cookie"), headers.get("vary") ?? "accept"]).toEqual([
          path,
          null,
          "accept",
        ]);
        for (const who of [{ token: await fanToken() }, { token: organizer }, await cookie()])
          expect([path, await ask(who)]).toEqual([path, nobodys]);
        const etag = headers.get("etag") ?? "";
        expect([path, etag]).toEqual([path, expect.stringMatching(/^"[^"]+"$/)]);
        const again = await ask({ headers: { "if-none-match": etag } });
        expect([path, again.status, again.body]).toEqual([path, 304, ""]);
      }
    }
  });

  test("nothing of who asks reaches what may be kept", async () => {
    const { addressOf } = await eventOnSale();
    asked.length = 0;
    for (const { path } of operations.filter(isPublic)) {
      const before = asked.length;
      const headers = {
        ...(await cookie()).headers,
        authorization: `Bearer ${await fanToken()}`,
        "x-forwarded-host": "elsewhere.test",
        "user-agent": "x",
      };
      await gateway.request(`https://frontrow.test${addressOf(path)}`, { headers }, env, {
        waitUntil() {},
        passThroughOnException() {},
        props: {},
      });
      expect([path, asked.length > before]).toEqual([path, true]);
    }
    for (const { url, method, headers } of asked)
      expect([url, method, [...headers.keys()]]).toEqual([url, "GET", ["accept"]]);
  });

  test("the rest is never kept, whoever asks and whatever is answered", async () => {
    const { addressOf } = await eventOnSale();
    const others = operations.filter((operation) => !isPublic(operation));
    expect(others.length).toBeGreaterThan(30);
    const tokens = [undefined, await fanToken(), await organizerToken()];
    for (const { method, path } of others)
      for (const token of tokens) {
        const response = await api(addressOf(path), {
          method: method.toUpperCase(),
          ...(token === undefined ? {} : { token }),
          ...(method === "get" || method === "delete" ? {} : { json: {} }),
        });
        const { headers, status } = response;
        await response.body?.cancel();
        expect([method, path, status, headers.get("cache-control"), headers.get("etag")]).toEqual([
          method,
          path,
          status,
          "no-store",
          null,
        ]);
      }
  });

  test("the document is the same for everyone, and kept for minutes", async () => {
    for (const path of ["/docs", "/docs.css", "/openapi.json"]) {
      const nobodys = await partsOf(await api(path));
      expect(nobodys.headers).toContainEqual(["cache-control", "public, max-age=300"]);
      expect(await partsOf(await api(path, await cookie()))).toEqual(nobodys);
    }
    for (const path of ["/nothing", "/events/evt_x", "/events/evt_x.ics"])
      expect((await api(path)).headers.get("cache-control")).toBe("no-store");
  });
});
