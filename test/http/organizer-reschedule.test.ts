import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { createEventSales } from "../../src/catalog/event-sales.ts";
import { withTransaction } from "../../src/db/client.ts";
import { createEventStore } from "../../src/db/events.ts";
import { events } from "../../src/db/schema.ts";
import { createSeatMapStore } from "../../src/db/seat-maps.ts";
import type { OrganizationId } from "../../src/domain/ids.ts";
import { api, fanToken, organizerToken } from "../support/api.ts";
import { confirm, reserve, untilOrderIs } from "../support/booking.ts";
import { addEvent, db } from "../support/catalogue.ts";
import { publishedEvent } from "../support/published-event.ts";
import { rulesToldTo } from "../support/told-rules.ts";

type Published = Pick<Awaited<ReturnType<typeof publishedEvent>>, "id" | "organizer">;

const hour = 3600_000;
const day = 24 * hour;
const now = Date.now();
const inDays = (days: number, moreMs = 0): string => new Date(now + days * day + moreMs).toISOString();

/** In thirty days, with doors, an end, and a sale that ends before it. */
const times = {
  startsAt: inDays(30),
  doorsAt: inDays(30, -hour),
  endsAt: inDays(30, 2 * hour),
  saleEndsAt: inDays(29),
};

const act = async ({ id, organizer: token }: Published, action: string, json: unknown = {}) => {
  const answer = await api(`/organizer/events/${id}/${action}`, { token, json });
  return { status: answer.status, body: await answer.json<object>() };
};
const edit = async ({ id, organizer: token }: Published, json: object) => {
  const answer = await api(`/organizer/events/${id}`, { token, json, method: "PATCH" });
  return { status: answer.status, body: await answer.json<object>() };
};
const eventOf = ({ id, organizer: token }: Published) =>
  api(`/organizer/events/${id}`, { token }).then((answer) => answer.json<object>());
const saleOf = async ({ id }: Published) =>
  (await (await api(`/events/${id}`)).json<{ startsAt: string; sale: object }>()) as object;
const faultsAt = (...places: readonly string[]) => ({
  status: 422,
  body: { code: "invalid_request", errors: places.map((at) => ({ in: "body", at })) },
});

