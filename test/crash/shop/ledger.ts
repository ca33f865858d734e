import type {
  CancellationFact,
  ConfirmFact,
  EarlySeatFact,
  Facts,
  HoldFact,
  OrderFact,
  ReturnFact,
  SettledFacts,
} from "../checks/facts.ts";
import { type Answer, type Asked, isUnknown } from "./client.ts";
import { HoldAnswer, liveSeatsOf, OrderAnswer } from "./bodies.ts";

type Kept<Fact> = { -readonly [Field in keyof Fact]: Fact[Field] };

/** A request for a hold: it can be made again, to the same hold. */
export type HoldAsked = Asked & { readonly token: string; readonly key: string };

interface KeptHold extends Kept<Omit<HoldFact, "looks">> {
  readonly looks: HoldFact["looks"][number][];
  readonly token: string;
  readonly request: HoldAsked;
  /** Its order may exist. */
  confirmAsked: boolean;
}

interface KeptOrder extends Omit<OrderFact, "looks"> {
  readonly looks: OrderFact["looks"][number][];
}

const ended = new Set(["sold", "released", "missing", "confirmed", "expired", "canceled", "refunded"]);

const holdIdOf = (orderId: string): string => orderId.replace("ord_", "hld_");
const orderIdOf = (holdId: string): string => holdId.replace("hld_", "ord_");

/** Something that a fan has, and the token that shows it. */
export interface Asker {
  readonly id: string;
  readonly token: string;
}

/** What fans were answered, all of them, from the first to the last. */
export class Ledger {
  readonly #holds = new Map<string, KeptHold>();
  readonly #orders = new Map<string, KeptOrder>();
  readonly #confirms: ConfirmFact[] = [];
  readonly #unanswered = new Map<string, { readonly request: HoldAsked; readonly sentAt: number }>();
  readonly #returns: ReturnFact[] = [];
  readonly #cancellations = new Map<string, Kept<CancellationFact>>();
  /** Where each was found first. */
  readonly #early = new Map<string, EarlySeatFact>();
  payments = 0;
  offersAnswered = 0;
  refundsByHand = 0;

