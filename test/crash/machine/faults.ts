import { between, type Random, someOf } from "./chance.ts";

/** Tells the stand-in to misbehave, and to stop it. */
export class Faults {
  readonly #stripe: string;

  constructor(stripe: string) {
    this.#stripe = stripe;
  }

  async #control(method: "POST" | "DELETE", path: string, rule?: object): Promise<void> {
    const answer = await fetch(`${this.#stripe}/_control${path}`, {
      method,
      ...(rule ? { body: JSON.stringify(rule) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
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
    ];
    const webhooks = [
      { action: "lose", count: few() },
      { action: "duplicate", copies: between(random, 2, 3), count: few() },
      { action: "delay", delayMs: between(random, 100, 1500), count: few() },
    ];
    for (const rule of someOf(random, calls, between(random, 2, calls.length)))
      await this.#control("POST", "/api", rule);
    for (const rule of someOf(random, webhooks, webhooks.length))
      await this.#control("POST", "/webhooks/rules", { ...rule, type: "checkout.session.completed" });
  }

  async end(): Promise<void> {
    await this.#control("DELETE", "/api");
    await this.#control("DELETE", "/webhooks/rules");
  }
}
