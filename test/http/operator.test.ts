import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import type { OrderId } from "../../src/domain/ids.ts";
import { operatorTokenSeconds, signToken } from "../../src/http/tokens.ts";
import { api, fanToken, newOrganization, organizerToken } from "../support/api.ts";
import { confirm, reserve, untilOrderIs } from "../support/booking.ts";
import { publishedEvent } from "../support/published-event.ts";
import { forgetInPostgres } from "../support/reconciliation.ts";

const operatorToken = (seconds = operatorTokenSeconds): Promise<string> =>
  signToken(env.TOKEN_SECRET, "operator", { sub: "operator", org: newOrganization() }, seconds);

const sweep = async (token: string | undefined, json: object) => {
  const answer = await api("/operator/reconcile", { json, ...(token === undefined ? {} : { token }) });
  return { status: answer.status, body: await answer.json<Record<string, unknown>>() };
};

const codeOf = async (path: string, token: string) => {
  const answer = await api(path, { token });
  return [answer.status, (await answer.json<{ code?: string }>()).code];
};

test("an operator has one event compared and repaired, and hears what was found", async () => {
  const event = await publishedEvent({ priceMinor: 0 });
  const token = await fanToken();
  const held = await reserve(token, { ticketId: event.ticket(0) });
  const { body: order } = await confirm(token, held.body.id);
  await untilOrderIs(token, order.id, "confirmed");
  const scope = { eventIds: [event.id], lookBackHours: 1 };
  expect((await sweep(await operatorToken(), scope)).body).toMatchObject({ done: true, differences: [] });
  await forgetInPostgres(order.id as OrderId);
  expect(await sweep(await operatorToken(), scope)).toMatchObject({
    status: 200,
    body: {
      orders: 1,
      done: true,
      nextCursor: null,
      differences: [{ kind: "order_not_in_postgres", where: [order.id], repaired: true }],
    },
  });
});

test("a cursor that is not one of a part before is refused", async () => {
  for (const cursor of ["x", btoa("[1]"), btoa(JSON.stringify([0, "evt_x", null, null]))])
    expect(await sweep(await operatorToken(), { cursor })).toMatchObject({
      status: 422,
      body: { code: "invalid_request", errors: [{ at: "/cursor" }] },
    });
});

describe("a token of one kind is none of another", () => {
  test("a fan's and an organizer's are not an operator's", async () => {
    const forged = await signToken("A".repeat(43), "operator", { sub: "operator" }, 60);
    for (const token of [await fanToken(), await organizerToken(), forged])
      expect(await sweep(token, {})).toMatchObject({ status: 401, body: { code: "token_invalid" } });
    expect(await sweep(undefined, {})).toMatchObject({ status: 401, body: { code: "token_missing" } });
  });

  test("an operator's is not a fan's, nor an organizer's", async () => {
    const token = await operatorToken();
    expect(await codeOf("/booking/orders", token)).toEqual([401, "token_invalid"]);
    expect(await codeOf("/organizer/events", token)).toEqual([401, "token_invalid"]);
  });

  test("an operator's that is over is not taken", async () => {
    expect(await sweep(await operatorToken(-1), {})).toMatchObject({
      status: 401,
      body: { code: "token_expired" },
    });
  });
});

test("an operator sees how far each region's search index is, and has one built anew", async () => {
  const token = await operatorToken();
  const statusOf = async (region: string) => {
    const answer = await api("/operator/search-indexes", { token });
    const { regions } = await answer.json<{
      regions: { region: string; reached: boolean; documents: number }[];
    }>();
    expect(regions).toHaveLength(9);
    return regions.find((each) => each.region === region);
  };
  expect(await statusOf("oc")).toMatchObject({ reached: true });
  const rebuilt = await api("/operator/search-indexes/oc/rebuild", { method: "POST", token });
  expect(rebuilt.status).toBe(202);
  await vi.waitUntil(async () => ((await statusOf("oc"))?.documents ?? 0) > 0, {
    timeout: 15_000,
    interval: 200,
  });
  expect((await api("/operator/search-indexes/moon/rebuild", { method: "POST", token })).status).toBe(404);
  expect((await api("/operator/search-indexes", { token: await fanToken() })).status).toBe(401);
});
