import type { ListedEvent } from "../../catalog/public-listings.ts";
import { calendarText, calendarTime, contentLine } from "./content-line.ts";

export interface Calendar {
  /** What a program that subscribes to it calls it; null: a single event, to be taken over once. */
  readonly name: string | null;
  readonly events: readonly CalendarEvent[];
}

export type CalendarEvent = Pick<
  ListedEvent,
  | "id"
  | "name"
  | "type"
  | "status"
  | "description"
  | "startsAt"
  | "endsAt"
  | "updatedAt"
  | "venue"
  | "performers"
>;

const minute = 60_000;

/**
 * iCalendar (RFC 5545). Times are in UTC: an event takes place once, so its moment says all, and every program shows it in the
 * time zone of who reads. An end that is not told is not made up. `origin` is where the pages of the events are.
 */
export const calendarOf = ({ name, events }: Calendar, origin: string): string =>
  [
    contentLine("BEGIN", "VCALENDAR"),
    contentLine("VERSION", "2.0"),
    contentLine("PRODID", "-//Frontrow//Events//EN"),
    contentLine("CALSCALE", "GREGORIAN"),
    ...(name === null ? [] : ofSubscription(name)),
    ...events.flatMap((event) => linesOf(event, origin)),
    contentLine("END", "VCALENDAR"),
  ].join("");

// The names that programs read, and those of RFC 7986.
const ofSubscription = (name: string): readonly string[] => [
  contentLine("NAME", calendarText(name)),
  contentLine("X-WR-CALNAME", calendarText(name)),
  contentLine("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
  contentLine("X-PUBLISHED-TTL", "PT1H"),
];

const linesOf = (event: CalendarEvent, origin: string): readonly string[] => {
  const { venue } = event;
  const address = [venue.name, venue.address, [venue.postalCode, venue.city].filter(Boolean).join(" ")];
  const performers = event.performers.map((performer) => performer.name).join(", ");
  const text = [performers, event.description].filter((part) => part !== "").join("\n\n");
  return [
    contentLine("BEGIN", "VEVENT"),
    contentLine("UID", `${event.id}@frontrow`),
    // Of the last change and not of this answer: the same event is the same text.
    contentLine("DTSTAMP", calendarTime(event.updatedAt)),
    contentLine("LAST-MODIFIED", calendarTime(event.updatedAt)),
    // Whoever takes the event over again has its later state, which programs tell by this number.
    contentLine("SEQUENCE", String(Math.floor(event.updatedAt / minute))),
    contentLine("DTSTART", calendarTime(event.startsAt)),
    ...(event.endsAt === null ? [] : [contentLine("DTEND", calendarTime(event.endsAt))]),
    contentLine("SUMMARY", calendarText(event.name)),
    ...(text === "" ? [] : [contentLine("DESCRIPTION", calendarText(text))]),
    contentLine("STATUS", event.status === "canceled" ? "CANCELLED" : "CONFIRMED"),
    contentLine("CATEGORIES", calendarText(event.type)),
    contentLine("LOCATION", calendarText([...address, venue.country].join(", "))),
    contentLine("GEO", `${venue.latitude};${venue.longitude}`),
    contentLine("URL", `${origin}/events/${event.id}`),
    contentLine("END", "VEVENT"),
  ];
};
