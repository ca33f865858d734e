import { type Clock, createClock } from "./clock.ts";
import { type Entry, Journal } from "./journal.ts";
import type { Delivery, SavedAnswer, SessionRecord } from "./records.ts";
import { newStripeId } from "./stripe-ids.ts";
import type {
  Charge,
  Dispute,
  EventObject,
  EventType,
  PaymentIntent,
  Refund,
  StripeEvent,
} from "./stripe-objects.ts";

/** The newest last. */
export interface Table<Kept extends { readonly id: string }> {
  get(id: string): Kept | undefined;
  put(kept: Kept): Kept;
  all(): readonly Kept[];
}

/** All that the stand-in remembers. */
export interface Books {
  readonly origin: string;
  readonly clock: Clock;
  readonly sessions: Table<SessionRecord>;
  readonly paymentIntents: Table<PaymentIntent>;
  readonly charges: Table<Charge>;
  readonly refunds: Table<Refund>;
  readonly disputes: Table<Dispute>;
  readonly events: Table<StripeEvent>;
  readonly deliveries: Table<Delivery>;
  readonly answers: Table<SavedAnswer>;
  /** Something happened that webhooks tell of. */
  tell<Type extends EventType>(type: Type, object: EventObject<Type>): void;
  close(): void;
}

/** Of the `stripe` package that Frontrow uses; an endpoint at Stripe has the version that it was made with. */
export const apiVersion = "2026-10-28.endive";

/** Stripe keeps a key "at least 24 hours"; here it is gone then, so that whoever counts on more is found out. */
export const answersKeptSeconds = 24 * 3600;

const tableOf = <Kept extends { readonly id: string }>(
  name: string,
  entries: Iterable<Entry>,
  journal: () => Journal | null,
): Table<Kept> => {
  const kept = new Map<string, Kept>();
  // The journal is our own: what stands under this name was put by this table.
  for (const { table, id, value } of entries) if (table === name) kept.set(id, value as Kept);
  return {
    get: (id) => kept.get(id),
    put(value) {
      kept.set(value.id, value);
      journal()?.append({ table: name, id: value.id, value });
      return value;
    },
    all: () => [...kept.values()],
  };
};

export const openBooks = (
  origin: string,
  dataFile: string | undefined,
  onEvent: (event: StripeEvent) => void,
): Books => {
  const clock = createClock();
  const old = clock.seconds() - answersKeptSeconds;
  const entries = [...(dataFile ? Journal.read(dataFile).values() : [])].filter(
    ({ table, value }) => table !== "answers" || (value as SavedAnswer).savedAt > old,
  );
  let journal: Journal | null = dataFile ? new Journal(dataFile, entries) : null;
  const table = <Kept extends { readonly id: string }>(name: string): Table<Kept> =>
    tableOf<Kept>(name, entries, () => journal);
  const events = table<StripeEvent>("events");
  return {
    origin,
    clock,
    sessions: table("sessions"),
    paymentIntents: table("paymentIntents"),
    charges: table("charges"),
    refunds: table("refunds"),
    disputes: table("disputes"),
    events,
    deliveries: table("deliveries"),
    answers: table("answers"),
    tell(type, object) {
      const event = events.put({
        id: newStripeId("event"),
        object: "event",
        api_version: apiVersion,
        created: clock.seconds(),
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
        data: { object },
      });
      onEvent(event);
    },
    close() {
      journal?.close();
      journal = null;
    },
  };
};
