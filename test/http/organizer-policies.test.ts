import { beforeAll, describe, expect, it } from "vitest";
import type { EventId } from "../../src/domain/ids.ts";
import { api } from "../support/api.ts";
import { publishedEvent } from "../support/published-event.ts";
import { rulesToldTo } from "../support/told-rules.ts";

interface OrganizerEvent {
  readonly id: EventId;
  readonly seatMapId: string;
  readonly startsAt: string;
  readonly errors?: readonly { readonly in: string; readonly at: string }[];
}
type Published = Awaited<ReturnType<typeof publishedEvent>>;

const startsAt = new Date(Date.now() + 30 * 24 * 3600_000).toISOString();
const policy = {
  ticketFeeMinor: 150,
  orderFeeMinor: 200,
  feesRefundable: true,
  refundHoursBefore: 48,
  delayedPaymentHours: 72,
  offerEquivalentSeats: true,
};
const none = {
  ticketFeeMinor: 0,
  orderFeeMinor: 0,
  feesRefundable: false,
  refundHoursBefore: null,
  delayedPaymentHours: 0,
  offerEquivalentSeats: false,
};

const ask = async ({ id, organizer: token }: Published, json?: unknown, method = "PATCH") => {
  const answer = await api(`/organizer/events/${id}`, { token, ...(json ? { json, method } : {}) });
  return { status: answer.status, body: await answer.json<OrganizerEvent>() };
};

describe("fees and refund policies", () => {
  it("are none unless an organizer says some", async () => {
    const event = await publishedEvent();
    const unsaid = { ...none, refundWindowEndsAt: null, canceledAt: null, cancelReason: "" };
    expect((await ask(event)).body).toMatchObject(unsaid);
  });

  it("come back as they were sent, are changed one by one, and go when an event is replaced without them", async () => {
    const event = await publishedEvent({ event: policy });
    expect((await ask(event)).body).toMatchObject(policy);
    const patched = await ask(event, { refundHoursBefore: null, ticketFeeMinor: 0 });
    expect(patched.body).toMatchObject({ ...policy, refundHoursBefore: null, ticketFeeMinor: 0 });
    const { seatMapId } = patched.body;
    const prices = [{ category: "Stalls", priceMinor: 4500 }];
    const whole = { name: "Anew", type: "concert", seatMapId, startsAt, currency: "eur", prices };
    expect((await ask(event, whole, "PUT")).body).toMatchObject(none);
    expect((await ask(event)).body).toMatchObject(none);
  });

  it("are told to the box office when the event is published, and at each edit", async () => {
    const event = await publishedEvent({ event: { ...policy, startsAt } });
    const told = {
      fees: { ticketMinor: 150, orderMinor: 200, refundable: true },
      startsAt: Date.parse(startsAt),
      refundHoursBefore: 48,
      refundWindowEndsAt: null,
      delayedPaymentHours: 72,
      offerEquivalentSeats: true,
      canceled: null,
    };
    expect(await rulesToldTo(event.id)).toMatchObject(told);
    const edits: [object, object][] = [
      [{ ticketFeeMinor: 170 }, { fees: { ticketMinor: 170, orderMinor: 200, refundable: true } }],
      [{ orderFeeMinor: 0 }, { fees: { ticketMinor: 170, orderMinor: 0, refundable: true } }],
      [{ feesRefundable: false }, { fees: { ticketMinor: 170, orderMinor: 0, refundable: false } }],
      [{ refundHoursBefore: 0 }, { refundHoursBefore: 0 }],
      [{ delayedPaymentHours: 0 }, { delayedPaymentHours: 0 }],
      [{ offerEquivalentSeats: false }, { offerEquivalentSeats: false }],
    ];
    for (const [edit, hears] of edits) {
      await ask(event, edit);
      expect(await rulesToldTo(event.id)).toMatchObject(hears);
    }
  });

  it("let the box office hear of another start too, though the end of the sale stays", async () => {
    const event = await publishedEvent({ event: { startsAt, saleEndsAt: startsAt } });
    const later = new Date(Date.parse(startsAt) + 3600_000).toISOString();
    await ask(event, { startsAt: later });
    expect(await rulesToldTo(event.id)).toMatchObject({
      startsAt: Date.parse(later),
      saleEndsAt: Date.parse(startsAt),
      refundWindowEndsAt: null,
    });
  });

  it("are shown to fans before they pay, with the moment until which tickets can be given back", async () => {
    const saleOf = async ({ id }: Published) =>
      (await (await api(`/events/${id}`)).json<{ sale: unknown }>()).sale;
    const event = await publishedEvent({ event: { ...policy, startsAt: "2091-07-03T18:00:00Z" } });
    expect(await saleOf(event)).toMatchObject({
      fees: { ticketMinor: 150, orderMinor: 200, refundable: true },
      refunds: { hoursBefore: 48, until: "2091-07-01T18:00:00.000Z", windowEndsAt: null },
      delayedPayment: true,
    });
    await ask(event, none);
    expect(await saleOf(event)).toMatchObject({
      fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
      refunds: { hoursBefore: null, until: null, windowEndsAt: null },
      delayedPayment: false,
    });
    await ask(event, { refundHoursBefore: 0 });
    expect(await saleOf(event)).toMatchObject({
      refunds: { hoursBefore: 0, until: "2091-07-03T18:00:00.000Z" },
    });
  });

  describe("that can not be", () => {
    let event: Published;
    beforeAll(async () => {
      event = await publishedEvent({ event: { currency: "kwd" } });
    });

    it.each([
      ["ticketFeeMinor", [-1, 1.5, 100_000_000, 155, null]],
      ["orderFeeMinor", [-1, 1.5, 100_000_000, 155, null]],
      ["feesRefundable", ["yes", null]],
      ["refundHoursBefore", [-1, 0.5, 8761]],
      ["delayedPaymentHours", [-1, 0.5, 337, null]],
      ["offerEquivalentSeats", [1, null]],
    ])("are refused, and it is said that %s is at fault", async (field, wrong) => {
      for (const value of wrong)
        expect([value, await ask(event, { [field]: value })]).toMatchObject([
          value,
          { status: 422, body: { errors: [{ in: "body", at: `/${field}` }] } },
        ]);
    });

    it.each([
      ["ticketFeeMinor", [0, 150, 99_999_990]],
      ["orderFeeMinor", [0, 150, 99_999_990]],
      ["refundHoursBefore", [0, 8760, null]],
      ["delayedPaymentHours", [0, 336]],
    ])("end where those of %s begin that can", async (field, right) => {
      for (const value of right)
        expect(await ask(event, { [field]: value })).toMatchObject({ status: 200, body: { [field]: value } });
    });
  });
});
