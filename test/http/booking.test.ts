import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { signWebhook } from "../../scripts/stripe-stand-in/signature.ts";
import { describe, expect, test } from "vitest";
import { httpDatabase } from "../../src/db/client.ts";
import { tickets } from "../../src/db/schema.ts";
import { api, fanToken } from "../support/api.ts";
import { confirm, deliverWebhooksOf, payAt, reserve, untilOrderIs, viewOrder } from "../support/booking.ts";
import { deliver, deliveriesNaming } from "../support/deliveries.ts";
import { LivePage } from "../support/live.ts";
import { publishedEvent } from "../support/published-event.ts";

const ticketsInPostgres = (orderId: string) =>
  httpDatabase(env)
    .select({ seat: tickets.seatGuid, status: tickets.status })
    .from(tickets)
    .where(eq(tickets.orderId, orderId))
    .orderBy(tickets.seatNo);

describe("a fan", () => {
  test("holds, pays and has the ticket: in Postgres, and sold before everybody's eyes", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const page = await LivePage.open(event.id);
    const held = await reserve(token, { ticketIds: [event.ticket(0), event.ticket(1)] });
    expect(held).toMatchObject({
      status: 201,
      body: { status: "held", total: { amountMinor: 9000, currency: "eur" } },
    });
    await page.until(({ seats }) => seats[1] === "held");

    const begun = await confirm(token, held.body.id);
    expect(begun).toMatchObject({ status: 200, body: { status: "awaiting_payment" } });
    await payAt(begun.body);
    expect(await deliverWebhooksOf(begun.body.id)).toEqual([200]);
    await page.until(({ seats }) => seats[0] === "sold" && seats[1] === "sold");

    await untilOrderIs(token, begun.body.id, "confirmed");
    expect(await ticketsInPostgres(begun.body.id)).toEqual([
      { seat: "r1-s1", status: "valid" },
      { seat: "r1-s2", status: "valid" },
    ]);
    const list = await (await api("/booking/orders", { token })).json();
    expect(list).toMatchObject({
      orders: [
        { id: begun.body.id, status: "confirmed", tickets: [{ row: "1", label: "1" }, { label: "2" }] },
      ],
      nextCursor: null,
    });
  });

  test("who asks for the payment again, by PUT or PATCH, comes to the same page", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const held = await reserve(token, { ticketId: event.ticket(0) });
    const [first, second] = await Promise.all([confirm(token, held.body.id), confirm(token, held.body.id)]);
    const third = await confirm(token, held.body.id, "PATCH");
    expect(first.body.checkoutUrl).toMatch(/^http/);
    expect([second.body.checkoutUrl, third.body.checkoutUrl]).toEqual([
      first.body.checkoutUrl,
      first.body.checkoutUrl,
    ]);
    expect([second.body.id, third.body.id]).toEqual([first.body.id, first.body.id]);
  });

  test("has what costs nothing at once", async () => {
    const event = await publishedEvent({ rows: [4], floor: 10, priceMinor: 0 });
    const token = await fanToken();
    const held = await reserve(token, { eventId: event.id, quantity: 3, section: "Floor" });
    const done = await confirm(token, held.body.id);
    expect(done.body).toMatchObject({ status: "paid", checkoutUrl: null });
    await untilOrderIs(token, done.body.id, "confirmed");
    expect(await ticketsInPostgres(done.body.id)).toHaveLength(3);
  });

  test("who wishes for the best gets seats side by side", async () => {
    const event = await publishedEvent();
    const held = await reserve(await fanToken(), { eventId: event.id, quantity: 2, category: "Stalls" });
    const numbers = held.body.tickets.map(({ ticketId }) => Number.parseInt(ticketId.slice(17), 36));
    expect(held.body.tickets).toMatchObject([
      { section: "Main" },
      { row: expect.stringMatching(/^[12]$/), label: expect.any(String) },
    ]);
    expect(Math.abs((numbers[0] ?? 0) - (numbers[1] ?? 9))).toBe(1);
  });

  test("who leaves a single seat is refused, unless the organizer does not mind", async () => {
    const [strict, lenient] = [
      await publishedEvent(),
      await publishedEvent({ event: { preventSingleSeats: false } }),
    ];
    const token = await fanToken();
    const refused = await reserve(token, { ticketId: strict.ticket(1) });
    expect(refused).toMatchObject({ status: 409, body: { code: "single_seat_left" } });
    expect((await reserve(token, { ticketId: lenient.ticket(1) })).status).toBe(201);
  });

  test("gives a hold back, and the next fan has it", async () => {
    const event = await publishedEvent();
    const [anna, ben] = [await fanToken(), await fanToken()];
    const held = await reserve(anna, { ticketId: event.ticket(0) });
    expect((await api(`/booking/holds/${held.body.id}`, { token: ben })).status).toBe(404);
    expect((await api(`/booking/holds/${held.body.id}`, { token: ben, method: "DELETE" })).status).toBe(404);
    const again = () => api(`/booking/holds/${held.body.id}`, { token: anna, method: "DELETE" });
    const released = await api(`/booking/holds/${held.body.id}`, { token: anna, method: "DELETE" });
    expect(await released.json()).toMatchObject({ status: "released" });
    expect(await (await again()).json()).toMatchObject({ status: "released" });
    expect((await reserve(ben, { ticketId: event.ticket(0) })).status).toBe(201);
    expect(await (await api(`/booking/holds/${held.body.id}`, { token: anna })).json()).toMatchObject({
      status: "released",
    });
  });

  test("who goes back from the payment page frees the seats, and can not pay them any more", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const held = await reserve(token, { ticketId: event.ticket(0) });
    const begun = await confirm(token, held.body.id);
    await api(`/booking/holds/${held.body.id}`, { token, method: "DELETE" });
    await untilOrderIs(token, begun.body.id, "canceled");
    const late = await fetch(begun.body.checkoutUrl ?? "", { method: "POST", redirect: "manual" });
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect((await reserve(await fanToken(), { ticketId: event.ticket(0) })).status).toBe(201);
  });

  test("whose payment Stripe will not take is told so, and the seats are free at once", async () => {
    const event = await publishedEvent({ priceMinor: 60_000_000 });
    const token = await fanToken();
    const held = await reserve(token, { ticketIds: [event.ticket(0), event.ticket(1)] });
    const refused = await confirm(token, held.body.id);
    expect([refused.status, refused.body.code]).toEqual([422, "payment_refused"]);
    const again = await confirm(token, held.body.id);
    expect([again.status, again.body.code]).toEqual([409, "order_closed"]);
    const next = await reserve(await fanToken(), { ticketIds: [event.ticket(0), event.ticket(1)] });
    expect(next.status).toBe(201);
  });

  test("with the same Idempotency-Key and body gets the first hold, with another body 409", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const key = { "idempotency-key": "k1" };
    const first = await reserve(token, { ticketId: event.ticket(0) }, key);
    expect(await reserve(token, { ticketId: event.ticket(0) }, key)).toEqual(first);
    expect(await reserve(token, { ticketId: event.ticket(5) }, key)).toMatchObject({
      status: 409,
      body: { code: "idempotency_key_reused" },
    });
    expect((await reserve(await fanToken(), { ticketId: event.ticket(5) }, key)).status).toBe(201);
  });
});