  get counts() {
    const returns = this.#returns.length;
    return { holds: this.#holds.size, orders: this.#orders.size, payments: this.payments, returns };
  }

  /** Before it is asked the first time; then it is unanswered until a fan has heard. */
  asksForHold(request: HoldAsked): void {
    this.#unanswered.set(request.key, { request, sentAt: Date.now() });
  }

  refused({ key }: HoldAsked): void {
    this.#unanswered.delete(key);
  }

  /** The first answer makes the fact, whichever of its requests it is an answer to. */
  held(request: HoldAsked, hold: HoldAnswer, at: number): void {
    const { id, eventId, tickets: seats, expiresAt, status } = hold;
    const sentAt = this.#unanswered.get(request.key)?.sentAt ?? at;
    this.#unanswered.delete(request.key);
    this.#holds.set(id, {
      ...{
        id,
        eventId,
        seats,
        sentAt,
        answeredAt: at,
        expiresAt,
        givenBackAt: null,
        debitedAt: null,
        returnedAt: null,
      },
      looks: [{ sentAt, at, status, seats, expiresAt }],
      ...{ token: request.token, request, confirmAsked: false },
    });
  }

  /** Before it is asked. */
  givesBack(holdId: string): void {
    const hold = this.#holds.get(holdId);
    if (hold) hold.givenBackAt ??= Date.now();
  }

  /** Before it is done. */
  paysByDebit(holdId: string): void {
    const hold = this.#holds.get(holdId);
    if (hold) hold.debitedAt ??= Date.now();
  }

  /** The bank may not have answered yet, so its order may go on though it has ended. */
  isByDebit(orderId: string): boolean {
    return (this.#holds.get(holdIdOf(orderId))?.debitedAt ?? null) !== null;
  }

  /** Before it is asked. */
  returns(orderId: string): void {
    const hold = this.#holds.get(holdIdOf(orderId));
    if (hold) hold.returnedAt ??= Date.now();
  }

  /** Tickets were given back, or it was refused. */
  returned(orderId: string, key: string, answer: Answer): void {
    if (answer.status === 200) this.#returns.push({ orderId, key });
  }

  /** Before it is asked. */
  cancelsEvent(eventId: string): void {
    const known = this.#cancellations.get(eventId);
    this.#cancellations.set(eventId, known ?? { eventId, askedAt: Date.now(), answeredAt: null });
  }

  eventCanceled(eventId: string, at: number): void {
    const canceled = this.#cancellations.get(eventId);
    if (canceled) canceled.answeredAt ??= at;
  }

  forSaleTooEarly(fact: EarlySeatFact): void {
    this.#early.set(`${fact.orderId} ${fact.seatNo}`, fact);
  }

  /** Before it is asked. */
  asksForOrder(holdId: string): void {
    const hold = this.#holds.get(holdId);
    if (hold) hold.confirmAsked = true;
  }

  confirmed(holdId: string, answer: Answer): OrderAnswer {
    const order = OrderAnswer.parse(answer.body);
    const { id: orderId, checkoutUrl } = order;
    this.#confirms.push({ holdId, orderId, at: answer.at, checkoutUrl });
    this.lookedAtOrder(orderId, answer);
    return order;
  }

  /** The same request once more: a refusal means that the hold is not there any more. */
  repeated(id: string, answer: Answer): void {
    if (answer.status === 201 || isUnknown(answer)) this.lookedAtHold(id, answer);
    else this.lookedAtHold(id, { ...answer, status: 404 });
  }

  lookedAtHold(id: string, { status, body, sentAt, at }: Answer): void {
    const looks = this.#holds.get(id)?.looks;
    if (status === 404) looks?.push({ sentAt, at, status: "missing" });
    if (status !== 200 && status !== 201) return;
    const hold = HoldAnswer.parse(body);
    looks?.push({ sentAt, at, status: hold.status, seats: hold.tickets, expiresAt: hold.expiresAt });
  }

  lookedAtOrder(id: string, { status, body, sentAt, at }: Answer): void {
    const order = this.#orders.get(id) ?? { id, looks: [] };
    if (status === 404) order.looks.push({ sentAt, at, status: "missing" });
    if (status === 200) {
      const seen = OrderAnswer.parse(body);
      const { status: now, total, feesMinor, refunds } = seen;
      const live = liveSeatsOf(seen);
      order.looks.push({ sentAt, at, status: now, totalMinor: total.amountMinor, feesMinor, live, refunds });
    }
    if (order.looks.length > 0) this.#orders.set(id, order);
  }

  /** Holds that may be, though no fan knows of them. */
  get unanswered(): readonly HoldAsked[] {
    return [...this.#unanswered.values()].map(({ request }) => request);
  }

  get holds(): readonly (Asker & { readonly request: HoldAsked })[] {
    return [...this.#holds.values()];
  }

  /** Those that may be: an unanswered confirm may have made one. */
  get orders(): readonly Asker[] {
    return [...this.#holds.values()]
      .filter(({ confirmAsked }) => confirmAsked)
      .map(({ id, token }) => ({ id: orderIdOf(id), token }));
  }

  /** Of an event, as far as fans know: sold, and with tickets. */
  soldOf(eventId: string): readonly OrderFact[] {
    return [...this.#orders.values()].filter(({ id, looks }) => {
      const last = looks.at(-1);
      return id.slice(4, 16) === eventId.slice(4) && last?.status === "confirmed" && last.live.length > 0;
    });
  }

  /** No fan has seen the end of it yet. */
  isOpen({ id }: Asker): boolean {
    const status = (this.#holds.get(id) ?? this.#orders.get(id))?.looks.at(-1)?.status;
    return status === undefined || !ended.has(status);
  }

  facts(settled: SettledFacts | null): Facts {
    return {
      holds: [...this.#holds.values()],
      confirms: this.#confirms,
      orders: [...this.#orders.values()],
      returns: this.#returns,
      cancellations: [...this.#cancellations.values()],
      early: [...this.#early.values()],
      settled,
    };
  }
}
