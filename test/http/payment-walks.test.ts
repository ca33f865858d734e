import { describe, expect, test, vi } from "vitest";
import { api, fanToken } from "../support/api.ts";
import { confirm, reserve, untilOrderIs } from "../support/booking.ts";
import { deliverUntil, openPage, press } from "../support/hosted-page.ts";
import { askStripe, controlStripe } from "../support/payments.ts";
import { publishedEvent } from "../support/published-event.ts";
import { passTime, ringAlarm } from "../support/time-of-office.ts";

interface Order {
  readonly id: string;
  readonly status: string;
  readonly bankAnswersUntil: string | null;
  readonly offer: { readonly tickets: readonly { readonly ticketId: string }[] } | null;
  readonly total: { readonly amountMinor: number };
  readonly tickets: readonly { readonly ticketId: string; readonly status: string }[];
  readonly refunds: readonly { readonly amountMinor: number; readonly status: string }[];
}

const minute = 60_000;
const fees = { ticketFeeMinor: 150, orderFeeMinor: 200, refundHoursBefore: 24 };

/** Two seats of an event with fees, on the payment page. */
const onPage = async (event: Readonly<Record<string, unknown>> = {}) => {
  const show = await publishedEvent({ event: { ...fees, ...event } });
  const token = await fanToken();
  const { body: hold } = await reserve(token, { ticketIds: [show.ticket(3), show.ticket(4)] });
  const { body: begun } = await confirm(token, hold.id);
  const url = begun.checkoutUrl ?? "";
  const order = async () => await (await api(`/booking/orders/${begun.id}`, { token })).json<Order>();
  const isStatus = async (status: string) => (await order()).status === status;
  const statusOfSeats = async () => {
    const path = `/events/${show.id}/tickets?section=Main&limit=20`;
    const { tickets } = await (await api(path)).json<{ tickets: { id: string; status: string }[] }>();
    const of = (seatNo: number) =>
      tickets.find((ticket) => Object.values(ticket).includes(show.ticket(seatNo)))?.status;
    return [of(3), of(4)];
  };
  const paid = async () => {
    await press(url, "pay");
    await deliverUntil(begun.id, () => isStatus("confirmed"));
  };
  return { show, token, hold, begun, url, order, isStatus, statusOfSeats, paid };
};

const post = async <Answer>(path: string, token: string, json: unknown = {}, key?: string) => {
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const answer = await api(path, { token, json, headers });
  return { status: answer.status, body: await answer.json<Answer>() };
};

interface StripeSession {
  readonly id: string;
  readonly client_reference_id: string;
  readonly payment_intent: string;
}

const sessionsOf = async (orderId: string): Promise<readonly StripeSession[]> => {
  const { data } = await askStripe<{ data: StripeSession[] }>("/checkout/sessions?limit=100");
  return data.filter(({ client_reference_id }) => client_reference_id === orderId);
};
const intentsOf = async (orderId: string) =>
  (await sessionsOf(orderId)).map(({ payment_intent }) => payment_intent);
const refundsOf = async (orderId: string) => {
  const [intent] = await intentsOf(orderId);
  return (await askStripe<{ data: object[] }>(`/refunds?payment_intent=${intent}`)).data;
};
const settleLater = async (orderId: string, succeeded: boolean): Promise<void> => {
  const [session] = await sessionsOf(orderId);
  await controlStripe(`/sessions/${session?.id}/settle`, { succeeded });
};

