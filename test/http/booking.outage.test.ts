import { afterAll, expect, test } from "vitest";
import { api, fanToken } from "../support/api.ts";
import { confirm, deliverWebhooksOf, payAt, reserve, untilOrderIs, viewOrder } from "../support/booking.ts";
import { startPostgres, stopPostgres } from "../support/outage.ts";
import { publishedEvent } from "../support/published-event.ts";

afterAll(startPostgres);

test("with Postgres away fans go on holding and paying, nothing is lost, and all is in when it is back", async () => {
  const event = await publishedEvent();
  const [anna, ben] = [await fanToken(), await fanToken()];
  const before = await reserve(anna, { ticketId: event.ticket(0) });
  const begun = await confirm(anna, before.body.id);
  await payAt(begun.body);

  await stopPostgres();
  expect(await deliverWebhooksOf(begun.body.id)).toEqual([200]);
  expect((await viewOrder(anna, begun.body.id)).status).toBe("paid");
  const during = await reserve(ben, { ticketId: event.ticket(1) });
  expect(during.status).toBe(201);
  const second = await confirm(ben, during.body.id);
  await payAt(second.body);
  expect(await deliverWebhooksOf(second.body.id)).toEqual([200]);
  const seats = await (await api(`/events/${event.id}/availability`)).json();
  expect(seats).toMatchObject({ availableByCategory: [18, 0] });

  await startPostgres();
  await untilOrderIs(anna, begun.body.id, "confirmed", 20_000);
  await untilOrderIs(ben, second.body.id, "confirmed", 20_000);
  const list = await (await api("/booking/orders", { token: ben })).json();
  expect(list).toMatchObject({ orders: [{ id: second.body.id, tickets: [{ label: "2" }] }] });
}, 60_000);

test("with Postgres away what needs it says so, and is no fault of the fan's", async () => {
  const token = await fanToken();
  await stopPostgres();
  const answer = await api("/booking/orders", { token });
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([503, "unavailable"]);
  expect(answer.headers.get("retry-after")).not.toBeNull();
});
