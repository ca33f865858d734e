import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { type CalendarEvent, calendarOf } from "../../src/web/feeds/calendar.ts";
import { calendarText, contentLine } from "../../src/web/feeds/content-line.ts";
import { api } from "../support/api.ts";
import { addEvent, addPerformer, addVenue, editEvent, inDays } from "../support/catalogue.ts";

const origin = "https://frontrow.test";

// What this reader does not know it leaves as it stands; a property of no other type is TEXT (RFC 5545, 3.8.8.2).
ICAL.design.icalendar.property["x-wr-calname"] = { defaultType: "text" };

const event: CalendarEvent = {
  id: "evt_7k2m9q4x1v8p",
  name: "Winterreise",
  type: "classical",
  status: "published",
  description: "Songs of a winter's journey.",
  startsAt: Date.UTC(2027, 2, 1, 19),
  endsAt: Date.UTC(2027, 2, 1, 21, 30),
  updatedAt: Date.UTC(2027, 0, 10, 9),
  venue: {
    id: "ven_7k2m9q4x1v8pabcd",
    name: "Harbour Hall",
    address: "Am Kai 3",
    city: "Hamburg",
    region: null,
    postalCode: "20457",
    country: "DE",
    latitude: 53.5413,
    longitude: 9.9841,
    timeZone: "Europe/Berlin",
  },
  performers: [{ id: "prf_7k2m9q4x1v8pabcd", name: "Mira Lindqvist" }],
};

const readBy = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const first = calendar.getFirstSubcomponent("vevent");
  if (!first) throw new Error("it has no event");
  return { calendar, read: new ICAL.Event(first), first };
};

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe("a calendar", () => {
  test("is read by a program as what it was made of", () => {
    const { read, first, calendar } = readBy(calendarOf({ name: null, events: [event] }, origin));
    expect(read.uid).toBe("evt_7k2m9q4x1v8p@frontrow");
    expect(read.summary).toBe("Winterreise");
    expect(read.startDate.toJSDate().getTime()).toBe(event.startsAt);
    expect(read.endDate.toJSDate().getTime()).toBe(event.endsAt);
    expect(read.location).toBe("Harbour Hall, Am Kai 3, 20457 Hamburg, DE");
    expect(read.description).toBe("Mira Lindqvist\n\nSongs of a winter's journey.");
    const values = ["status", "url", "geo", "categories", "dtstamp"].map((name) =>
      first.getFirstPropertyValue(name)?.toString(),
    );
    expect(values).toEqual([
      "CONFIRMED",
      `${origin}/events/evt_7k2m9q4x1v8p`,
      "53.5413,9.9841",
      "classical",
      "2027-01-10T09:00:00Z",
    ]);
    expect(["version", "prodid"].map((name) => calendar.getFirstPropertyValue(name))).toEqual([
      "2.0",
      "-//Frontrow//Events//EN",
    ]);
  });

  test("says that an event is canceled, and makes up no end", () => {
    const { first, read } = readBy(
      calendarOf({ name: null, events: [{ ...event, status: "canceled", endsAt: null }] }, origin),
    );
    expect(first.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect([first.hasProperty("dtend"), read.startDate.zone.tzid]).toEqual([false, "UTC"]);
  });

  test("of a later state has a higher number, so that it replaces the earlier one", () => {
    const number = (updatedAt: number) =>
      readBy(calendarOf({ name: null, events: [{ ...event, updatedAt }] }, origin)).read.sequence;
    expect(number(event.updatedAt + 60_000)).toBeGreaterThan(number(event.updatedAt));
  });

  test("takes any text, ends every line as it must, and none is too long", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300, size: "max" }),
        fc.string({ unit: "binary", maxLength: 300, size: "max" }),
        (name, odd) => {
          const text = calendarOf(
            {
              name,
              events: [{ ...event, name: `${name}\r\nEND:VCALENDAR`, description: odd.toWellFormed() }],
            },
            origin,
          );
          expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
          expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
          for (const line of text.split("\r\n")) expect(bytesOf(line)).toBeLessThanOrEqual(75);
          const { read, calendar } = readBy(text);
          const plain = (value: string) => value.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "");
          expect(plain(read.summary)).toBe(plain(`${name}\nEND:VCALENDAR`));
          expect(plain(String(calendar.getFirstPropertyValue("x-wr-calname")))).toBe(plain(name));
        },
      ),
      { numRuns: 30 },
    );
  });

  test("marks what would else divide a value, and leaves out what no calendar can hold", () => {
    expect(calendarText("a,b;c\\d\r\ne\rf\u0007\u0000")).toBe("a\\,b\\;c\\\\d\\ne\\nf");
  });

  test("folds a line at 75 octets and never within a character", () => {
    expect(contentLine("X", "a".repeat(73))).toBe(`X:${"a".repeat(73)}\r\n`);
    expect(contentLine("X", "a".repeat(74))).toBe(`X:${"a".repeat(73)}\r\n a\r\n`);
    expect(contentLine("X", `${"a".repeat(70)}\u{1f3bb}`)).toBe(`X:${"a".repeat(70)}\r\n \u{1f3bb}\r\n`);
  });
});

describe("an address of a calendar", () => {
  test("gives an event for once", async () => {
    const eventId = await addEvent({ event: { name: "Evening; with a comma, and \\" } });
    const answer = await api(`/events/${eventId}.ics`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/calendar; charset=utf-8",
    ]);
    const { read, calendar } = readBy(await answer.text());
    expect(read.summary).toBe("Evening; with a comma, and \\");
    expect(calendar.hasProperty("x-wr-calname")).toBe(false);
    expect(String(read.component.getFirstPropertyValue("url"))).toBe(`${origin}/events/${eventId}`);
  });

  test("of a venue and of a performer has what comes and what just was, canceled ones too", async () => {
    const venueId = await addVenue({ name: "Hall, great" });
    const performer = await addPerformer("Ensemble");
    const parts = { venueId, performers: [performer] };
    const coming = await addEvent(parts);
    const justWas = await addEvent({ ...parts, event: { startsAt: inDays(-20) } });
    const longAgo = await addEvent({ ...parts, event: { startsAt: inDays(-40) } });
    const canceled = await addEvent(parts);
    await editEvent(canceled, { status: "canceled", publishedAt: inDays(-1) });
    for (const [path, name] of [
      [`/feeds/venues/${venueId}.ics`, "Hall, great"],
      [`/feeds/performers/${performer}.ics`, "Ensemble"],
    ]) {
      const { calendar } = readBy(await (await api(String(path))).text());
      expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe(name);
      const statusOf = new Map(
        calendar
          .getAllSubcomponents("vevent")
          .map((part) => [part.getFirstPropertyValue("uid"), part.getFirstPropertyValue("status")]),
      );
      expect(statusOf).toEqual(
        new Map([
          [`${justWas}@frontrow`, "CONFIRMED"],
          [`${coming}@frontrow`, "CONFIRMED"],
          [`${canceled}@frontrow`, "CANCELLED"],
        ]),
      );
      expect(statusOf.has(`${longAgo}@frontrow`)).toBe(false);
    }
  });

  test("that asks for more than there is answers so", async () => {
    for (const path of ["/events/evt_0000000000000.ics", "/feeds/venues/x.ics", "/feeds/performers/x.ics"])
      expect([path, (await api(path)).status]).toEqual([path, 404]);
    expect((await api("/events/evt_7k2m9q4x1v8p.ics", { method: "POST" })).status).toBe(405);
  });
});
