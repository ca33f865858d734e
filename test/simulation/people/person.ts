import type { FanId } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { Provider } from "../provider/provider.ts";
import type { Random } from "../random.ts";
import type { Scope } from "../scope.ts";
import type { Stage } from "../stage.ts";
import type { Witness } from "../witness.ts";
import type { Parts, Reply, Workers } from "../worker.ts";

const secondMs = 1000;

export interface FanWorld {
  readonly random: Random;
  readonly workers: Workers;
  readonly provider: Provider;
  readonly witness: Witness;
  readonly stage: Stage;
}

/** Who gets no answer asks again in the same words. */
export class Person {
  readonly id: FanId;
  readonly scope: Scope;
  readonly world: FanWorld;
  #keys = 0;

  constructor(id: FanId, scope: Scope, world: FanWorld) {
    this.id = id;
    this.scope = scope;
    this.world = world;
  }

  /** An Idempotency-Key that was not used yet. */
  newKey(): string {
    this.#keys += 1;
    return `${this.id} key ${this.#keys}`;
  }

  wait(least: number, most: number, what: string): Promise<void> {
    return this.scope.pause(this.world.random.spread(least, most), what);
  }

  /** Asks until there is an answer, or patience ends. */
  async insist<Value>(
    what: string,
    run: (parts: Parts) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value> | null> {
    for (let patience = this.world.random.between(1, 6); patience > 0; patience--) {
      const reply: Reply<Outcome<Value>> = await this.world.workers.request(`${this.id} ${what}`, run);
      const isAnswer =
        reply.answered && (reply.value.ok || reply.value.refusal.code !== "payment_unavailable");
      if (isAnswer) return reply.value;
      await this.wait(200, 30 * secondMs, "waits to ask again");
    }
    return null;
  }
}