describe("a reschedule", () => {
  it("keeps the tickets, and lets every fan give them back until the day that is told", async () => {
    const event = await publishedEvent({ priceMinor: 0, event: { ...times, refundHoursBefore: null } });
    const fan = await fanToken();
    const { body: hold } = await reserve(fan, { ticketId: event.ticket(3) });
    const { body: order } = await confirm(fan, hold.id);
    await untilOrderIs(fan, order.id, "confirmed");

    const schedule = { startsAt: inDays(60), refundUntil: inDays(10) };
    expect(await act(event, "reschedule", schedule)).toMatchObject({
      status: 200,
      body: { status: "published", startsAt: schedule.startsAt, refundWindowEndsAt: schedule.refundUntil },
    });
    expect(await rulesToldTo(event.id)).toMatchObject({
      startsAt: Date.parse(schedule.startsAt),
      saleEndsAt: Date.parse(inDays(59)),
      refundWindowEndsAt: Date.parse(schedule.refundUntil),
    });
    expect(await saleOf(event)).toMatchObject({
      startsAt: schedule.startsAt,
      sale: { refunds: { hoursBefore: null, until: null, windowEndsAt: schedule.refundUntil } },
    });
    const mine = await (await api("/booking/orders", { token: fan })).json<{ orders: object[] }>();
    expect(mine.orders).toMatchObject([
      { id: order.id, status: "confirmed", startsAt: schedule.startsAt, tickets: [{ status: "valid" }] },
    ]);
    expect((await reserve(await fanToken(), { ticketId: event.ticket(3) })).status).toBe(409);
    expect((await reserve(await fanToken(), { ticketId: event.ticket(9) })).status).toBe(201);
  });

  it("moves what it does not name as far as the start, and asking again moves nothing further", async () => {
    const event = await publishedEvent({ event: times });
    const schedule = { startsAt: inDays(44, hour), refundUntil: inDays(10) };
    const moved = {
      startsAt: inDays(44, hour),
      doorsAt: inDays(44),
      endsAt: inDays(44, 3 * hour),
      saleEndsAt: inDays(43, hour),
    };
    expect((await act(event, "reschedule", schedule)).body).toMatchObject(moved);
    expect((await act(event, "reschedule", schedule)).body).toMatchObject(moved);
  });

  it("takes the times that it names, and forgets those that it names as null", async () => {
    const event = await publishedEvent({ event: times });
    const named = { startsAt: inDays(20), doorsAt: inDays(19), endsAt: null, saleEndsAt: null };
    expect((await act(event, "reschedule", { ...named, refundUntil: inDays(20) })).body).toMatchObject(named);
    expect(await eventOf(event)).toMatchObject({ ...named, refundWindowEndsAt: inDays(20) });
  });

  it("of a closed event leaves it closed", async () => {
    const event = await publishedEvent({ event: times });
    await act(event, "close");
    const schedule = { startsAt: inDays(60), refundUntil: inDays(10) };
    expect(await act(event, "reschedule", schedule)).toMatchObject({
      status: 200,
      body: { status: "closed", startsAt: schedule.startsAt },
    });
    expect(await rulesToldTo(event.id)).toMatchObject({
      closed: true,
      refundWindowEndsAt: Date.parse(schedule.refundUntil),
    });
  });

  it("at times that can not be is refused, says where, and changes nothing", async () => {
    const event = await publishedEvent({ event: { ...times, saleStartsAt: inDays(5) } });
    const good = { startsAt: inDays(60), refundUntil: inDays(10) };
    const wrong: [object, string[]][] = [
      [{ startsAt: inDays(-1) }, ["/startsAt"]],
      [{ startsAt: undefined }, ["/startsAt"]],
      [{ refundUntil: undefined }, ["/refundUntil"]],
      [{ refundUntil: null }, ["/refundUntil"]],
      [{ refundUntil: inDays(0, -1000) }, ["/refundUntil"]],
      [{ refundUntil: inDays(60, 1) }, ["/refundUntil"]],
      [{ endsAt: inDays(59) }, ["/endsAt"]],
      [{ doorsAt: inDays(61) }, ["/doorsAt"]],
      [{ saleEndsAt: inDays(61) }, ["/saleEndsAt"]],
      [{ saleEndsAt: inDays(4) }, ["/saleEndsAt"]],
      // The sale would end, a day before the event, when it has not begun.
      [{ startsAt: inDays(5), refundUntil: inDays(5) }, ["/startsAt"]],
      [{ place: "elsewhere" }, ["/place"]],
    ];
    for (const [change, places] of wrong)
      expect([change, await act(event, "reschedule", { ...good, ...change })]).toMatchObject([
        change,
        faultsAt(...places),
      ]);
    expect(await eventOf(event)).toMatchObject({ ...times, refundWindowEndsAt: null });
    expect(await rulesToldTo(event.id)).toMatchObject({ startsAt: Date.parse(times.startsAt) });
  });

  it("is for events that were published, of one's own", async () => {
    const schedule = { startsAt: inDays(60), refundUntil: inDays(10) };
    const asked = async (status: "draft" | "canceled") => {
      const organizer = await organizerToken("org_test");
      const id = await addEvent({ event: { status } });
      const { status: answered, body } = await act({ id, organizer }, "reschedule", schedule);
      return [answered, (body as { code?: string }).code];
    };
    expect(await asked("draft")).toEqual([409, "event_not_on_sale"]);
    expect(await asked("canceled")).toEqual([409, "conflict"]);
    const event = await publishedEvent();
    const stranger = { ...event, organizer: await organizerToken() };
    expect((await act(stranger, "reschedule", schedule)).status).toBe(404);
  });

  it("lets the views of the event and the search be made anew", async () => {
    const { id } = await publishedEvent({ event: times });
    const [row] = await db.select().from(events).where(eq(events.id, id));
    const organizationId = row?.organizationId as OrganizationId;
    const purged: string[] = [];
    const sales = createEventSales({
      events: createEventStore(db, (run) => withTransaction(env, run)),
      seatMaps: createSeatMapStore(db),
      boxOfficeOf: boxOfficeOf(env),
      purge: async (tags) => {
        purged.push(...tags);
      },
      now: Date.now,
    });
    const schedule = { startsAt: new Date(inDays(60)), refundUntil: new Date(inDays(10)) };
    const unnamed = { endsAt: undefined, doorsAt: undefined, saleEndsAt: undefined };
    expect(await sales.reschedule(organizationId, id, { ...unnamed, ...schedule })).toMatchObject({
      ok: true,
    });
    expect(purged).toEqual([`event:${id}`, `events-at:${row?.venueId}`, "search"]);
  });
});

describe("an edit of when a published event starts", () => {
  it("opens no refund window", async () => {
    const event = await publishedEvent({ event: times });
    const startsAt = inDays(30, hour);
    expect(await edit(event, { startsAt })).toMatchObject({
      status: 200,
      body: { startsAt, refundWindowEndsAt: null },
    });
  });

  it("leaves the one that a reschedule opened, and can not go before its end", async () => {
    const event = await publishedEvent({ event: times });
    await act(event, "reschedule", { startsAt: inDays(60), refundUntil: inDays(50) });
    const early = { startsAt: inDays(49), doorsAt: null, saleEndsAt: null };
    expect(await edit(event, early)).toMatchObject(faultsAt("/startsAt"));
    expect(await edit(event, { ...early, startsAt: inDays(50) })).toMatchObject({
      status: 200,
      body: { refundWindowEndsAt: inDays(50) },
    });
  });
});
