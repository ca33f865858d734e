import { describe, expect, test, vi } from "vitest";
import { api, fanToken, organizerToken } from "../support/api.ts";
import { confirm, payAt, reserve, untilOrderIs } from "../support/booking.ts";
import { deliverUntil } from "../support/hosted-page.ts";
import { askStripe, controlStripe } from "../support/payments.ts";
import { publishedEvent } from "../support/published-event.ts";
import { passTime, ringAlarm } from "../support/time-of-office.ts";

interface Order {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly flags: readonly { readonly code: string }[];
  readonly refunds: readonly { readonly id: string; readonly amountMinor: number; readonly status: string }[];
  readonly dispute: { readonly status: string } | null;
  readonly stripePaymentIntentId: string;
  readonly inPostgres: boolean;
}

const sent = async <Answer = Order>(method: string, path: string, token: string, json?: unknown) => {
  const answer = await api(path, { method, token, ...(json === undefined ? {} : { json }) });
  return { status: answer.status, body: await answer.json<Answer>() };
};

/** An order of seats 3 and 4 that is paid, and where its organizer sees it. */
const soldOrder = async (event: Readonly<Record<string, unknown>> = {}) => {
  const show = await publishedEvent({ event: { ticketFeeMinor: 100, orderFeeMinor: 250, ...event } });
  const token = await fanToken();
  const { body: hold } = await reserve(token, { ticketIds: [show.ticket(3), show.ticket(4)] });
  const { body: order } = await confirm(token, hold.id);
  await payAt(order);
  const isStatus = async (status: string) => (await view()).status === status;
  const path = `/organizer/events/${show.id}/orders/${order.id}`;
  const view = async () => (await sent("GET", path, show.organizer)).body;
  await deliverUntil(order.id, () => isStatus("confirmed"));
  return { show, token, order, path, view, isStatus };
};

const amountsOf = ({ refunds }: Pick<Order, "refunds">) => refunds.map(({ amountMinor }) => amountMinor);