describe("on the payment page", () => {
  test("a fan sees what is due, fees and all, pays, and has the tickets", async () => {
    const { url, order, paid, statusOfSeats } = await onPage();
    const page = await openPage(url);
    expect(page.text).toContain("€95.00");
    expect(page.text).toContain("Fee for each ticket");
    await paid();
    expect(await order()).toMatchObject({
      total: { amountMinor: 2 * 4500 + 2 * 150 + 200 },
      tickets: [{ status: "valid" }, { status: "valid" }],
    });
    expect(await statusOfSeats()).toEqual(["sold", "sold"]);
    expect((await openPage(url)).text).toContain("already paid");
  });

  test("a declined card leaves the seats held, and another pays", async () => {
    const { url, isStatus, paid, statusOfSeats } = await onPage();
    const declined = await press(url, "decline");
    expect([declined.status, declined.text]).toEqual([402, expect.stringContaining("declined")]);
    expect(await isStatus("awaiting_payment")).toBe(true);
    expect(await statusOfSeats()).toEqual(["held", "held"]);
    await paid();
    expect(await statusOfSeats()).toEqual(["sold", "sold"]);
  });

  test("a fan who leaves it comes back to the same page, and when he does not the seats go back", async () => {
    const { show, token, hold, begun, url, isStatus, statusOfSeats } = await onPage();
    const left = await press(url, "cancel");
    expect(left.location).toContain(begun.id);
    expect((await confirm(token, hold.id)).body).toMatchObject({ id: begun.id, checkoutUrl: url });
    await passTime(show.id, 11 * minute);
    await vi.waitUntil(() => isStatus("expired"), { timeout: 5000 });
    expect(await statusOfSeats()).toEqual(["available", "available"]);
    expect((await openPage(url)).text).toContain("can not be paid any more");
  });

  test("a fan who does not want it cancels, and nobody can pay it then", async () => {
    const { show, token, begun, url, isStatus, statusOfSeats } = await onPage();
    expect((await post(`/booking/orders/${begun.id}/cancel`, token)).status).toBe(200);
    await ringAlarm(show.id);
    await vi.waitUntil(() => isStatus("canceled"), { timeout: 5000 });
    expect((await press(url, "pay")).text).toContain("can not be paid any more");
    expect(await statusOfSeats()).toEqual(["available", "available"]);
  });

  test("who pays when the hold is over and the page is not closed yet has the seats", async () => {
    const { show, url, begun, isStatus, statusOfSeats } = await onPage();
    expect((await press(url, "pay")).status).toBe(303);
    // The webhook is late; at the end of the hold the box office asks, and hears that it is paid.
    await passTime(show.id, 11 * minute);
    await vi.waitUntil(() => isStatus("confirmed"), { timeout: 5000 });
    expect(await statusOfSeats()).toEqual(["sold", "sold"]);
    await deliverUntil(begun.id, () => isStatus("confirmed"));
  });

  test("two tabs, two devices and a double click are one payment", async () => {
    const { token, hold, begun, url, order, isStatus } = await onPage();
    const [one, other] = await Promise.all([confirm(token, hold.id), confirm(token, hold.id)]);
    expect([one.body.checkoutUrl, other.body.checkoutUrl]).toEqual([url, url]);
    const clicks = await Promise.all([press(url, "pay"), press(url, "pay"), press(url, "pay")]);
    expect(clicks.filter(({ status }) => status === 303)).toHaveLength(1);
    await deliverUntil(begun.id, () => isStatus("confirmed"));
    expect((await order()).refunds).toEqual([]);
    expect(await intentsOf(begun.id)).toHaveLength(1);
  });

  test("a bank debit keeps the seats beyond the hold, until the bank has paid", async () => {
    const { show, begun, url, isStatus, order, statusOfSeats } = await onPage({ delayedPaymentHours: 48 });
    expect((await press(url, "later")).status).toBe(303);
    await deliverUntil(begun.id, async () => (await order()).bankAnswersUntil !== null);
    await passTime(show.id, 60 * minute);
    expect(await isStatus("awaiting_payment")).toBe(true);
    expect(await statusOfSeats()).toEqual(["held", "held"]);
    await settleLater(begun.id, true);
    await deliverUntil(begun.id, () => isStatus("confirmed"));
    expect(await statusOfSeats()).toEqual(["sold", "sold"]);
  });

  test("a bank debit that fails frees the seats", async () => {
    const { begun, url, isStatus, statusOfSeats } = await onPage({ delayedPaymentHours: 48 });
    await press(url, "later");
    await settleLater(begun.id, false);
    await deliverUntil(begun.id, () => isStatus("expired"));
    expect(await statusOfSeats()).toEqual(["available", "available"]);
  });
});

