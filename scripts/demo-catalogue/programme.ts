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

const minute = 60_000;
const day = 24 * 60 * minute;

/** 200 events: every act on a tour of five dates, spread over the year that follows `today`. The same day gives the same programme. */
export const programme = (today: Date): readonly DemoEvent[] =>
  demoActs.flatMap((act, a) => {
    const rooms = demoVenues.filter(({ kind }) => act.plays.includes(kind));
    return Array.from({ length: datesOfTour }, (_, d): DemoEvent => {
      // 7 and 3 have no factor in common with most counts of rooms, so that tours do not meet in the same one.
      const venue = rooms[(a * 7 + d * 3) % rooms.length] ?? rooms[0];
      if (!venue) throw new Error(`"${act.title}" has no room to play in`);
      const number = a * datesOfTour + d;
      // 149 is prime to the length of the year, so no day comes twice before all have.
      const daysAway = firstDay + ((number * 149) % (lastDay - firstDay));
      const isMatinee = act.type === "family" || act.title.includes("Noon") || act.type === "festival";
      const time = isMatinee
        ? act.title.includes("Noon")
          ? [12, 30]
          : [15, 0]
        : d % 2 === 0
          ? [19, 30]
          : [20, 0];
      const [hour = 19, minutes = 30] = time;
      const startsAt = atLocalTime(new Date(today.getTime() + daysAway * day), hour, minutes, venue.timeZone);
      const isLater = daysAway > 60 && number % opensLater === 3;
      return {
        act,
        venue,
        startsAt,
        endsAt: new Date(startsAt.getTime() + act.minutes * minute),
        doorsAt: new Date(startsAt.getTime() - 60 * minute),
        saleStartsAt: isLater
          ? atLocalTime(new Date(today.getTime() + (14 + (number % 30)) * day), 10, 0, venue.timeZone)
          : null,
        priceOf: (category) => priceOf(act.price, category, venue.currency),
        policy: policyOf(a, venue.currency),
      };
    });
  });