describe("an organizer", () => {
  test("sees the orders of an event in pages, and those of a kind", async () => {
    const { show, order } = await soldOrder();
    const token = await fanToken();
    const { body: hold } = await reserve(token, { ticketId: show.ticket(0) });
    const { body: unpaid } = await confirm(token, hold.id);
    const list = async (query: string) =>
      (
        await sent<{ items: Order[]; nextCursor: string | null }>(
          "GET",
          `/organizer/events/${show.id}/orders${query}`,
          show.organizer,
        )
      ).body;
    const first = await list("?limit=1");
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(
      [order.id, unpaid.id].toSorted(),
    );
    expect(second.nextCursor).toBeNull();
    expect((await list("?which=confirmed")).items.map(({ id }) => id)).toEqual([order.id]);
    expect((await list("?which=flagged")).items).toEqual([]);
  });

  test("sees which orders wait for their payment page to be closed", async () => {
    const show = await publishedEvent();
    const token = await fanToken();
    const { body: hold } = await reserve(token, { ticketId: show.ticket(0) });
    const { body: order } = await confirm(token, hold.id);
    const [session] = (order.checkoutUrl ?? "").split("/").slice(-1);
    await controlStripe("/api", { match: session, status: 503 });
    await passTime(show.id, 11 * 60_000);
    const closing = async () => {
      const path = `/organizer/events/${show.id}/orders?which=closing`;
      return (await sent<{ items: Order[] }>("GET", path, show.organizer)).body.items.map(({ id }) => id);
    };
    await sent("POST", `/booking/orders/${order.id}/cancel`, token);
    expect(await closing()).toEqual([order.id]);
    expect((await reserve(await fanToken(), { ticketId: show.ticket(0) })).status).toBe(409);
  });

  test("gives one ticket back with its fee, and keeps its seat from sale", async () => {
    const { show, path, view } = await soldOrder();
    const body = { ticketIds: [show.ticket(3)], seats: "blocked", withFees: true, note: "a broken seat" };
    const refunded = await sent("POST", `${path}/refunds`, show.organizer, body);
    expect(refunded).toMatchObject({ status: 200, body: { status: "confirmed" } });
    expect(amountsOf(refunded.body)).toEqual([4600]);
    await ringAlarm(show.id);
    await vi.waitUntil(async () => (await view()).refunds[0]?.status === "succeeded", { timeout: 5000 });
    await vi.waitUntil(async () => (await view()).inPostgres, { timeout: 5000 });
    expect((await reserve(await fanToken(), { ticketId: show.ticket(3) })).status).toBe(409);
    const stats = async () =>
      (await sent<{ seats: object }>("GET", `/organizer/events/${show.id}/stats`, show.organizer)).body.seats;
    expect(await stats()).toMatchObject({ sold: 1, blocked: 1 });
    // The box office is set up anew by an edit.
    const edited = await sent("PATCH", `/organizer/events/${show.id}`, show.organizer, {
      orderFeeMinor: 300,
    });
    expect(edited.status).toBe(200);
    expect(await stats()).toMatchObject({ sold: 1, blocked: 1 });
  });

  test("gives the whole order back, its fees only when he says so", async () => {
    for (const [withFees, amount] of [
      [undefined, 9000],
      [true, 9450],
    ] as const) {
      const { show, path, isStatus, view } = await soldOrder();
      await sent("POST", `${path}/refunds`, show.organizer, withFees === undefined ? {} : { withFees });
      await ringAlarm(show.id);
      await vi.waitUntil(() => isStatus("refunded"), { timeout: 5000 });
      expect(amountsOf(await view())).toEqual([amount]);
    }
  });

  test("of another organization finds neither the event nor its orders", async () => {
    const { show, path } = await soldOrder();
    const other = await organizerToken();
    expect((await sent("GET", path, other)).body.code).toBe("order_not_found");
    expect((await sent("POST", `${path}/refunds`, other, {})).body.code).toBe("order_not_found");
    const { body } = await sent("GET", `/organizer/events/${show.id}/orders`, other);
    expect(body.code).toBe("event_not_found");
    expect((await sent("POST", `/organizer/events/${show.id}/cancel`, other, {})).status).toBe(404);
  });

  test("is told of tickets that are not the order's, and of a second refund of the same", async () => {
    const { show, path } = await soldOrder();
    const strange = { ticketIds: [show.ticket(9)] };
    expect(await sent("POST", `${path}/refunds`, show.organizer, strange)).toMatchObject({
      status: 422,
      body: { code: "ticket_not_in_order", tickets: [{ ticketId: show.ticket(9) }] },
    });
    await sent("POST", `${path}/refunds`, show.organizer, {});
    expect((await sent("POST", `${path}/refunds`, show.organizer, {})).body.code).toBe("order_closed");
  });

  test("tries a refund that failed once more, when he has looked why", async () => {
    const show = await publishedEvent();
    const token = await fanToken();
    const { body: hold } = await reserve(token, { ticketId: show.ticket(3) });
    const { body: order } = await confirm(token, hold.id);
    await fetch(order.checkoutUrl ?? "", {
      method: "POST",
      body: new URLSearchParams({ card: "4000000000005126" }),
      redirect: "manual",
    });
    await deliverUntil(order.id, async () => (await view()).status === "confirmed");
    const path = `/organizer/events/${show.id}/orders/${order.id}`;
    async function view() {
      return (await sent("GET", `/organizer/events/${show.id}/orders/${order.id}`, show.organizer)).body;
    }
    await sent("POST", `${path}/refunds`, show.organizer, {});
    await ringAlarm(show.id);
    await deliverUntil(order.id, async () => (await view()).flags.length > 0);
    expect(await view()).toMatchObject({ status: "refunding", flags: [{ code: "refund_failed" }] });
    const [failed] = (await view()).refunds;
    const retry = `/organizer/events/${show.id}/refunds/${failed?.id}/retry`;
    expect((await sent("POST", retry, show.organizer)).body.refunds).toHaveLength(2);
    expect((await sent("POST", retry, show.organizer)).body.refunds).toHaveLength(2);
  });
});

