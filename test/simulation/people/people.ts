import { Random } from "../random.ts";
import { Scope } from "../scope.ts";
import type { Stage } from "../stage.ts";
import type { World } from "../world.ts";
import { Fan } from "./fan.ts";
import { Operator } from "./operator.ts";
import { Person } from "./person.ts";
import { Organizer } from "./organizer.ts";

const shareCanceledAtLast = 0.1;

/** Everyone who wants something: fans, an organizer for each event, and who looks after the whole. */
export class People {
  count = 0;
  readonly #world: World;
  readonly #seed: number;
  #scopes: Scope[] = [];
  #days = 0;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#seed = seed;
    for (const [n, stage] of world.stages.entries()) {
      void this.#organizer(n, stage).live();
      const fans = Math.round((stage.seatCount * world.random.between(6, 14)) / 10);
      for (let i = 0; i < fans; i++) this.#fan(`fan_${n}_${i}`, stage);
    }
    void this.#operator().live();
    for (const stage of world.stages) void this.#look(stage);
  }

  #scope(name: string): Scope {
    const scope = new Scope(this.#world.timeline, name);
    this.#scopes.push(scope);
    return scope;
  }

  #fan(id: string, stage: Stage): void {
    const { workers, provider, witness } = this.#world;
    const random = new Random(this.#seed, id);
    this.count += 1;
    void new Fan(new Person(id, this.#scope(id), { random, workers, provider, witness, stage })).live();
  }

  #organizer(n: number, stage: Stage): Organizer {
    const { workers, witness, postgres } = this.#world;
    const host = this.#world.hostOf(stage.eventId);
    const random = new Random(this.#seed, `organizer ${n} ${this.#days}`);
    return new Organizer(this.#scope(`organizer ${n}`), { random, workers, witness, postgres, host, stage });
  }

  #operator(): Operator {
    const { workers, timeline } = this.#world;
    return new Operator(this.#scope("operator"), workers, () => timeline.now);
  }

  /** A page that asks for what has changed, and now and then for everything. */
  async #look({ eventId }: Stage): Promise<void> {
    const { workers, random } = this.#world;
    const scope = this.#scope(`viewer of ${eventId}`);
    for (let since: number | undefined; ; ) {
      await scope.pause(random.spread(5000, 600_000), "waits");
      const from = random.chance(0.5) ? since : undefined;
      const seen = await workers.request(`${scope.name} looks`, ({ offices }) =>
        offices(eventId).availability(from),
      );
      if (seen.answered && seen.value.ok) since = seen.value.value.sequence;
    }
  }

  /** What they were about to do they do not do any more. Some events are canceled when all else is quiet. */
  goHome(): void {
    for (const scope of this.#scopes) scope.end();
    this.#scopes = [];
    const { stages, random, witness } = this.#world;
    for (const [n, stage] of stages.entries())
      if (random.chance(shareCanceledAtLast) || witness.canceled.has(stage.eventId))
        void this.#organizer(n, stage).cancel();
  }

  sweep(): void {
    void this.#operator().sweep();
  }

  /** Once a day someone sees to what is left: what was never heard of, and refunds that banks have sent back. */
  seeTo(): void {
    this.#days += 1;
    this.sweep();
    for (const [n, stage] of this.#world.stages.entries()) void this.#organizer(n, stage).retryRefunds();
  }
}
