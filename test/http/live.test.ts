import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { ticketIdOf } from "../../src/domain/ids.ts";
import { newEvent } from "../support/box-office.ts";
import { api, fanToken } from "../support/api.ts";
import { chooseSeats } from "../support/box-office.ts";
import { LivePage } from "../support/live.ts";
import { TestOffice } from "../support/office.ts";

const bearer = async (): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await fanToken()}`,
});

describe("a live seat map", () => {
  test("begins with a snapshot and then says each change, many in a frame, without a gap", async () => {
    const { eventId, office } = await TestOffice.open({ rows: [40] });
    const page = await LivePage.open(eventId);
    await page.until(({ frames }) => frames.length === 1);
    expect(page.frames[0]).toMatchObject({ kind: "snapshot", seatCount: 40 });
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => office.hold(chooseSeats(eventId, `fan_${i}`, [i]))),
    );
    await page.until(({ seats }) => seats.filter((status) => status === "held").length === 30);
    expect(page.gaps).toBe(0);
    expect(page.frames.length).toBeLessThan(10);
  });

  test("shows a seat free again when its hold runs out", async () => {
    const test = await TestOffice.open({ rows: [8] });
    await test.office.hold(chooseSeats(test.eventId, "anna", [3]));
    const page = await LivePage.open(test.eventId);
    await page.until(({ seats }) => seats[3] === "held");
    await test.wait(600_000);
    await test.ringAlarm();
    await page.until(({ seats }) => seats[3] === "available");
  });

  test("goes on after the box office slept, and a page that missed something can see that it did", async () => {
    const { eventId, office } = await TestOffice.open({ rows: [8] });
    const page = await LivePage.open(eventId);
    await page.until(({ frames }) => frames.length === 1);
    await evictDurableObject(env.BOX_OFFICE.getByName(eventId));
    await office.hold(chooseSeats(eventId, "anna", [2]));
    await page.until(({ seats }) => seats[2] === "held");
    expect(page.gaps).toBe(0);
    page.say({ type: "snapshot" });
    await page.until(({ frames }) => frames.filter(({ kind }) => kind === "snapshot").length === 2);
    expect(page.seats[2]).toBe("held");
  });

  test("of an event that is not on sale answers 404, and a request that is no socket 426", async () => {
    const missing = newEvent();
    const socket = await api(`/events/${missing}/live`, { headers: { upgrade: "websocket" } });
    expect([socket.status, ((await socket.json()) as { code: string }).code]).toEqual([
      404,
      "event_not_found",
    ]);
    expect((await api(`/events/${missing}/live`)).status).toBe(426);
  });
});

describe("over its socket a fan", () => {
  test("holds and releases, by the same rules as over HTTP", async () => {
    const { eventId } = await TestOffice.open({ rows: [8] });
    const anna = await LivePage.open(eventId, await bearer());
    const ben = await LivePage.open(eventId, await bearer());
    anna.say({ type: "hold", ref: 1, want: { ticketIds: [ticketIdOf(eventId, 2), ticketIdOf(eventId, 3)] } });
    await anna.until(({ answers }) => answers.length === 1);
    expect(anna.answers[0]).toMatchObject({
      type: "held",
      ref: 1,
      hold: { status: "held", total: { amountMinor: 10_000 } },
    });
    await ben.until(({ seats }) => seats[3] === "held");
    ben.say({ type: "hold", ref: "b", want: { ticketId: ticketIdOf(eventId, 3) } });
    await ben.until(({ answers }) => answers.length === 1);
    expect(ben.answers[0]).toMatchObject({
      type: "refused",
      ref: "b",
      refusal: { code: "tickets_unavailable" },
    });
    const { hold } = anna.answers[0] as unknown as { hold: { id: string } };
    ben.say({ type: "release", holdId: hold.id });
    await ben.until(({ answers }) => answers.length === 2);
    expect(ben.answers[1]).toMatchObject({ type: "refused", refusal: { code: "hold_not_found" } });
    anna.say({ type: "release", ref: 2, holdId: hold.id });
    await anna.until(({ answers }) => answers.length === 2);
    expect(anna.answers[1]).toMatchObject({ type: "released", ref: 2 });
    ben.say({ type: "hold", want: { quantity: 2 } });
    await ben.until(({ answers }) => answers.length === 3);
    expect(ben.answers[2]).toMatchObject({ type: "held" });
  });

  test("who repeats an Idempotency-Key has one hold, over the socket and over HTTP", async () => {
    const { eventId } = await TestOffice.open({ rows: [8] });
    const token = await fanToken();
    const page = await LivePage.open(eventId, { authorization: `Bearer ${token}` });
    const want = { ticketId: ticketIdOf(eventId, 2) };
    page.say({ type: "hold", idempotencyKey: "once", want });
    await page.until(({ answers }) => answers.length === 1);
    const again = await api("/booking/reserve", {
      token,
      json: want,
      headers: { "idempotency-key": "once" },
    });
    expect(again.status).toBe(201);
    expect(((await again.json()) as { id: string }).id).toBe(
      (page.answers[0] as unknown as { hold: { id: string } }).hold.id,
    );
  });

  test("without a token can look and not hold; with a bad one is refused", async () => {
    const { eventId } = await TestOffice.open({ rows: [8] });
    const page = await LivePage.open(eventId);
    page.say({ type: "hold", want: { quantity: 1 } });
    await page.until(({ answers }) => answers.length === 1);
    expect(page.answers[0]).toMatchObject({ type: "error", code: "token_missing" });
    const forged = await api(`/events/${eventId}/live`, {
      headers: { upgrade: "websocket", authorization: "Bearer no.such.token" },
    });
    expect(forged.status).toBe(401);
  });

  test("can not say who it is by a header", async () => {
    const { eventId } = await TestOffice.open({ rows: [8] });
    const page = await LivePage.open(eventId, { "x-frontrow-fan": "anna" });
    page.say({ type: "hold", want: { quantity: 1 } });
    await page.until(({ answers }) => answers.length === 1);
    expect(page.answers[0]).toMatchObject({ type: "error", code: "token_missing" });
  });

  test.each([
    ["what is not JSON", "hello"],
    ["no message of ours", { type: "buy" }],
    ["a wrong type", { type: "hold", want: { quantity: "2" } }],
    ["a ticket of another event", { type: "hold", want: { ticketId: "tkt_0123456789ab_1" } }],
    ["an endless text", "x".repeat(20_000)],
  ])("is told of %s, and the socket stays open", async (_, message) => {
    const { eventId } = await TestOffice.open({ rows: [8] });
    const page = await LivePage.open(eventId, await bearer());
    page.say(message);
    await page.until(({ answers }) => answers.length === 1);
    expect(page.answers[0]).toMatchObject({ type: "error", code: "message_invalid" });
    page.say({ type: "hold", want: { quantity: 1 } });
    await page.until(({ answers }) => answers.length === 2);
    expect(page.answers[1]).toMatchObject({ type: "held" });
  });
});

test("a socket that asks without end is closed, and nobody else is harmed", async () => {
  const { eventId, office } = await TestOffice.open({ rows: [8] });
  const [greedy, patient] = [await LivePage.open(eventId), await LivePage.open(eventId)];
  for (let i = 0; i < 60; i++) greedy.say({ type: "snapshot" });
  expect(await greedy.closed).toBe(1008);
  expect(greedy.frames.length).toBeLessThan(40);
  await office.hold(chooseSeats(eventId, "anna", [3]));
  await patient.until(({ seats }) => seats[3] === "held");
});

test("the same comes as Server-Sent Events", async () => {
  const { eventId, office } = await TestOffice.open({ rows: [8] });
  const answer = await api(`/events/${eventId}/live`, { headers: { accept: "text/event-stream" } });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? "";
  };
  await until("event: snapshot");
  await office.hold(chooseSeats(eventId, "anna", [5]));
  await until('"changes":[{"seatNo":5,"status":"held"}]');
  expect(text).toMatch(/event: changes\nid: \d+\ndata: \{"since":\d+,"sequence":\d+/);
  await reader?.cancel();
});

test("the same can be polled with ?since=", async () => {
  const { eventId, office } = await TestOffice.open({ rows: [8] });
  const first = (await (await api(`/events/${eventId}/availability`)).json()) as { sequence: number };
  await office.hold(chooseSeats(eventId, "anna", [5]));
  const later = await (await api(`/events/${eventId}/availability?since=${first.sequence}`)).json();
  expect(later).toMatchObject({ changes: [{ seatNo: 5, status: "held" }] });
});
