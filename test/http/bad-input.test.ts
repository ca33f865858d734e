import { SignJWT } from "jose";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { signToken } from "../../src/http/tokens.ts";
import { type ApiRequest, api, fanToken, organizerToken } from "../support/api.ts";
import { publishedEvent } from "../support/published-event.ts";

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly in: string; readonly at: string }[];
  readonly retryAt?: string;
}

const problemOf = async (path: string, request: ApiRequest): Promise<Problem> => {
  const answer = await api(path, request);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  // Only that a public thing does not exist may be known for a moment.
  expect(answer.headers.get("cache-control")).toBe(
    answer.status === 404 && path.startsWith("/events/evt_") ? "public, max-age=0" : "no-store",
  );
  const problem = await answer.json<Problem>();
  expect(problem.status).toBe(answer.status);
  expect(problem.detail).not.toBe("");
  return problem;
};

let event: Awaited<ReturnType<typeof publishedEvent>>;
let other: Awaited<ReturnType<typeof publishedEvent>>;
let token: string;
beforeAll(async () => {
  [event, other, token] = [
    await publishedEvent({ rows: [12] }),
    await publishedEvent({ rows: [3] }),
    await fanToken(),
  ];
});

describe("POST /booking/reserve", () => {
  const reserve = (request: ApiRequest) =>
    problemOf("/booking/reserve", {
      token,
      method: "POST",
      headers: { "content-type": "application/json" },
      ...request,
    });

  test("of a body that is not JSON is 400", async () => {
    expect(await reserve({ body: "{ticket" })).toMatchObject({ status: 400, code: "body_not_json" });
  });

  test("of another type of content is 415", async () => {
    expect(await reserve({ body: "ticketId=1", headers: { "content-type": "text/plain" } })).toMatchObject({
      status: 415,
      code: "unsupported_media_type",
    });
  });

  test("of no body at all is refused", async () => {
    expect((await reserve({})).status).toBeLessThan(500);
  });

  test.each([
    ["a number for an id", { ticketId: 7 }, "/ticketId"],
    ["a garbled id", { ticketId: "tkt_1" }, "/ticketId"],
    ["one bad id among good ones", { ticketIds: ["tkt_7k2m9q4x1v8p_1", 5] }, "/ticketIds/1"],
    ["an unknown field", { ticketId: "tkt_7k2m9q4x1v8p_1", fanId: "fan_ben" }, "/fanId"],
    ["a quantity that is text", { eventId: "evt_7k2m9q4x1v8p", quantity: "2" }, "/quantity"],
    ["a quantity of none", { eventId: "evt_7k2m9q4x1v8p", quantity: 0 }, "/quantity"],
    ["a quantity without an event", { quantity: 2 }, "/eventId"],
    [
      "a section that no text can be",
      { eventId: "evt_7k2m9q4x1v8p", quantity: 1, section: "a\u0000" },
      "/section",
    ],
    [
      "a category that no text can be",
      { eventId: "evt_7k2m9q4x1v8p", quantity: 1, category: "\udc00" },
      "/category",
    ],
    ["a ticket twice", { ticketIds: ["tkt_7k2m9q4x1v8p_1", "tkt_7k2m9q4x1v8p_1"] }, "/ticketIds/1"],
    [
      "both seats and a wish",
      { ticketId: "tkt_7k2m9q4x1v8p_1", quantity: 2, eventId: "evt_7k2m9q4x1v8p" },
      "",
    ],
    ["nothing", {}, ""],
    ["a list", [], ""],
    ["null", null, ""],
  ])("of %s says where the fault is", async (_, json, at) => {
    const problem = await reserve({ json });
    expect(problem).toMatchObject({ status: 422, code: "invalid_request" });
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: "body", at }));
  });

  test("of a seat of another event says which one", async () => {
    const problem = await reserve({ json: { ticketIds: [event.ticket(0), other.ticket(0)] } });
    expect(problem).toMatchObject({ status: 422, errors: [{ at: "/ticketIds/1" }] });
  });

  test("of an event or a seat that does not exist is 404", async () => {
    expect(await reserve({ json: { ticketId: "tkt_zzzzzzzzzzzz_1" } })).toMatchObject({
      status: 404,
      code: "event_not_found",
    });
    expect(await reserve({ json: { ticketId: event.ticket(500) } })).toMatchObject({
      status: 404,
      code: "ticket_not_found",
    });
  });

  test("of 9 seats where 8 are allowed holds none", async () => {
    const ticketIds = Array.from({ length: 9 }, (_, i) => event.ticket(i));
    expect(await reserve({ json: { ticketIds } })).toMatchObject({ status: 422, code: "too_many_tickets" });
    const seats = await (await api(`/events/${event.id}/availability`)).json();
    expect(seats).toMatchObject({ availableByCategory: [12, 0] });
  });

  test("before the sale opens says when it does", async () => {
    const saleStartsAt = new Date(Date.now() + 3600_000).toISOString();
    const later = await publishedEvent({ event: { saleStartsAt } });
    expect(await reserve({ json: { ticketId: later.ticket(0) } })).toMatchObject({
      status: 409,
      code: "sale_not_open",
      retryAt: saleStartsAt,
    });
  });

  test("with an endless Idempotency-Key is refused", async () => {
    const problem = await reserve({
      json: { ticketId: event.ticket(0) },
      headers: { "content-type": "application/json", "idempotency-key": "k".repeat(300) },
    });
    expect(problem).toMatchObject({ status: 422, errors: [{ in: "header", at: "idempotency-key" }] });
  });

  test("of 50 MB is 413, with or without a length", async () => {
    const big = new Uint8Array(50 * 1024 * 1024).fill(32);
    expect(await reserve({ body: big })).toMatchObject({ status: 413, code: "body_too_large" });
    const stream = new Blob([big]).stream();
    expect(await reserve({ body: stream })).toMatchObject({ status: 413, code: "body_too_large" });
  });
});