describe("a webhook", () => {
  const paidOrder = async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const held = await reserve(token, { ticketId: event.ticket(0) });
    const { body } = await confirm(token, held.body.id);
    await payAt(body);
    const [delivery] = await deliveriesNaming(body.id);
    if (!delivery) throw new Error("expected a delivery");
    return { token, orderId: body.id, delivery };
  };

  test("that comes twice, at once and later, makes one sale", async () => {
    const { token, orderId, delivery } = await paidOrder();
    const statuses = await Promise.all([deliver(delivery), deliver(delivery), deliver(delivery)]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    await untilOrderIs(token, orderId, "confirmed");
    expect((await deliver(delivery)).status).toBe(200);
    expect(await ticketsInPostgres(orderId)).toHaveLength(1);
  });

  test("of another amount than the order's is acknowledged each time, sells nothing and is given back", async () => {
    const { token, orderId, delivery } = await paidOrder();
    const body = delivery.body.replace(/"amount_total":\s*4500/, '"amount_total":4400');
    for (const _ of [1, 2]) {
      const signature = await signWebhook(body, env.STRIPE_WEBHOOK_SECRET);
      const answer = await deliver({ body, headers: { "stripe-signature": signature } });
      expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([
        200,
        "payment_mismatch",
      ]);
    }
    await untilOrderIs(token, orderId, "refunded");
    expect(await ticketsInPostgres(orderId)).toEqual([]);
  });

  test("that is forged or was changed sells nothing", async () => {
    const { token, orderId, delivery } = await paidOrder();
    const changed = await deliver({
      ...delivery,
      body: delivery.body.replace(/"amount_total":\s*4500/, '"amount_total":1'),
    });
    expect([changed.status, (await changed.json<{ code: string }>()).code]).toEqual([
      400,
      "webhook_signature_invalid",
    ]);
    const unsigned = await deliver({ ...delivery, headers: {} });
    expect(unsigned.status).toBe(400);
    expect((await viewOrder(token, orderId)).status).toBe("awaiting_payment");
  });
});

test("1,000 fans after one seat over HTTP: one has it, and everyone else is told why", async () => {
  const event = await publishedEvent({ rows: [1] });
  const tokens = await Promise.all(Array.from({ length: 1000 }, () => fanToken()));
  const answers = await Promise.all(tokens.map((token) => reserve(token, { ticketId: event.ticket(0) })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(
    answers.filter(({ status, body }) => status === 409 && body.code === "tickets_unavailable"),
  ).toHaveLength(999);
}, 60_000);
