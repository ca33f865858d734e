import type { ConfirmFact, Facts, HoldFact, OrderFact, SettledFacts } from "../checks/facts.ts";
import type { Answer } from "./client.ts";
import { HoldAnswer, OrderAnswer } from "./bodies.ts";

type Kept<Fact> = { -readonly [Field in keyof Fact]: Fact[Field] };

interface KeptHold extends Kept<Omit<HoldFact, "looks">> {
  readonly looks: HoldFact["looks"][number][];
  readonly token: string;
  /** Its order may exist. */
  confirmAsked: boolean;
}

interface KeptOrder extends Omit<OrderFact, "looks"> {
  readonly looks: OrderFact["looks"][number][];
}

const ended = new Set(["sold", "released", "missing", "confirmed", "expired", "canceled", "refunded"]);

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
  payments = 0;

  get counts(): { readonly holds: number; readonly orders: number; readonly payments: number } {
    return { holds: this.#holds.size, orders: this.#orders.size, payments: this.payments };
  }

  /** The first answer makes the fact; an answer to the same request again is a look at it. */
  held(token: string, hold: HoldAnswer, { sentAt, at }: Pick<Answer, "sentAt" | "at">): void {
    const { id, eventId, tickets: seats, expiresAt, status } = hold;
    const before = this.#holds.get(id);
    if (before) before.looks.push({ sentAt, at, status, seats });
    else
      this.#holds.set(id, {
        ...{ id, eventId, seats, sentAt, answeredAt: at, expiresAt, givenBackAt: null, looks: [], token },
        confirmAsked: false,
      });
  }

  /** Before it is asked. */
  givesBack(holdId: string): void {
    const hold = this.#holds.get(holdId);
    if (hold) hold.givenBackAt ??= Date.now();
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

  lookedAtHold(id: string, { status, body, sentAt, at }: Answer): void {
    const looks = this.#holds.get(id)?.looks;
    if (status === 404) looks?.push({ sentAt, at, status: "missing" });
    if (status !== 200) return;
    const hold = HoldAnswer.parse(body);
    looks?.push({ sentAt, at, status: hold.status, seats: hold.tickets });
  }

  lookedAtOrder(id: string, { status, body, sentAt, at }: Answer): void {
    const order = this.#orders.get(id) ?? { id, looks: [] };
    if (status === 404) order.looks.push({ sentAt, at, status: "missing" });
    if (status === 200) {
      const { status: now, total } = OrderAnswer.parse(body);
      order.looks.push({ sentAt, at, status: now, totalMinor: total.amountMinor });
    }
    if (order.looks.length > 0) this.#orders.set(id, order);
  }

  get holds(): readonly Asker[] {
    return [...this.#holds.values()];
  }

  /** Those that may be: an unanswered confirm may have made one. */
  get orders(): readonly Asker[] {
    return [...this.#holds.values()]
      .filter(({ confirmAsked }) => confirmAsked)
      .map(({ id, token }) => ({ id: orderIdOf(id), token }));
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
      settled,
    };
  }
}
