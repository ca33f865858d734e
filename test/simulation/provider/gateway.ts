import { type PaymentGateway, PaymentUnavailable } from "../../../src/payments/gateway.ts";
import type { Faults } from "../faults.ts";
import type { Random } from "../random.ts";
import type { Scope } from "../scope.ts";
import type { Courier } from "./courier.ts";
import type { Provider } from "./provider.ts";

const secondMs = 1000;
/** What the real gateway waits at most: one retry of eight seconds, and a second look. */
const longestMs = 30 * secondMs;

interface LineWorld {
  readonly provider: Provider;
  readonly courier: () => Courier;
  readonly faults: Faults;
  readonly random: Random;
  readonly now: () => number;
}

/** The way to the provider, where calls are lost, slow, or done without an answer. */
export class ProviderLine {
  outageUntil = 0;
  readonly #world: LineWorld;

  constructor(world: LineWorld) {
    this.#world = world;
  }

  /** As a box office or a Worker sees it. */
  gatewayFor(scope: Scope): PaymentGateway {
    const { provider, courier } = this.#world;
    const ask = <Answer>(what: string, work: () => Answer): Promise<Answer> => this.#ask(scope, what, work);
    return {
      openSession: (order) =>
        ask(`opens the Session of ${order.orderId}`, () => provider.sessions.open(order)),
      viewSession: (id) => ask(`looks at ${id}`, () => provider.sessions.view(id)),
      closeSession: (id) => ask(`closes ${id}`, () => provider.sessions.close(id)),
      cancelPayment: (id) => ask(`calls off ${id}`, () => provider.bank.cancel(id)),
      refund: (request) =>
        ask(`asks for ${request.refundId}, ${request.amountMinor} of ${request.paymentIntentId}`, () =>
          provider.refunds.ask(request),
        ),
      viewRefund: (id) => ask(`looks at ${id}`, () => provider.refunds.view(id)),
      orderOf: (id) => ask(`asks whose ${id} is`, () => provider.books.intents.get(id)?.orderId ?? null),
      listEvents: ({ since, until, most }) =>
        ask("lists events", () => {
          const events = courier().events.filter(({ at }) => since <= at && at <= until);
          return events.length > most ? { events: [], isWhole: false } : { events, isWhole: true };
        }),
    };
  }

  #ask<Answer>(scope: Scope, what: string, work: () => Answer): Promise<Answer> {
    const { faults, random, now } = this.#world;
    const slow = faults.strikes("stripe_slow") ? faults.of("stripe_slow").spread(2 * secondMs, longestMs) : 0;
    const way = { thereMs: random.spread(10, 800) + slow, backMs: random.spread(10, 200) + slow };
    const away = faults.strikes("stripe_away");
    const losesAnswer = faults.strikes("stripe_loses_answer");
    return scope.ask(what, way, () => {
      if (away || now() < this.outageUntil) throw new PaymentUnavailable("Stripe is away");
      const answer = work();
      if (losesAnswer) throw new PaymentUnavailable("Stripe did it and did not say so");
      return answer;
    });
  }
}
