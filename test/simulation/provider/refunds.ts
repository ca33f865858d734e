import { type PaymentRefund, PaymentRefused, type RefundRequest } from "../../../src/payments/gateway.ts";
import { type Dispute, goneOf, type Intent, type Refund } from "./books.ts";
import { disputeObject, refundObject } from "./events.ts";
import { Keys } from "./keys.ts";
import type { ProviderWorld } from "./provider.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;

const viewOf = ({ id, status, failure }: Refund): PaymentRefund => ({ providerId: id, status, failure });

/** Money that goes back: by a request, by hand, or by a bank. */
export class Refunds {
  readonly #world: ProviderWorld;
  readonly #keys = new Keys<Refund>();

  constructor(world: ProviderWorld) {
    this.#world = world;
  }

  /** As the gateway asks for one: with its id as the key, and a look at what there is when the key may be forgotten or is refused. */
  ask(request: RefundRequest): PaymentRefund {
    const { paymentIntentId, amountMinor, refundId, orderId, reason, mayExist } = request;
    const { books, timeline } = this.#world;
    const intent = books.intents.get(paymentIntentId);
    if (intent?.status !== "succeeded") throw new PaymentRefused("no such payment", { missing: true });
    const ours = (): Refund | undefined => intent.refunds.find((each) => each.refundId === refundId);
    const known = mayExist ? ours() : undefined;
    if (known) return viewOf(known);
    const body = JSON.stringify([paymentIntentId, amountMinor, orderId, reason]);
    try {
      const make = (): Refund => this.#make(intent, amountMinor, refundId, reason);
      const { answer } = this.#keys.answer(refundId, body, timeline.now, make, (before) => {
        const detail = `${refundId}: ${before} and then ${body}`;
        this.#world.verdict.breaks("a key comes with one body", detail, [orderId]);
        throw new PaymentRefused("the key came with another body");
      });
      return viewOf(answer);
    } catch (error) {
      const isAllBack = goneOf(intent) >= intent.amountMinor;
      const byHand = intent.refunds.find(
        (each) => each.refundId === null && (each.status === "pending" || each.status === "succeeded"),
      );
      const earlier = ours() ?? (isAllBack ? byHand : undefined);
      if (!(error instanceof PaymentRefused) || !earlier) throw error;
      return viewOf(earlier);
    }
  }

  view(providerId: string): PaymentRefund {
    const refund = this.#world.books.refunds.get(providerId);
    if (!refund) throw new PaymentRefused("no such refund", { missing: true });
    return viewOf(refund);
  }

  /** Someone at the provider's own pages gives back a part of a payment, or what is left of it. */
  byHand(intent: Intent, amountMinor: number): void {
    this.#make(intent, amountMinor, null, "by hand");
  }

  dispute(intent: Intent): void {
    const { books, timeline, faults } = this.#world;
    const left = intent.amountMinor - goneOf(intent);
    if (intent.dispute || left <= 0) return;
    const dispute: Dispute = { id: books.nextId("dp"), intent, amountMinor: left, status: "needs_response" };
    intent.dispute = dispute;
    this.#world.tell("charge.dispute.created", disputeObject(dispute), `${dispute.id} of ${intent.orderId}`);
    const chance = faults.of("payment_disputed");
    timeline.add(
      chance.spread(hourMs, 60 * hourMs),
      `the bank decides ${dispute.id} of ${intent.orderId}`,
      () => {
        dispute.status = chance.chance(0.5) ? "won" : "lost";
        this.#world.tell(
          "charge.dispute.closed",
          disputeObject(dispute),
          `${dispute.id} of ${intent.orderId}`,
        );
      },
    );
  }

  #make(intent: Intent, amountMinor: number, refundId: string | null, reason: string): Refund {
    const { books } = this.#world;
    if (intent.dispute?.status === "needs_response") throw new PaymentRefused("the payment is in dispute");
    if (amountMinor <= 0 || goneOf(intent) + amountMinor > intent.amountMinor)
      throw new PaymentRefused("more than was paid");
    const refund: Refund = {
      id: books.nextId("re"),
      refundId,
      intent,
      amountMinor,
      reason,
      status: "pending",
      failure: null,
    };
    intent.refunds.push(refund);
    books.refunds.set(refund.id, refund);
    this.#begin(refund);
    return refund;
  }

  /** Most are given at once; some wait for a bank, and some of those it sends back, even later. */
  #begin(refund: Refund): void {
    const { faults, timeline } = this.#world;
    const chance = faults.of("refund_pending");
    const tell = (type: string): void =>
      this.#world.tell(
        type,
        refundObject(refund),
        `${refund.id} (${refund.status}) of ${refund.intent.orderId}`,
      );
    const fail = (): void => {
      refund.status = "failed";
      refund.failure = "lost_or_stolen_card";
      tell("refund.failed");
    };
    const after = (what: string, run: () => void): void =>
      timeline.add(
        chance.spread(secondMs, 40 * hourMs),
        `refund ${refund.id} of ${refund.intent.orderId} ${what}`,
        run,
      );
    if (faults.strikes("refund_pending")) {
      if (faults.strikes("refund_fails")) after("fails", fail);
      else
        after("is given", () => {
          refund.status = "succeeded";
          tell("refund.updated");
        });
    } else {
      refund.status = "succeeded";
      if (faults.strikes("refund_fails_late")) after("comes back", fail);
    }
    tell("refund.created");
  }
}