describe("a token", () => {
  const withToken = (bearer: string, path = "/booking/orders") =>
    problemOf(path, { headers: { authorization: bearer } });

  test("is needed", async () => {
    expect(await problemOf("/booking/orders", {})).toMatchObject({ status: 401, code: "token_missing" });
  });

  test.each([
    ["garbage", "Bearer garbage"],
    ["another scheme", "Basic YTpi"],
    ["no token", "Bearer"],
    ["a header that is no JSON", "Bearer e30.e30.e30"],
  ])("that is %s is refused", async (_, bearer) => {
    expect(await withToken(bearer)).toMatchObject({ status: 401, code: "token_invalid" });
  });

  test("that has expired is refused as such", async () => {
    const old = await signToken(env.TOKEN_SECRET, "fan", { sub: "fan_anna" }, -1);
    expect(await withToken(`Bearer ${old}`)).toMatchObject({ status: 401, code: "token_expired" });
  });

  test("that was changed, or signed with another key, or not signed at all, is refused", async () => {
    const [head, , mark] = (await fanToken()).split(".");
    const claims = btoa(JSON.stringify({ sub: "fan_ben", iss: "frontrow", exp: 9_999_999_999 })).replaceAll(
      "=",
      "",
    );
    expect(await withToken(`Bearer ${head}.${claims}.${mark}`)).toMatchObject({ code: "token_invalid" });
    const forged = await signToken("A".repeat(43), "fan", { sub: "fan_anna" }, 60);
    expect(await withToken(`Bearer ${forged}`)).toMatchObject({ code: "token_invalid" });
    const none = `${btoa(JSON.stringify({ alg: "none", typ: "frontrow-fan+jwt" })).replaceAll("=", "")}.${claims}.`;
    expect(await withToken(`Bearer ${none}`)).toMatchObject({ code: "token_invalid" });
  });

  test("of another kind, though signed by us, is refused", async () => {
    const key = Uint8Array.from(atob(env.TOKEN_SECRET.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
    for (const typ of ["JWT", "frontrow-pass+jwt"]) {
      const jwt = await new SignJWT({ sub: "fan_anna", org: "org_a" })
        .setProtectedHeader({ alg: "HS256", typ })
        .setIssuer("frontrow")
        .setExpirationTime("1h")
        .sign(key);
      expect(await withToken(`Bearer ${jwt}`)).toMatchObject({ code: "token_invalid" });
    }
  });

  test("of a fan does not make an organizer", async () => {
    expect(await withToken(`Bearer ${await fanToken()}`, "/organizer/events")).toMatchObject({
      status: 403,
      code: "forbidden",
    });
  });
});

describe("other things that do not exist or are not one's own", () => {
  test.each([
    "/booking/holds/hld_zzzzzzzzzzzz_00000000000000000000",
    "/booking/orders/ord_zzzzzzzzzzzz_00000000000000000000",
    "/booking/holds/x",
    "/booking/orders/..%2f",
    "/nothing",
    "/events/evt_zzzzzzzzzzzz",
    "/events/nonsense",
    "/seat-maps/abc",
  ])("%s is 404", async (path) => {
    expect((await problemOf(path, { token })).status).toBe(404);
  });

  test("another organization's event answers 404, not 403", async () => {
    const organizer = await organizerToken();
    expect(
      await problemOf(`/organizer/events/${event.id}/close`, { token: organizer, method: "POST" }),
    ).toMatchObject({ status: 404 });
  });
});

describe("PUT /booking/confirm", () => {
  test.each([
    ["an address that is none", { email: "anna" }, "/email"],
    ["a return address that runs a script", { returnUrl: "javascript:alert(1)" }, "/returnUrl"],
    ["a garbled hold", { holdId: "hld_1" }, "/holdId"],
  ])("with %s says so", async (_, wrong, at) => {
    const json = {
      holdId: "hld_zzzzzzzzzzzz_00000000000000000000",
      email: "a@example.org",
      returnUrl: "https://example.org",
      ...wrong,
    };
    const problem = await problemOf("/booking/confirm", { token, json, method: "PUT" });
    expect(problem).toMatchObject({ status: 422 });
    expect(problem.errors).toContainEqual(expect.objectContaining({ at }));
  });

  test("of a hold that does not exist, or is another fan's, is 404", async () => {
    const body = { email: "a@example.org", returnUrl: "https://example.org" };
    expect(
      await problemOf("/booking/confirm", {
        token,
        method: "PUT",
        json: { ...body, holdId: "hld_zzzzzzzzzzzz_00000000000000000000" },
      }),
    ).toMatchObject({ status: 404 });
    const held = await (
      await api("/booking/reserve", { token: await fanToken(), json: { eventId: event.id, quantity: 1 } })
    ).json<{ id: string }>();
    expect(
      await problemOf("/booking/confirm", { token, method: "PUT", json: { ...body, holdId: held.id } }),
    ).toMatchObject({ status: 404, code: "hold_not_found" });
  });
});

test("a cursor that no list gave is refused", async () => {
  expect(await problemOf("/booking/orders?cursor=zzz", { token })).toMatchObject({
    status: 422,
    errors: [{ in: "query", at: "cursor" }],
  });
  // A time that JavaScript has and Postgres has not, and others that no order was ever made at.
  for (const time of ["8640000000000000", "-1", "1e12", "", " "]) {
    const cursor = encodeURIComponent(btoa(`${time} ord_7k2m9q4x1v8p_00000000000000000000`));
    expect(await problemOf(`/booking/orders?cursor=${cursor}`, { token })).toMatchObject({
      status: 422,
      errors: [{ in: "query", at: "cursor" }],
    });
  }
  expect(await problemOf("/booking/orders?limit=1000", { token })).toMatchObject({
    status: 422,
    errors: [{ in: "query", at: "limit" }],
  });
});

test.each([
  ["/events/evt_7k2m9q4x1v8p/tickets?section=%00", "section"],
  ["/events/evt_7k2m9q4x1v8p/tickets?category=a%00", "category"],
  ["/search?term=a%00", "term"],
  ["/search?location=%00", "location"],
])("%s asks for what no text can be", async (path, at) => {
  const answer = await api(path);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: "invalid_request", errors: [{ in: "query", at }] });
});

