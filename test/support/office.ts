import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { BoxOfficeContract } from "../../src/domain/box-office/contract.ts";
import type { SaleRules } from "../../src/domain/box-office/setup.ts";
import type { BoxOfficeObjectWorld } from "../../durable-objects/box-office/box-office.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { newEvent, type PlanShape, setupOf } from "./box-office.ts";

/** A real box office of a fresh event, with a clock that the test sets and, where a test says so, another world around it. */
export class TestOffice {
  readonly eventId: EventId;
  readonly office: BoxOfficeContract;
  #now = Date.now();
  #world: Partial<BoxOfficeObjectWorld>;
  #shape: PlanShape = { rows: [] };
  #rules: Partial<SaleRules> = {};

  constructor(world: Partial<BoxOfficeObjectWorld> = {}) {
    this.eventId = newEvent();
    this.office = boxOfficeOf(env)(this.eventId);
    this.#world = world;
  }

  static async open(
    shape: PlanShape,
    rules: Partial<SaleRules> = {},
    world: Partial<BoxOfficeObjectWorld> = {},
  ): Promise<TestOffice> {
    const test = new TestOffice(world);
    await test.#instruct();
    test.#shape = shape;
    test.#rules = rules;
    await test.edit({});
    return test;
  }

  /** As an organizer's edit of the event does it. */
  async edit(rules: Partial<SaleRules>): Promise<void> {
    this.#rules = { ...this.#rules, ...rules };
    const opened = await this.office.open(setupOf(this.eventId, this.#shape, this.#rules), []);
    if (!opened.ok) throw new Error(opened.refusal.code);
  }

  get stub() {
    return env.BOX_OFFICE.getByName(this.eventId);
  }

  get now(): number {
    return this.#now;
  }

  /** An object that woke again has the real clock; it is told anew. */
  async #instruct(): Promise<void> {
    await runInDurableObject(this.stub, (instance) => {
      instance.world = {
        ...instance.world,
        now: () => this.#now,
        random: () => 0.5,
        // A report that waits for its time would keep the object awake.
        tellDemand: undefined,
        ...this.#world,
      };
    });
  }

  async wait(ms: number): Promise<void> {
    this.pass(ms);
    await this.#instruct();
  }

  /** Time that goes by within the world of the box office. */
  pass(ms: number): void {
    this.#now += ms;
  }

  async sleepAndWake(): Promise<void> {
    await evictDurableObject(this.stub);
    await this.#instruct();
  }

  /** And waits for what the alarm has begun. */
  async ringAlarm(): Promise<boolean> {
    const rang = await runDurableObjectAlarm(this.stub);
    await runInDurableObject(this.stub, (instance) => instance.dutiesDone());
    return rang;
  }

  async statuses(): Promise<number[]> {
    const seen = await this.office.availability();
    if (!seen.ok || seen.value.kind !== "snapshot") throw new Error("expected a snapshot");
    const { packed, seatCount } = seen.value;
    return Array.from(
      { length: seatCount },
      (_, seatNo) => ((packed[seatNo >> 2] ?? 0) >> ((seatNo & 3) * 2)) & 3,
    );
  }
}
