import { readEvent } from "../../../src/payments/stripe-event.ts";
import { createReconciliation } from "../../../src/reconciliation/reconciliation.ts";
import { runScheduledSweep } from "../../../src/reconciliation/scheduled-sweep.ts";
import type { Scope } from "../scope.ts";
import type { Workers } from "../worker.ts";

const pauseMs = 40 * 60_000;

/** Has the scheduled sweep come round, over and over. */
export class Operator {
  readonly #scope: Scope;
  readonly #workers: Workers;
  readonly #now: () => number;

  constructor(scope: Scope, workers: Workers, now: () => number) {
    this.#scope = scope;
    this.#workers = workers;
    this.#now = now;
  }

  async live(): Promise<void> {
    for (;;) {
      await this.#scope.pause(pauseMs, "waits");
      await this.sweep();
    }
  }

  async sweep(): Promise<void> {
    await this.#workers.request("sweep", ({ offices, payments, store, wait }) => {
      const reconciliation = createReconciliation({
        boxOfficeOf: offices,
        payments,
        readEvent,
        live: false,
        store,
        // No box office loses its storage here; one that is not open yet will be.
        restore: () => Promise.resolve("it is not open"),
        now: this.#now,
        wait,
      });
      return runScheduledSweep(reconciliation, { store, log: () => {}, alert: () => {} });
    });
  }
}