describe("after the payment", () => {
  test("one of two tickets given back is void, paid back without fees, and its seat is for sale again", async () => {
    const { show, token, begun, order, paid, statusOfSeats } = await onPage();
    await paid();
    const path = `/booking/orders/${begun.id}/refunds`;
    const asked = { ticketIds: [show.ticket(4)], note: "ill" };
    const given = await post<Order>(path, token, asked, "once");
    expect(given).toMatchObject({
      status: 200,
      body: {
        status: "confirmed",
        tickets: [{ status: "valid" }, { status: "void" }],
        refunds: [{ amountMinor: 4500 }],
      },
    });
    expect((await post<Order>(path, token, asked, "once")).body.refunds).toHaveLength(1);
    expect((await post<Order>(path, token, {}, "once")).status).toBe(409);
    await ringAlarm(show.id);
    await vi.waitUntil(async () => (await order()).refunds[0]?.status === "succeeded", { timeout: 5000 });
    await vi.waitUntil(async () => (await statusOfSeats())[1] === "available", { timeout: 5000 });
    expect(await statusOfSeats()).toEqual(["sold", "available"]);
    expect(await refundsOf(begun.id)).toMatchObject([{ amount: 4500, status: "succeeded" }]);
    const again = await reserve(await fanToken(), { ticketId: show.ticket(4) });
    expect(again.status).toBe(201);
  });

  test("a canceled event gives everything back, and closes the pages that are open", async () => {
    const { show, begun, order, paid, isStatus } = await onPage();
    await paid();
    const other = await fanToken();
    const { body: hold } = await reserve(other, { ticketId: show.ticket(7) });
    const { body: unpaid } = await confirm(other, hold.id);
    const organizer = show.organizer;
    const path = `/organizer/events/${show.id}`;
    const canceled = await post<{ status: string }>(`${path}/cancel`, organizer, { reason: "storm" });
    expect(canceled).toMatchObject({ status: 200, body: { status: "canceled" } });
    expect((await post(`${path}/cancel`, organizer, { reason: "storm" })).status).toBe(200);
    await ringAlarm(show.id);
    await vi.waitUntil(() => isStatus("refunded"), { timeout: 8000 });
    expect((await order()).refunds).toMatchObject([{ amountMinor: 9500, status: "succeeded" }]);
    expect(await refundsOf(begun.id)).toMatchObject([{ amount: 9500 }]);
    await untilOrderIs(other, unpaid.id, "canceled");
    expect((await press(unpaid.checkoutUrl ?? "", "pay")).text).toContain("can not be paid any more");
    expect((await reserve(await fanToken(), { ticketId: show.ticket(9) })).body.code).toBe("event_canceled");
    const progress = await api(`${path}/cancellation`, { token: organizer });
    expect(await progress.json()).toMatchObject({ paid: 1, refunded: 1, waiting: 0, closing: 0, done: true });
  });
});

describe("money that comes after all", () => {
  /** The bank took longer than the event waits, and another fan has one of the seats by then. */
  const late = async (event: Readonly<Record<string, unknown>> = {}) => {
    const walk = await onPage({ delayedPaymentHours: 1, ...event });
    await press(walk.url, "later");
    await deliverUntil(walk.begun.id, async () => (await walk.order()).bankAnswersUntil !== null);
    await passTime(walk.show.id, 61 * minute);
    await vi.waitUntil(() => walk.isStatus("expired"), { timeout: 5000 });
    const other = await reserve(await fanToken(), { ticketId: walk.show.ticket(3) });
    expect(other.status).toBe(201);
    await settleLater(walk.begun.id, true);
    return walk;
  };

  test("finds others of its kind offered, and the fan takes them", async () => {
    const { token, begun, order, isStatus } = await late({ offerEquivalentSeats: true });
    await deliverUntil(begun.id, () => isStatus("offered"));
    const { offer } = await order();
    expect(offer?.tickets).toHaveLength(2);
    const taken = await post<Order>(`/booking/orders/${begun.id}/offer`, token, { accept: true });
    expect(taken.body.tickets.map(({ ticketId }) => ticketId)).toEqual(
      offer?.tickets.map(({ ticketId }) => ticketId),
    );
    await vi.waitUntil(() => isStatus("confirmed"), { timeout: 5000 });
  });

  test("goes back in full when the fan wants none of the others, or does not answer", async () => {
    for (const answers of [true, false]) {
      const { show, token, begun, order, isStatus } = await late({ offerEquivalentSeats: true });
      await deliverUntil(begun.id, () => isStatus("offered"));
      if (answers) await post(`/booking/orders/${begun.id}/offer`, token, { accept: false });
      else await passTime(show.id, 11 * minute);
      await ringAlarm(show.id);
      await vi.waitUntil(() => isStatus("refunded"), { timeout: 5000 });
      expect((await order()).refunds).toMatchObject([{ amountMinor: 9500, status: "succeeded" }]);
      const gone = await post<Order>(`/booking/orders/${begun.id}/offer`, token, { accept: true });
      expect(gone.status).toBe(409);
    }
  });

  test("goes back in full, once, where nothing else is offered", async () => {
    const { show, begun, isStatus } = await late();
    await deliverUntil(begun.id, () => isStatus("refunding").then(async (is) => is || isStatus("refunded")));
    await ringAlarm(show.id);
    await vi.waitUntil(() => isStatus("refunded"), { timeout: 5000 });
    expect(await refundsOf(begun.id)).toMatchObject([{ amount: 9500 }]);
  });
});
