import { setTimeout as sleep } from "node:timers/promises";
import { between, type Random } from "./chance.ts";
import { askControl } from "./stripe-control.ts";

/** In tenths of all debits. */
const paid = 7;
/** Before the hold of a fan ends, or some time after that. */
const answersWithinMs = [200, 9000] as const;

/** What confirms a payment days later at Stripe, and some seconds later here. */
export class Bank {
  readonly #stripe: string;
  readonly #waiting = new Set<string>();
  #isOver = false;

  constructor(stripe: string) {
    this.#stripe = stripe;
  }

  /** The fan has paid by a debit on the page at `checkoutUrl`. */
  debit(checkoutUrl: string, random: Random): void {
    const sessionId = checkoutUrl.slice(checkoutUrl.lastIndexOf("/") + 1);
    this.#waiting.add(sessionId);
    const [least, most] = answersWithinMs;
    const [afterMs, comes] = [between(random, least, most), random() * 10 < paid];
    void sleep(afterMs, undefined, { ref: false }).then(() =>
      this.#isOver ? undefined : this.#answer(sessionId, comes),
    );
  }

  async #answer(sessionId: string, succeeded: boolean): Promise<void> {
    if (!this.#waiting.delete(sessionId)) return;
    // Refused when the payment was canceled before the bank had answered.
    await askControl(this.#stripe, "POST", `/sessions/${sessionId}/settle`, { succeeded });
  }

  /** All that is left is confirmed. */
  async answerAll(): Promise<void> {
    for (const sessionId of [...this.#waiting]) await this.#answer(sessionId, true);
  }

  /** It answers nothing more by itself. */
  close(): void {
    this.#isOver = true;
  }
}
