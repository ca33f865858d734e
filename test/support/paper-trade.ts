import fc from "fast-check";
import { disputeOf, isFailedStill, isUnderWay } from "../../src/domain/box-office/order.ts";
import { PaperOffice } from "./box-office.ts";
import { PaperOrder } from "./paper-order.ts";
import { PaperProvider } from "./paper-provider.ts";

export const seatsInAll = 14;

const kinds = [
  ..."begin attach pay pay pay pay_wrong pay_twice under_way fail cancel close accept decline end_offer".split(
    " ",
  ),
  ..."give_back take_back take_back ask ask ask tell tell bank by_hand open_dispute lose_dispute".split(" "),
  ..."win_dispute record record record record_late already_sold retry cancel_order".split(" "),
];

/** What anyone may try, in any order. `at` picks one of the orders that there were, `n` what else there is to pick. */
export const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("hold"), at: fc.nat(3), n: fc.nat(seatsInAll - 3) }),
  },
  { weight: 12, arbitrary: fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(5), n: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("wait", "wait", "wait", "cancel_event"),
      at: fc.nat(1),
      n: fc.nat(700),
    }),
  },
);
export type Step = { readonly kind: string; readonly at: number; readonly n: number };

/** A box office, its fans, its provider and Postgres, of whom each does what a step says. */
export class PaperTrade {
  readonly office = new PaperOffice(
    { rows: [6, 5], generalAdmission: 3, categories: 2 },
    {
      maxTicketsPerOrder: 6,
      offerEquivalentSeats: true,
      delayedPaymentHours: 1,
      refundHoursBefore: 24,
      fees: { ticketMinor: 70, orderMinor: 30, refundable: false },
    },
  );
  readonly provider = new PaperProvider();
  readonly orders: PaperOrder[] = [];

  do({ kind, at, n }: Step): void {
    const { office } = this;
    if (kind === "wait") office.wait(n * 1000);
    else if (kind === "cancel_event") n > 500 && office.cancelEvent();
    else if (kind === "hold") this.#hold(`fan_${at}`, [n, n + 1, n + 2].slice(0, 1 + (n % 3)));
    else {
      const order = this.orders[at % Math.max(1, this.orders.length)];
      if (order && (order.found || kind === "begin")) this.#of(order, kind, n);
    }
  }

  #hold(fanId: string, seats: readonly number[]): void {
    try {
      this.orders.push(new PaperOrder(this.office, fanId, seats));
    } catch {
      // Refused, which changes nothing.
    }
  }

  #of(order: PaperOrder, kind: string, n: number): unknown {
    const { provider, office } = this;
    const own = `pi of ${order.id}`;
    const some = order.found?.seats.filter((_, i) => (n >> i) & 1) ?? [];
    switch (kind) {
      case "begin":
        return order.begin();
      case "attach":
        return order.attach();
      case "pay":
      case "pay_wrong": {
        const due = order.now.pricesMinor.reduce((sum, price) => sum + price + 70, 30);
        const amountMinor = provider.take(own, kind === "pay" ? due : due - n - 1);
        return order.pay({ amountMinor, random: n / 21 });
      }
      case "pay_twice": {
        const intent = `${own} ${n % 2}`;
        return order.pay({
          session: `cs of ${intent}`,
          intent,
          amountMinor: provider.take(intent, 5000),
        });
      }
      case "under_way":
        return order.underWay();
      case "fail":
        return order.fail();
      case "cancel":
        return order.cancel();
      case "close":
        return office.book.toClose.has(order.id) && order.now.status !== "offered"
          ? order.closeSession()
          : undefined;
      case "accept":
      case "decline":
        return order.answer(kind === "accept");
      case "end_offer":
        return order.endOffer();
      case "give_back":
        return order.giveBack({ seats: some.length > 0 ? some : null });
      case "take_back":
        return order.takeBack({
          seats: some.length > 0 ? some : null,
          withFees: n % 3 === 0,
          seatsTo: n % 5 === 0 ? "blocked" : "available",
        });
      case "ask": {
        const refund = order.now.refunds.filter(isUnderWay)[0];
        return refund && provider.ask(order, refund, n % 2 ? "pending" : "succeeded");
      }
      case "tell": {
        const made = provider.refunds[n % Math.max(1, provider.refunds.length)];
        return made && provider.tell(made);
      }
      case "bank": {
        const made = provider.refunds.find(({ status }) => status === "pending");
        if (made) made.status = n % 3 === 0 ? "failed" : "succeeded";
        return;
      }
      case "by_hand":
        return provider.giveByHand(order, own, n % 2 ? provider.left(own) : n * 300);
      case "open_dispute":
        return this.#dispute(order, "open");
      case "lose_dispute":
        return this.#dispute(order, "lost");
      case "win_dispute":
        return this.#dispute(order, "won");
      case "record":
      case "record_late":
      case "already_sold": {
        if (!office.book.unrecorded.has(order.id)) return;
        const { revision, recorded } = order.now;
        if (kind !== "already_sold") return order.record(kind === "record" ? revision : recorded + 1);
        return n === 0 ? order.record(revision, "seat_already_sold") : undefined;
      }
      case "retry": {
        const failed = order.now.refunds.find((refund) => isFailedStill(order.now, refund));
        return failed && order.retry(failed.id);
      }
      case "cancel_order":
        return office.cancelOrders([order.id]);
      default:
        throw new Error(`nobody knows how to ${kind}`);
    }
  }

  #dispute(order: PaperOrder, status: "open" | "won" | "lost"): unknown {
    const own = `pi of ${order.id}`;
    if (!order.now.payment || disputeOf(order.now)?.status === "lost") return;
    const { provider } = this;
    const isPending = order.now.refunds.some(isUnderWay);
    if (status === "lost" && (isPending || disputeOf(order.now)?.status === "won")) return;
    const amountMinor = provider.left(own);
    if (amountMinor === 0) return;
    if (status === "lost") provider.lost.set(own, amountMinor);
    order.dispute(status, { amountMinor });
  }

  /** Nothing fails any more, and everyone does what is still to be done. */
  drain(): void {
    const { office, provider } = this;
    for (let round = 0; round < 20; round++) {
      office.wait(3_600_000);
      office.cancelOrders();
      for (const order of this.orders.filter(({ found }) => found)) {
        if (office.book.toClose.has(order.id))
          order.now.status === "offered" ? order.endOffer() : order.closeSession();
        for (const made of provider.refunds) {
          if (made.status === "pending") made.status = "succeeded";
          provider.tell(made);
        }
        for (const refund of order.now.refunds.filter(isUnderWay)) {
          const still = order.now.refunds.find(({ id }) => id === refund.id);
          if (still && isUnderWay(still)) provider.ask(order, still, "succeeded");
        }
        if (office.book.unrecorded.has(order.id)) order.record();
      }
    }
  }
}
