import type { PayableOrder, PaymentSession } from "../../../src/payments/gateway.ts";
import { PaymentRefused, PaymentUnavailable, sessionOutlivesHoldMs } from "../../../src/payments/gateway.ts";
import type { Bank } from "./bank.ts";
import type { Session } from "./books.ts";
import { sessionObject } from "./events.ts";
import { Keys } from "./keys.ts";
import type { ProviderWorld } from "./provider.ts";

/** docs.stripe.com: "anywhere from 30 minutes to 24 hours after Checkout Session creation". */
const shortestSessionMs = 30 * 60_000;

type KeptSession = { readonly session: Session } | { readonly failure: Error };

/** Payment pages: made once a key, closed by who made them, or by time. */
export class Sessions {
  readonly #world: ProviderWorld;
  readonly #bank: Bank;
  readonly #keys = new Keys<KeptSession>();

  constructor(world: ProviderWorld, bank: Bank) {
    this.#world = world;
    this.#bank = bank;
  }

  open(order: PayableOrder): PaymentSession {
    const { timeline, faults, verdict, books } = this.#world;
    const body = JSON.stringify(order);
    const make = (): KeptSession => {
      if (faults.strikes("stripe_refuses_order")) books.refusedOrders.add(order.orderId);
      if (books.refusedOrders.has(order.orderId)) return { failure: new PaymentRefused("refused") };
      const endsAt = Math.ceil((order.expiresAt + sessionOutlivesHoldMs) / 1000) * 1000;
      if (endsAt < timeline.now + shortestSessionMs) {
        books.refusedOrders.add(order.orderId);
        return { failure: new PaymentRefused("expires_at is too near") };
      }
      if (faults.strikes("stripe_keeps_500")) return { failure: new PaymentUnavailable("500, kept") };
      return { session: this.#newSession(order, endsAt) };
    };
    const { answer } = this.#keys.answer(order.orderId, body, timeline.now, make, (before) => {
      verdict.breaks("a key comes with one body", `${before} and then ${body}`, [order.orderId]);
      throw new Error("keys for idempotent requests can only be used with the same parameters");
    });
    if ("failure" in answer) throw answer.failure;
    return this.view(answer.session.id);
  }

  #newSession({ orderId, total, delayedMethods }: PayableOrder, endsAt: number): Session {
    const { faults, books, tell } = this.#world;
    const id = books.nextId("cs");
    const isWrong = faults.strikes("stripe_pays_wrong_amount");
    const session: Session = {
      id,
      url: `https://pay.example/${id}`,
      orderId,
      amountMinor: isWrong
        ? total.amountMinor + faults.of("stripe_pays_wrong_amount").between(-40, 40)
        : total.amountMinor,
      currency: total.currency,
      endsAt,
      delayed: delayedMethods,
      status: "open",
      underWay: false,
      intent: null,
    };
    books.sessions.set(id, session);
    if (faults.strikes("webhook_of_other_mode")) {
      const paid = { ...sessionObject(session), payment_status: "paid", payment_intent: "pi_other_mode" };
      tell("checkout.session.completed", paid, `${id} of the other mode for ${orderId}`, true);
    }
    if (faults.strikes("stripe_pays_elsewhere")) this.#bank.payElsewhere(session);
    return session;
  }

  view(sessionId: string): PaymentSession {
    const { books, timeline } = this.#world;
    const session = books.session(sessionId, timeline.now);
    if (!session) throw new PaymentRefused("no such Session", { missing: true });
    return {
      sessionId,
      url: session.status === "open" ? session.url : null,
      status: session.status,
      paid: session.status === "complete" && session.intent?.status === "succeeded",
      failed: session.status === "complete" && ["failed", "canceled"].includes(session.intent?.status ?? ""),
      paymentIntentId: session.intent?.id ?? null,
      total: { amountMinor: session.amountMinor, currency: session.currency },
      orderId: session.orderId,
    };
  }

  close(sessionId: string): PaymentSession {
    const { books, timeline, faults } = this.#world;
    const session = books.session(sessionId, timeline.now);
    if (session?.status !== "open") return this.view(sessionId);
    const fault = session.underWay ? "stripe_pays_after_close" : "stripe_pays_closed_session";
    const succeeds = faults.strikes(fault);
    if (succeeds || !session.underWay) session.status = "expired";
    if (succeeds) this.#bank.succeedsAllTheSame(session);
    return this.view(sessionId);
  }
}
