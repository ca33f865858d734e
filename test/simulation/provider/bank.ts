import { PaymentRefused } from "../../../src/payments/gateway.ts";
import type { Intent, Session } from "./books.ts";
import { sessionObject } from "./events.ts";
import type { ProviderWorld } from "./provider.ts";

const hourMs = 3_600_000;

/** What becomes of a payment: at once, later, against what was said, or by a page that nobody here has made. */
export class Bank {
  readonly #world: ProviderWorld;

  constructor(world: ProviderWorld) {
    this.#world = world;
  }

  /** The fan has pressed the button; `ms` later the bank has answered. */
  pay(sessionId: string, ms: number, accepts: boolean): boolean {
    const session = this.#take(sessionId);
    if (!session) return false;
    const what = `the bank ${accepts ? "pays" : "declines"} ${sessionId} of ${session.orderId}`;
    this.#world.timeline.add(ms, what, () => {
      session.underWay = false;
      if (session.status !== "open" || !accepts) return;
      this.#complete(session, {});
      if (this.#world.faults.strikes("stripe_pays_twice")) this.payElsewhere(session);
    });
    return true;
  }

  /** By a method that confirms later, after `ms`. */
  payLater(sessionId: string, ms: number, accepts: boolean): boolean {
    const session = this.#take(sessionId);
    if (!session) return false;
    session.underWay = false;
    const intent = this.#complete(session, { delayed: true });
    this.#world.timeline.add(
      ms,
      `the bank ${accepts ? "confirms" : "refuses"} ${intent.id} of ${intent.orderId}`,
      () => {
        if (intent.status !== "processing") return;
        intent.status = accepts ? "succeeded" : "failed";
        const type = accepts ? "async_payment_succeeded" : "async_payment_failed";
        this.#world.tell(
          `checkout.session.${type}`,
          sessionObject(session),
          `${session.id} for ${session.orderId}`,
        );
      },
    );
    return true;
  }

  /** It said that nobody can pay any more, and the bank says otherwise. */
  succeedsAllTheSame(session: Session): void {
    const { timeline, faults } = this.#world;
    const ms = faults.of("stripe_pays_after_close").spread(1000, hourMs);
    timeline.add(ms, `${session.id} is paid after it was closed, for ${session.orderId}`, () =>
      this.#complete(session, { outOfTurn: true }),
    );
  }

  #take(sessionId: string): Session | null {
    const session = this.#world.books.session(sessionId, this.#world.timeline.now);
    if (session?.status !== "open" || session.underWay) return null;
    session.underWay = true;
    return session;
  }

  #complete(session: Session, { delayed = false, outOfTurn = false }): Intent {
    session.status = "complete";
    const { id: sessionId, orderId, amountMinor, currency } = session;
    const intent: Intent = {
      id: this.#world.books.nextId("pi"),
      sessionId,
      orderId,
      amountMinor,
      currency,
      status: delayed ? "processing" : "succeeded",
      madeAt: this.#world.timeline.now,
      delayed,
      refunds: [],
      dispute: null,
      outOfTurn,
    };
    session.intent = intent;
    this.#world.books.addIntent(intent);
    this.#world.tell("checkout.session.completed", sessionObject(session), `${sessionId} for ${orderId}`);
    return intent;
  }

  /** By another Session of the same order, which nobody here has made. */
  payElsewhere(own: Session): void {
    const ms = this.#world.faults.of("stripe_pays_twice").spread(1000, 24 * hourMs);
    const session: Session = { ...own, id: this.#world.books.nextId("cs"), intent: null };
    this.#world.books.sessions.set(session.id, session);
    this.#world.timeline.add(ms, `${session.id} is paid, beside ${own.id} for ${session.orderId}`, () =>
      this.#complete(session, { outOfTurn: true }),
    );
  }

  /** A bank that is at it already seldom lets go. */
  cancel(paymentIntentId: string): { readonly paid: boolean } {
    const intent = this.#world.books.intents.get(paymentIntentId);
    if (!intent) throw new PaymentRefused("no such payment intent", { missing: true });
    if (intent.status === "processing") {
      if (!this.#world.faults.of("stripe_slow").chance(0.3)) throw new PaymentRefused("it is processing");
      intent.status = "canceled";
    }
    return { paid: intent.status === "succeeded" };
  }
}
