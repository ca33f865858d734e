import { between, type Random, someOf } from "./chance.ts";
import { controlStripe } from "./stripe-control.ts";

/** What the Worker is told again by who pays: a refund's own answer, or the end of the hold. */
const mayBeLost = ["checkout.session.completed", "refund.*"];
/** Nobody asks for these before an hour has passed, so they may be late and twice, and not be lost. */
const mayBeLate = ["checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed"];
/** In what is said of a refund that the Worker has asked for; of one that was made by hand it knows by nothing else. */
const ours = "rfd_";

/** Tells the stand-in to misbehave, and to stop it. */
export class Faults {
  readonly #stripe: string;

  constructor(stripe: string) {
    this.#stripe = stripe;
  }

  /** In the place of those of the round before. Each of them is for a few calls or webhooks. */
  async beginRound(random: Random): Promise<void> {
    await this.end();
    const few = (): number => between(random, 1, 4);
    const calls = [
      { status: 500, count: few() },
      { status: 429, count: few() },
      { drop: "before", count: few() },
      { drop: "after", count: few() },
      { delayMs: between(random, 50, 800), count: few() },
      // Refunds that are made, and of which the Worker may not hear before it dies.
      { drop: "after", match: ours, count: few() },
      { answerDelayMs: between(random, 300, 1500), match: ours, count: between(random, 3, 8) },
    ];
    const late = (type: string) => [
      { type, action: "duplicate", copies: between(random, 2, 3), count: few() },
      { type, action: "delay", delayMs: between(random, 100, 1500), count: few() },
    ];
    const lost = mayBeLost.map((type) => ({
      ...{ type, action: "lose", count: few() },
      ...(type === "refund.*" ? { match: ours } : {}),
    }));
    const webhooks = [...lost, ...[...mayBeLost, ...mayBeLate].flatMap(late)];
    for (const rule of someOf(random, calls, between(random, 3, calls.length)))
      await controlStripe(this.#stripe, "POST", "/api", rule);
    for (const rule of someOf(random, webhooks, webhooks.length))
      await controlStripe(this.#stripe, "POST", "/webhooks/rules", rule);
    const cancelableWhileProcessing = random() < 0.3;
    await controlStripe(this.#stripe, "POST", "/switches", { cancelableWhileProcessing });
  }

  async end(): Promise<void> {
    await controlStripe(this.#stripe, "DELETE", "/api");
    await controlStripe(this.#stripe, "DELETE", "/webhooks/rules");
  }
}
