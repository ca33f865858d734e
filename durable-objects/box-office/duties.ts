import type { CompletedPayment, OrderView } from "../../src/domain/box-office/contract.ts";
import type { Sale, SaleResult, SalesLedger } from "../../src/domain/box-office/sales-ledger.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import type { PaymentGateway, RefundRequest } from "../../src/payments/gateway.ts";
import { Duty, within } from "./duty.ts";
import { endOfPayment } from "./end-of-payment.ts";
import { errands } from "./errands.ts";
import type { Clock } from "./clock.ts";
import type { Pauses } from "./pauses.ts";

/** What a box office owes the world outside, and what it does when the world has answered. */
export interface Owed {
  readonly unconfirmed: ReadonlySet<OrderId>;
  readonly toClose: ReadonlySet<OrderId>;
  readonly toRefund: ReadonlySet<OrderId>;
  sales(ids: readonly OrderId[]): readonly Sale[];
  committed(results: readonly SaleResult[]): Promise<void>;
  order(id: OrderId): OrderView | null;
  closed(orderId: OrderId): Promise<void>;
  settled(payment: CompletedPayment): Promise<void>;
  /** One a payment. */
  refunds(orderId: OrderId): readonly (Omit<RefundRequest, "paymentIntentId"> & {
    readonly paymentIntentId: string | null;
  })[];
  refunded(orderId: OrderId, paymentIntentId: string | null): Promise<void>;
}

export interface DutiesWorld extends Clock {
  readonly ledger: SalesLedger;
  readonly payments: () => PaymentGateway;
}

/** Enough for one transaction to be worth its round trip, few enough for Postgres to take in some tens of milliseconds. */
const salesPerCommit = 250;
/** Many round trips of ten seconds at most. */
const longestCommitMs = 120_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The outbox to Postgres and the errands to Stripe. What fails stays on record, and `dueAt` says when it is to be tried again. */
export class Duties {
  readonly #owed: Owed;
  readonly #world: DutiesWorld;
  readonly #duties: readonly Duty[];

  constructor(owed: Owed, world: DutiesWorld) {
    this.#owed = owed;
    this.#world = world;
    const { payments } = world;
    this.#duties = [
      new Duty({
        owed: () => owed.unconfirmed,
        round: (pauses) => this.#drain(pauses),
        clock: world,
        // Someone has to look into what Postgres refuses.
        firstPauseMs: minuteMs,
      }),
      errands({
        owed: () => owed.toClose,
        work: (id, gateway) => this.#close(id, gateway),
        payments,
        clock: world,
        longestPauseMs: minuteMs,
      }),
      errands({
        owed: () => owed.toRefund,
        work: (id, gateway) => this.#refund(id, gateway),
        payments,
        clock: world,
        // What waits for a bank, or for a person, does not hurry.
        longestPauseMs: hourMs,
      }),
    ];
  }

  /** Does what is due. Never rejects. */
  async perform(): Promise<void> {
    await Promise.all(this.#duties.map((duty) => duty.perform()));
  }

  /** When something is to be done, or done again; in the past or now: at once. */
  get dueAt(): number | undefined {
    const times = this.#duties.map(({ dueAt }) => dueAt).filter((at) => at !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** In groups; a sale that Postgres refused is tried alone, on its own clock, so that it keeps no other back. */
  async #drain(pauses: Pauses): Promise<void> {
    for (const id of [...this.#owed.unconfirmed])
      if (pauses.has(id) && pauses.isDue(id)) await this.#handOver([id], pauses);
    for (;;) {
      const group: OrderId[] = [];
      for (const id of this.#owed.unconfirmed) {
        if (group.length === salesPerCommit) break;
        if (!pauses.has(id)) group.push(id);
      }
      if (group.length === 0) return;
      await this.#handOver(group, pauses);
    }
  }

  async #handOver(ids: readonly OrderId[], pauses: Pauses): Promise<void> {
    const results = await within(
      this.#world,
      longestCommitMs,
      this.#world.ledger.commit(this.#owed.sales(ids)),
    );
    for (const { orderId, status } of results)
      if (status === "not_committed") pauses.failed(orderId, hourMs);
      else pauses.end(orderId);
    await this.#owed.committed(results);
    const unanswered = ids.filter((id) => this.#owed.unconfirmed.has(id) && !pauses.has(id));
    if (unanswered.length > 0) throw new Error(`the ledger said nothing of ${unanswered.join(", ")}`);
  }

  async #close(id: OrderId, gateway: PaymentGateway): Promise<void> {
    const order = this.#owed.order(id);
    if (!order) return;
    const session = await endOfPayment(order, gateway, this.#world.now());
    if (session === null || session.status === "expired") return await this.#owed.closed(id);
    // Under way at this moment, for example in 3-D Secure: its end is soon known.
    if (!session.paid) throw new Error(`Session ${session.sessionId} is ${session.status} and not paid yet`);
    await this.#owed.settled({
      orderId: id,
      sessionId: session.sessionId,
      paymentIntentId: session.paymentIntentId,
      amountMinor: session.total.amountMinor,
      currency: session.total.currency,
      reportId: "closing",
    });
  }

  async #refund(id: OrderId, gateway: PaymentGateway): Promise<void> {
    const failures: unknown[] = [];
    for (const { paymentIntentId, ...request } of this.#owed.refunds(id)) {
      try {
        if (paymentIntentId !== null) await giveBack({ ...request, paymentIntentId }, gateway);
        await this.#owed.refunded(id, paymentIntentId);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

const giveBack = async (request: RefundRequest, gateway: PaymentGateway): Promise<void> => {
  const { refundId, status } = await gateway.refund(request);
  if (status === "succeeded") return;
  if (status !== "pending")
    console.error(JSON.stringify({ message: "a refund failed; give it by hand", refundId, status, request }));
  throw new Error(`refund ${refundId} of ${request.paymentIntentId} is ${status}`);
};
