import { type DemoAct, demoActs } from "./acts.ts";
import { atLocalTime } from "./local-time.ts";
import { policyOf } from "./policies.ts";
import { priceOf } from "./prices.ts";
import { type DemoVenue, demoVenues } from "./venues.ts";

export interface DemoEvent {
  readonly act: DemoAct;
  readonly venue: DemoVenue;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly doorsAt: Date;
  /** null: on sale as soon as it is published. */
  readonly saleStartsAt: Date | null;
  readonly priceOf: (category: string) => number;
  readonly policy: ReturnType<typeof policyOf>;
}

const datesOfTour = 5;
const firstDay = 5;
const lastDay = 360;
/** Every seventh event that is far enough away opens its sale two weeks from now or later. */
const opensLater = 7;

const resident = { act: "Imani Okoro Quartet", city: "Berlin", weeks: 8 };
const saturday = 6;

const minute = 60_000;
const day = 24 * 60 * minute;

/** A tour of five dates an act, spread over the year that follows `today`. */
const tours = (today: Date): readonly DemoEvent[] =>
  demoActs.flatMap((act, a) => {
    const rooms = demoVenues.filter(({ kind }) => act.plays.includes(kind));
    return Array.from({ length: datesOfTour }, (_, d): DemoEvent => {
      // 7 and 3 have no factor in common with most counts of rooms, so that tours do not meet in the same one.
      const venue = rooms[(a * 7 + d * 3) % rooms.length] ?? rooms[0];
      if (!venue) throw new Error(`"${act.title}" has no room to play in`);
      const number = a * datesOfTour + d;
      // 149 is prime to the length of the year, so no day comes twice before all have.
      const daysAway = firstDay + ((number * 149) % (lastDay - firstDay));
      const startsAt = atLocalTime(dayAfter(today, daysAway), ...timeOf(act, d), venue.timeZone);
      const isLater = daysAway > 60 && number % opensLater === 3;
      const saleDay = dayAfter(today, 14 + (number % 30));
      return {
        ...show(act, venue, startsAt),
        saleStartsAt: isLater ? atLocalTime(saleDay, 10, 0, venue.timeZone) : null,
      };
    });
  });

const timeOf = (act: DemoAct, d: number): [hour: number, minute: number] => {
  if (act.title.includes("Noon")) return [12, 30];
  if (act.type === "family" || act.type === "festival") return [15, 0];
  return d % 2 === 0 ? [19, 30] : [20, 0];
};

/** One plays the same room every Saturday for some weeks, so that whoever asks for this weekend finds something. */
const residency = (today: Date): readonly DemoEvent[] => {
  const act = demoActs.find(({ title }) => title === resident.act);
  const venue = demoVenues.find(
    ({ kind, city }) => city === resident.city && (act?.plays.includes(kind) ?? false),
  );
  if (!act || !venue) throw new Error("the resident has no room to play in");
  // Of today's day of the week; tonight's may have begun.
  const first = (saturday - today.getUTCDay() + 7) % 7 || 7;
  return Array.from({ length: resident.weeks }, (_, week) => {
    const startsAt = atLocalTime(dayAfter(today, first + 7 * week), 21, 0, venue.timeZone);
    return { ...show(act, venue, startsAt), saleStartsAt: null };
  });
};

const dayAfter = (today: Date, days: number): Date => new Date(today.getTime() + days * day);

const show = (act: DemoAct, venue: DemoVenue, startsAt: Date): Omit<DemoEvent, "saleStartsAt"> => ({
  act,
  venue,
  startsAt,
  endsAt: new Date(startsAt.getTime() + act.minutes * minute),
  doorsAt: new Date(startsAt.getTime() - 60 * minute),
  priceOf: (category) => priceOf(act.price, category, venue.currency),
  policy: policyOf(demoActs.indexOf(act), venue.currency),
});

/** 208 events. The same day gives the same programme. */
export const programme = (today: Date): readonly DemoEvent[] => [...tours(today), ...residency(today)];