test("tickets of a section or a category that the event does not have are refused as such", async () => {
  const codeAt = async (query: string) =>
    (await (await api(`/events/${event.id}/tickets?${query}`)).json<Problem>()).code;
  expect(await codeAt("section=Nowhere")).toBe("section_not_found");
  expect(await codeAt("category=Nowhere")).toBe("category_not_found");
  expect(await codeAt("section=Main&status=sold")).toBeUndefined();
});

describe("an address that exists", () => {
  test.each([
    ["PUT", "/search", "GET, HEAD"],
    ["DELETE", "/events/evt_7k2m9q4x1v8p", "GET, HEAD"],
    ["GET", "/session", "POST"],
    ["GET", "/booking/confirm", "PUT, PATCH"],
    ["POST", "/booking/holds/hld_zzzzzzzzzzzz_00000000000000000000", "GET, HEAD, DELETE"],
    ["GET", "/webhooks/stripe", "POST"],
    ["OPTIONS", "/booking/reserve", "POST"],
  ])("says to %s %s which methods it takes", async (method, path, allow) => {
    const answer = await api(path, { token, method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    expect(await answer.json()).toMatchObject({ code: "method_not_allowed" });
  });

  test("says so of an organizer's to organizers alone", async () => {
    const method = "DELETE";
    expect((await api("/organizer/events", { method })).status).toBe(401);
    const answer = await api("/organizer/events", { method, token: await organizerToken() });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});

test("no answer may be taken for another type than it says", async () => {
  for (const path of [
    "/search",
    `/events/${event.id}`,
    "/nothing",
    "/session",
    "/booking/orders",
    "/docs",
    "/openapi.json",
  ])
    expect([path, (await api(path)).headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
});

test("who asks too often is told when to come back", async () => {
  const fan = await fanToken();
  let limited: Response | undefined;
  for (let i = 0; i < 80 && !limited; i++) {
    const answer = await api("/booking/reserve", { token: fan, json: { ticketId: other.ticket(1) } });
    if (answer.status === 429) limited = answer;
  }
  expect(limited?.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await limited?.json()).toMatchObject({ code: "rate_limited", retryAt: expect.any(String) });
});
