import type {
  CompletedPayment,
  OrderView,
  PaymentUnderWayReport,
} from "../../src/domain/box-office/contract.ts";
import type { RefundAnswer } from "../../src/domain/box-office/decide-refund.ts";
import type { Order, Refund } from "../../src/domain/box-office/order.ts";
import type { Sale, SaleResult, SalesLedger } from "../../src/domain/box-office/sales-ledger.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import type { PaymentGateway } from "../../src/payments/gateway.ts";
import type { Clock } from "./clock.ts";
import { closePayment } from "./close-payment.ts";
import { Duty } from "./duty.ts";
import { errands } from "./errands.ts";
import { handOverSales } from "./hand-over-sales.ts";
import { giveBack } from "./give-back.ts";

/** What a box office owes the world outside, and what it does when the world has answered. */
export interface Owed {
  readonly unrecorded: ReadonlySet<OrderId>;
  readonly toClose: ReadonlySet<OrderId>;
  readonly toRefund: ReadonlySet<OrderId>;
  readonly toCancel: ReadonlySet<OrderId>;
  sales(ids: readonly OrderId[]): readonly Sale[];
  recorded(results: readonly SaleResult[]): Promise<void>;
  order(id: OrderId): (Order & { readonly view: OrderView }) | null;
  closed(orderId: OrderId): Promise<void>;
  offerEnded(orderId: OrderId): Promise<void>;
  settled(payment: CompletedPayment): Promise<void>;
  underWay(report: PaymentUnderWayReport): Promise<void>;
  failed(report: PaymentUnderWayReport): Promise<void>;
  /** Those that are not at their end. */
  refunds(orderId: OrderId): readonly Refund[];
  refundAnswered(orderId: OrderId, refundId: string, answer: RefundAnswer): Promise<void>;
  refundRefused(orderId: OrderId, refundId: string, failure: string): Promise<void>;
  cancel(ids: readonly OrderId[]): Promise<void>;
}

export interface DutiesWorld extends Clock {
  readonly ledger: SalesLedger;
  readonly payments: () => PaymentGateway;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Of a canceled event: few enough for fans who look at their orders meanwhile not to notice. */
const ordersPerPage = 100;

/**
 * The outbox to Postgres, the errands to Stripe, and the cancellation of the event. What fails stays on record, and `dueAt` says when
 * it is to be tried again.
 */
export class Duties {
  readonly #duties: readonly Duty[];

  constructor(owed: Owed, world: DutiesWorld) {
    const { payments } = world;
    this.#duties = [
      new Duty({
        owed: () => owed.unrecorded,
        round: (pauses) => handOverSales(owed, world, pauses),
        clock: world,
        // Someone has to look into what Postgres refuses.
        firstPauseMs: minuteMs,
      }),
      errands({
        owed: () => owed.toClose,
        work: (id, gateway) => closePayment(owed, id, gateway, world.now()),
        payments,
        clock: world,
        longestPauseMs: minuteMs,
      }),
      errands({
        owed: () => owed.toRefund,
        work: (id, gateway) => giveBack(owed, id, gateway, world.now()),
        payments,
        clock: world,
        // What waits for a bank, or for a person, does not hurry.
        longestPauseMs: hourMs,
      }),
      new Duty({ owed: () => owed.toCancel, round: () => cancelOrders(owed), clock: world }),
    ];
  }

  /** Does what is due. Never rejects. */
  async perform(): Promise<void> {
    await Promise.all(this.#duties.map((duty) => duty.perform()));
  }

  /** What waits waits no longer. */
  hurry(): void {
    for (const duty of this.#duties) duty.endPauses();
  }

  /** When something is to be done, or done again; in the past or now: at once. */
  get dueAt(): number | undefined {
    const times = this.#duties.map(({ dueAt }) => dueAt).filter((at) => at !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }
}

/** Page by page, each in a transaction: what is done is on record, so it goes on from there after any interruption. */
const cancelOrders = async (owed: Owed): Promise<void> => {
  while (owed.toCancel.size > 0) {
    const page = [...owed.toCancel].slice(0, ordersPerPage);
    await owed.cancel(page);
    if (page.every((id) => owed.toCancel.has(id)))
      throw new Error(`the cancellation does not get on with ${page[0]}`);
  }
};
