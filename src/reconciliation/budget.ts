export interface BudgetSettings {
  /** Of Stripe, Postgres and box offices: a Worker may make 1,000 in one invocation, where its plan does not say more. */
  readonly calls: number;
  readonly ms: number;
}

/** What one part of a sweep may take; the next part goes on from there. */
export class Budget {
  readonly #now: () => number;
  readonly #endsAt: number;
  #calls: number;
  #hasBegun = false;

  constructor({ calls, ms }: BudgetSettings, now: () => number) {
    this.#now = now;
    this.#endsAt = now() + ms;
    this.#calls = calls;
  }

  spend(calls = 1): void {
    this.#calls -= calls;
  }

  hasFor(calls: number): boolean {
    return this.#calls >= calls && this.#now() < this.#endsAt;
  }

  /** Whether a step may be taken. The first may always, so that a sweep gets on whatever its budget is. */
  allows(calls: number): boolean {
    const isFirst = !this.#hasBegun;
    this.#hasBegun = true;
    return isFirst || this.hasFor(calls);
  }
}
