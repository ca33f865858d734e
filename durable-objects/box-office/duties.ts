import type { CompletedPayment, OrderView } from "../../src/domain/box-office/contract.ts";
import type { Sale, SaleResult, SalesLedger } from "../../src/domain/box-office/sales-ledger.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import type { PaymentGateway } from "../../src/payments/gateway.ts";
import { payableOrderOf } from "../../src/payments/payable-order.ts";

/** What a box office owes the world outside, and what it does when the world has answered. */
export interface Owed {
  unconfirmed(limit: number): readonly Sale[];
  committed(results: readonly SaleResult[]): Promise<void>;
  toClose(): readonly OrderView[];
  closed(orderId: OrderId): Promise<void>;
  settled(payment: CompletedPayment): Promise<void>;
  toRefund(): readonly {
    readonly orderId: OrderId;
    readonly paymentIntentId: string | null;
    readonly amountMinor: number;
  }[];
  refunded(orderId: OrderId): Promise<void>;
}

/** Enough for one transaction to be worth its round trip, few enough for Postgres to take in some tens of milliseconds. */
const salesPerCommit = 250;
/** Stripe's own advice is to stay well below 100 requests a second; a runtime opens six connections at once. */
const callsAtOnce = 5;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/**
 * The outbox to Postgres and the errands to Stripe. Each duty runs alone, until nothing is owed or the other side fails; then it
 * waits, longer each time, and the alarm sees to it that it is taken up again.
 */
export class Duties {
  readonly #owed: Owed;
  readonly #duties: readonly Duty[];

  constructor(owed: Owed, world: { readonly ledger: SalesLedger; readonly payments: () => PaymentGateway }) {
    this.#owed = owed;
    this.#duties = [
      new Duty(() => this.#drain(world.ledger)),
      new Duty(() => this.#close(world.payments)),
      new Duty(() => this.#refund(world.payments)),
    ];
  }

  /** Runs what is due and rests when its pause is over. Never rejects. */
  async perform(now: number, random: () => number): Promise<void> {
    await Promise.all(this.#duties.map((duty) => duty.perform(now, random)));
  }

  /** When the earliest failed duty is to be tried again. */
  get nextAttemptAt(): number | undefined {
    const times = this.#duties.flatMap(({ pausedUntil }) => (pausedUntil === null ? [] : [pausedUntil]));
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  async #drain(ledger: SalesLedger): Promise<void> {
    for (
      let sales = this.#owed.unconfirmed(salesPerCommit);
      sales.length > 0;
      sales = this.#owed.unconfirmed(salesPerCommit)
    ) {
      const results = await ledger.commit(sales);
      await this.#owed.committed(results);
      const left = results.filter(({ status }) => status === "not_committed").length;
      if (left > 0) throw new Error(`${left} sales are not committed`);
    }
  }

  async #close(payments: () => PaymentGateway): Promise<void> {
    await inTurns(this.#owed.toClose(), async (order) => {
      // Without a Session on record one may still have been made: asking again with the order's key tells.
      const sessionId =
        order.session?.sessionId ?? (await payments().openSession(payableOrderOf(order))).sessionId;
      const session = await payments().closeSession(sessionId);
      if (session.status === "expired") return await this.#owed.closed(order.id);
      if (!session.paid) throw new Error(`Session ${sessionId} is ${session.status} and not paid yet`);
      await this.#owed.settled({
        orderId: order.id,
        sessionId,
        paymentIntentId: session.paymentIntentId,
        amountMinor: session.total.amountMinor,
        currency: session.total.currency,
        reportId: "closing",
      });
    });
  }

  async #refund(payments: () => PaymentGateway): Promise<void> {
    await inTurns(this.#owed.toRefund(), async ({ orderId, paymentIntentId, amountMinor }) => {
      if (paymentIntentId !== null)
        await payments().refund({
          orderId,
          paymentIntentId,
          amountMinor,
          reason: "The seats could not be given.",
        });
      await this.#owed.refunded(orderId);
    });
  }
}

class Duty {
  pausedUntil: number | null = null;
  readonly #work: () => Promise<void>;
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  perform(now: number, random: () => number): Promise<void> {
    if (this.pausedUntil !== null && this.pausedUntil > now) return Promise.resolve();
    this.#again = this.#running !== null;
    this.#running ??= this.#run(now, random).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(now: number, random: () => number): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#work();
      } while (this.#again);
      this.#failures = 0;
      this.pausedUntil = null;
    } catch (error) {
      // The other side is away or unwell; what is owed stays on record.
      console.warn("a duty is put off", error);
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures);
      this.#failures += 1;
      this.pausedUntil = now + pause * (0.5 + random() / 2);
    }
  }
}

/** A few at a time; one that fails does not keep the others from their turn, and the first failure is thrown at the end. */
const inTurns = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  const failures: unknown[] = [];
  const queue = items.values();
  const take = async (): Promise<void> => {
    for (const item of queue) await work(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: callsAtOnce }, take));
  if (failures.length > 0) throw failures[0];
};
