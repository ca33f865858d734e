import type {
  DisputeReport,
  OrderView,
  RefundReport,
  ReturnCommand,
} from "../../src/domain/box-office/contract.ts";
import { decideHold } from "../../src/domain/box-office/decide-hold.ts";
import { decideAnswerOffer, decideOfferEnded } from "../../src/domain/box-office/decide-offer.ts";
import {
  decideAttachSession,
  decideBeginOrder,
  decideCancel,
  decidePaymentFailed,
  decideSessionClosed,
  decideUnderWay,
} from "../../src/domain/box-office/decide-order.ts";
import { decideRecorded } from "../../src/domain/box-office/decide-recorded.ts";
import { decideDispute } from "../../src/domain/box-office/decide-dispute.ts";
import {
  decideRefundAnswered,
  decideRefundReported,
  decideRefundRefused,
} from "../../src/domain/box-office/decide-refund.ts";
import { decideRetryRefund, decideReturn } from "../../src/domain/box-office/decide-return.ts";
import { decideSettle } from "../../src/domain/box-office/decide-settle.ts";
import { amountOf } from "../../src/domain/box-office/fees.ts";
import type { Order, Refund } from "../../src/domain/box-office/order.ts";
import type { SaleResult } from "../../src/domain/box-office/sales-ledger.ts";
import { type FanId, type HoldId, type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { chooseSeats, type PaperOffice } from "./box-office.ts";

/** A fan's order at a paper office, and all that can happen to it. Its Session is `cs_1`, its payment `pi_1`, if not said otherwise. */
export class PaperOrder {
  readonly office: PaperOffice;
  readonly fanId: FanId;
  readonly holdId: HoldId;
  readonly id: OrderId;

  constructor(office: PaperOffice, fanId: FanId, seats: readonly number[]) {
    this.office = office;
    this.fanId = fanId;
    const command = chooseSeats(office.eventId, fanId, seats);
    this.holdId = command.holdId;
    this.id = orderIdOf(command.holdId);
    const held = office.do((book, now) => decideHold(book, command, null, now, () => 0));
    if (!held.ok) throw new Error(held.refusal.code);
  }

  /** Held, begun, and paid with what is due. */
  static paid(office: PaperOffice, fanId: FanId, seats: readonly number[]): PaperOrder {
    const order = new PaperOrder(office, fanId, seats);
    order.begin();
    if (order.now.status === "awaiting_payment") order.pay();
    return order;
  }

  /** And on record in Postgres. */
  static confirmed(office: PaperOffice, fanId: FanId, seats: readonly number[]): PaperOrder {
    const order = PaperOrder.paid(office, fanId, seats);
    order.record();
    return order;
  }

  /** Paid only after its hold had run out and its seats were taken by another. */
  static late(office: PaperOffice, fanId: FanId, seats: readonly number[], taken = seats): PaperOrder {
    const order = new PaperOrder(office, fanId, seats);
    order.begin();
    office.now = order.now.expiresAt;
    order.closeSession();
    new PaperOrder(office, "ben", taken);
    order.pay();
    return order;
  }

  get found(): Order | null {
    return this.office.orders.get(this.id) ?? null;
  }

  get now(): Order {
    if (!this.found) throw new Error("expected an order");
    return this.found;
  }

  refund(n = 0): Refund {
    const refund = this.now.refunds[n];
    if (!refund) throw new Error(`expected refund ${n}`);
    return refund;
  }

  begin(fanId = this.fanId): Outcome<OrderView> {
    const command = {
      fanId,
      holdId: this.holdId,
      email: "fan@example.org",
      returnUrl: "https://example.org",
    };
    return this.office.do((book, now) => decideBeginOrder(book, command, this.found, now));
  }

  attach(sessionId = "cs_1"): Outcome<OrderView> {
    const session = { sessionId, url: "https://pay" };
    return this.office.do((book, now) => decideAttachSession(book, this.found, session, now));
  }

  pay(
    change: {
      amountMinor?: number;
      currency?: string;
      session?: string;
      intent?: string;
      random?: number;
    } = {},
  ): Outcome<OrderView> {
    const { session = "cs_1", intent = `pi of ${this.id}`, currency = "eur", random = 0.5 } = change;
    const amountMinor = change.amountMinor ?? amountOf(this.now);
    const payment = {
      orderId: this.id,
      sessionId: session,
      paymentIntentId: intent,
      amountMinor,
      currency,
      reportId: "evt_1",
    };
    return this.office.do((book, now) => decideSettle(book, this.found, payment, now, () => random));
  }

  underWay(sessionId = "cs_1"): Outcome<OrderView> {
    const report = { orderId: this.id, sessionId, paymentIntentId: null };
    return this.office.do((book, now) => decideUnderWay(book, this.found, report, now));
  }

  fail(sessionId = "cs_1"): Outcome<OrderView> {
    const report = { orderId: this.id, sessionId, paymentIntentId: null };
    return this.office.do((book, now) => decidePaymentFailed(book, this.found, report, now));
  }

  cancel(): Outcome<OrderView> {
    return this.office.do((book) => decideCancel(book, this.found));
  }

  closeSession(): void {
    this.office.change((book, now) => decideSessionClosed(book, this.now, now));
  }

  answer(accept: boolean): Outcome<OrderView> {
    return this.office.do((book, now) => decideAnswerOffer(book, this.found, accept, now));
  }

  endOffer(): void {
    this.office.change((book, now) => decideOfferEnded(book, this.now, now));
  }

  /** By the fan, all that are left. */
  giveBack(change: Partial<ReturnCommand> = {}): Outcome<OrderView> {
    const command: ReturnCommand = {
      orderId: this.id,
      fanId: this.fanId,
      seats: null,
      seatsTo: "available",
      withFees: null,
      by: { kind: "fan", id: this.fanId },
      note: "",
      key: null,
      ...change,
    };
    return this.office.do((book, now) => decideReturn(book, this.found, command, now));
  }

  /** By an organizer. */
  takeBack(change: Partial<ReturnCommand> = {}): Outcome<OrderView> {
    return this.giveBack({ fanId: null, by: { kind: "organizer", id: "otto" }, ...change });
  }

  retry(refundId: string): Outcome<OrderView> {
    return this.office.do((book, now) => decideRetryRefund(book, this.found, refundId, now));
  }

  /** Of our own refund, as the provider's webhook tells it. */
  report(n: number, status: RefundReport["status"], providerId = `re_${n}`): Outcome<OrderView> {
    const { id, amountMinor } = this.refund(n);
    return this.reported({ refundId: id, status, providerId, amountMinor });
  }

  /** One that somebody made at the provider. */
  byHand(amountMinor: number, change: Partial<RefundReport> = {}): Outcome<OrderView> {
    return this.reported({ amountMinor, providerId: "re_by_hand", ...change });
  }

  reported(change: Partial<RefundReport>): Outcome<OrderView> {
    const report: RefundReport = {
      orderId: this.id,
      refundId: null,
      providerId: "re_1",
      paymentIntentId: this.found?.payment?.paymentIntentId ?? "pi unknown",
      amountMinor: 0,
      status: "succeeded",
      failure: null,
      ...change,
    };
    return this.office.do((book, now) => decideRefundReported(book, this.found, report, now));
  }

  /** What the provider says when it is asked for a refund. */
  answered(n: number, status: RefundReport["status"], providerId = `re_${n}`): void {
    const answer = { providerId, status, failure: null };
    this.office.change((_, now) => decideRefundAnswered(this.now, this.refund(n).id, answer, now));
  }

  refused(n: number): void {
    this.office.change((_, now) => decideRefundRefused(this.now, this.refund(n).id, "no", now));
  }

  dispute(status: DisputeReport["status"], change: Partial<DisputeReport> = {}): Outcome<OrderView> {
    const report: DisputeReport = {
      orderId: this.id,
      disputeId: "dp_1",
      paymentIntentId: this.found?.payment?.paymentIntentId ?? "pi unknown",
      status,
      amountMinor: this.found ? amountOf(this.found) : 0,
      reason: "fraudulent",
      ...change,
    };
    return this.office.do((book, now) => decideDispute(book, this.found, report, now));
  }

  /** Postgres has it, as of a revision. */
  record(revision = this.now.revision, status: SaleResult["status"] = "committed"): void {
    const result: SaleResult = { orderId: this.id, revision, status };
    this.office.change((_, now) => decideRecorded(this.now, result, now));
  }
}
