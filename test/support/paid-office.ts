import type { ReturnCommand } from "../../src/domain/box-office/contract.ts";
import type { Sale, SaleResult } from "../../src/domain/box-office/sales-ledger.ts";
import type { SaleRules } from "../../src/domain/box-office/setup.ts";
import { type FanId, type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import {
  type PaymentGateway,
  type PaymentRefund,
  type PaymentSession,
  PaymentUnavailable,
  type RefundRequest,
} from "../../src/payments/gateway.ts";
import { chooseSeats } from "./box-office.ts";
import { TestOffice } from "./office.ts";

/** A provider that does as it is asked, unless the test makes it: it remembers each refund by its id. */
export class TestProvider implements PaymentGateway {
  readonly asked: RefundRequest[] = [];
  readonly closed: string[] = [];
  /** How the next refunds stand. */
  stand: PaymentRefund["status"] = "succeeded";
  isAway = false;
  readonly #made = new Map<string, PaymentRefund>();

  async openSession(order: { readonly orderId: string }): Promise<PaymentSession> {
    return this.#session(order.orderId, "open");
  }
  async viewSession(sessionId: string): Promise<PaymentSession> {
    return this.#session(sessionId.slice(3), "open");
  }
  async closeSession(sessionId: string): Promise<PaymentSession> {
    const session = this.#session(sessionId.slice(3), "expired");
    this.closed.push(sessionId);
    return session;
  }
  async cancelPayment(): Promise<{ paid: boolean }> {
    return { paid: false };
  }
  async refund(request: RefundRequest): Promise<PaymentRefund> {
    this.asked.push(request);
    if (this.isAway) throw new PaymentUnavailable("away");
    const made = this.#made.get(request.refundId) ?? {
      providerId: `re_${this.#made.size}`,
      status: this.stand,
      failure: null,
    };
    this.#made.set(request.refundId, made);
    return made;
  }
  async viewRefund(providerId: string): Promise<PaymentRefund> {
    return { providerId, status: this.stand, failure: null };
  }
  async orderOf(): Promise<null> {
    return null;
  }
  async listEvents() {
    return { events: [], isWhole: true };
  }

  /** Refunds that were really made. */
  get made(): number {
    return this.#made.size;
  }

  #session(orderId: string, status: PaymentSession["status"]): PaymentSession {
    if (this.isAway) throw new PaymentUnavailable("away");
    return {
      sessionId: `cs_${orderId}`,
      url: "https://pay",
      status,
      paid: false,
      failed: false,
      paymentIntentId: null,
      total: { amountMinor: 5000, currency: "eur" },
      orderId,
    };
  }
}

/** A Postgres that takes every sale, unless it is away, and keeps what it was handed. */
export class TestLedger {
  readonly taken: Sale[] = [];
  isAway = false;

  async commit(sales: readonly Sale[]): Promise<readonly SaleResult[]> {
    if (this.isAway) throw new Error("Postgres is away");
    this.taken.push(...sales);
    return sales.map(({ orderId, revision }) => ({ orderId, revision, status: "committed" }));
  }
}

/** A real box office at a provider and a ledger of the test's own: ten seats at 50.00, to be given back until a day before. */
export const paidOffice = async (rules: Partial<SaleRules> = {}) => {
  const provider = new TestProvider();
  const ledger = new TestLedger();
  const test = await TestOffice.open(
    { rows: [10] },
    { refundHoursBefore: 24, startsAt: Date.now() + 30 * 24 * 3_600_000, ...rules },
    { payments: () => provider, ledger },
  );
  const { office, eventId } = test;

  const begin = async (fanId: FanId, seats: readonly number[], isAttached = true): Promise<OrderId> => {
    const { holdId, ...command } = chooseSeats(eventId, fanId, seats);
    const held = await office.hold({ ...command, holdId });
    if (!held.ok) throw new Error(held.refusal.code);
    const orderId = orderIdOf(holdId);
    await office.beginOrder({ fanId, holdId, email: "a@example.org", returnUrl: "https://example.org" });
    if (isAttached) await office.attachSession(orderId, { sessionId: `cs_${orderId}`, url: "https://pay" });
    return orderId;
  };
  const pay = async (orderId: OrderId, amountMinor?: number) => {
    const order = await view(orderId);
    return await office.settle({
      orderId,
      sessionId: `cs_${orderId}`,
      paymentIntentId: `pi of ${orderId}`,
      amountMinor: amountMinor ?? order.total.amountMinor,
      currency: "eur",
      reportId: "evt_1",
    });
  };
  const view = async (orderId: OrderId) => {
    const order = await office.viewOrder(null, orderId);
    if (!order.ok) throw new Error(order.refusal.code);
    return order.value;
  };
  /** Paid, and on record in Postgres. */
  const buy = async (fanId: FanId, seats: readonly number[]): Promise<OrderId> => {
    const orderId = await begin(fanId, seats);
    await pay(orderId);
    await settled();
    return orderId;
  };
  /** What is due is done. */
  const settled = async (ms = 1000): Promise<void> => {
    await test.wait(ms);
    for (let round = 0; round < 4; round++) await test.ringAlarm();
  };
  const giveBack = (orderId: OrderId, change: Partial<ReturnCommand> = {}) =>
    office.returnTickets({
      orderId,
      fanId: null,
      seats: null,
      seatsTo: "available",
      withFees: null,
      by: { kind: "organizer", id: "otto" },
      note: "",
      key: null,
      ...change,
    });
  return { test, office, provider, ledger, begin, pay, view, buy, settled, giveBack };
};
