import type { Faults } from "../faults.ts";
import type { Random } from "../random.ts";
import type { Timeline } from "../timeline.ts";
import type { Books } from "./books.ts";
import type { ProviderEvent } from "./events.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** docs.stripe.com/webhooks: tried again for up to three days, with pauses that grow. */
const triedForMs = 3 * dayMs;

interface CourierWorld {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: Faults;
  readonly books: Books;
  /** Delivers one; resolves with whether it was taken, so that it need not come again. */
  readonly deliver: (event: ProviderEvent) => Promise<boolean>;
}

/** Brings webhooks, in whatever order, twice, late or not at all; all of them are on the provider's list of events. */
export class Courier {
  readonly events: ProviderEvent[] = [];
  readonly #world: CourierWorld;

  constructor(world: CourierWorld) {
    this.#world = world;
  }

  tell(type: string, object: unknown, about: string, livemode = false): void {
    const { faults, timeline, random, books } = this.#world;
    const id = books.nextId("evt");
    // What is told is how it was then.
    const data = { object: structuredClone(object) };
    const event: ProviderEvent = { id, type, livemode, data, about, at: timeline.now };
    this.events.push(event);
    if (faults.strikes("webhook_lost")) return;
    const late = this.#lateness();
    const start = timeline.now;
    const deliver = (ms: number, failures: number): void =>
      timeline.add(ms, `webhook ${type}: ${about}`, () => {
        void this.#world.deliver(event).then((taken) => {
          const again = minuteMs * 3 ** failures;
          if (!taken && timeline.now - start - late + again < triedForMs) deliver(again, failures + 1);
        });
      });
    deliver(random.spread(50, 3000) + late, 0);
    if (faults.strikes("webhook_twice")) deliver(faults.of("webhook_twice").spread(50, hourMs) + late, 0);
  }

  #lateness(): number {
    const { faults } = this.#world;
    if (faults.strikes("webhook_three_days_late")) return 3 * dayMs;
    if (faults.strikes("webhook_late")) return faults.of("webhook_late").spread(minuteMs, 12 * hourMs);
    if (faults.strikes("webhook_out_of_order"))
      return faults.of("webhook_out_of_order").spread(secondMs, 5 * minuteMs);
    return 0;
  }
}