describe("a fan", () => {
  const giveBack = (orderId: string, token: string) =>
    sent("POST", `/booking/orders/${orderId}/refunds`, token, {});

  test("gives nothing back where the event does not take it, nor when it is too late", async () => {
    for (const policy of [{}, { refundHoursBefore: 8000 }]) {
      const { token, order } = await soldOrder(policy);
      expect((await giveBack(order.id, token)).body.code).toBe("refund_not_allowed");
    }
  });

  test("gives nothing of another fan back", async () => {
    const { order } = await soldOrder({ refundHoursBefore: 1 });
    expect((await giveBack(order.id, await fanToken())).body.code).toBe("order_not_found");
  });

  test("gives everything back, fees too, in the window after a reschedule", async () => {
    const { show, token, order } = await soldOrder();
    const later = new Date(Date.now() + 60 * 24 * 3600 * 1000).toISOString();
    const until = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
    const moved = await sent("POST", `/organizer/events/${show.id}/reschedule`, show.organizer, {
      startsAt: later,
      refundUntil: until,
    });
    expect(moved.status).toBe(200);
    expect(amountsOf((await giveBack(order.id, token)).body)).toEqual([9450]);
  });
});

describe("at the provider", () => {
  test("a refund made by hand in full voids the tickets, and its seats are for sale again", async () => {
    const { show, order, view, isStatus } = await soldOrder();
    await controlStripe(`/payments/${(await view()).stripePaymentIntentId}/refund`);
    await deliverUntil((await view()).stripePaymentIntentId, () => isStatus("refunded"));
    await vi.waitUntil(
      async () => (await reserve(await fanToken(), { ticketId: show.ticket(3) })).status === 201,
      { timeout: 5000 },
    );
    expect(order.id).toBeTruthy();
  });

  test("a refund made by hand in part is flagged, and voids nothing", async () => {
    const { view, path, show } = await soldOrder();
    const { stripePaymentIntentId: intent } = await view();
    await controlStripe(`/payments/${intent}/refund`, { amount: 1000 });
    await deliverUntil(intent, async () => (await view()).flags.length > 0);
    expect(await view()).toMatchObject({ status: "confirmed", flags: [{ code: "refunded_elsewhere" }] });
    expect((await sent("DELETE", `${path}/flags`, show.organizer)).body.flags).toEqual([]);
    // What is left of the payment, and no more.
    await sent("POST", `${path}/refunds`, show.organizer, { withFees: true });
    expect(amountsOf(await view())).toEqual([1000, 8450]);
  });

  test.each([
    ["won", "confirmed"],
    ["lost", "refunded"],
  ] as const)("a dispute that is %s leaves the order %s", async (end, status) => {
    const { order, token, view, isStatus } = await soldOrder({ refundHoursBefore: 1 });
    const { stripePaymentIntentId: intent } = await view();
    await controlStripe(`/payments/${intent}/dispute`);
    await deliverUntil(intent, async () => (await view()).dispute !== null);
    const refused = await sent("POST", `/booking/orders/${order.id}/refunds`, token, {});
    expect(refused.body.code).toBe("order_disputed");
    const { data } = await askStripe<{ data: { id: string }[] }>(`/disputes?payment_intent=${intent}`);
    await controlStripe(`/disputes/${data[0]?.id}/close`, { status: end });
    await deliverUntil(intent, async () => (await view()).dispute?.status === end);
    expect(await isStatus(status)).toBe(true);
  });
});

test("the sale of an event that was canceled can not be opened again", async () => {
  const { show, token, order } = await soldOrder();
  const path = `/organizer/events/${show.id}`;
  await sent("POST", `${path}/cancel`, show.organizer, { reason: "storm" });
  expect((await sent("POST", `${path}/publish`, show.organizer)).body.code).toBe("conflict");
  await ringAlarm(show.id);
  await untilOrderIs(token, order.id, "refunded");
});
