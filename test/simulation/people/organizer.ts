import { ticketIdOf } from "../../../src/domain/ids.ts";
import { createOrganizerOrders, type OrganizerOrders } from "../../../src/booking/organizer-orders.ts";
import { hasFailed } from "../../../src/domain/box-office/order.ts";
import type { SaleRules } from "../../../src/domain/box-office/setup.ts";
import type { Postgres } from "../ledger/postgres.ts";
import type { OfficeHost } from "../office/host.ts";
import { seatsLive } from "../office/record.ts";
import type { Random } from "../random.ts";
import type { Scope } from "../scope.ts";
import { type Stage, setupOfStage } from "../stage.ts";
import type { Witness } from "../witness.ts";
import type { Parts, Workers } from "../worker.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;
const organizer = { organizationId: "org_simulated", userId: "organizer" } as const;

export interface OrganizerWorld {
  readonly random: Random;
  readonly workers: Workers;
  readonly witness: Witness;
  readonly postgres: Postgres;
  readonly host: OfficeHost;
  readonly stage: Stage;
}

/** Who publishes the event, keeps seats back, edits prices while the sale runs, gives money back, and cancels. */
export class Organizer {
  readonly #scope: Scope;
  readonly #world: OrganizerWorld;
  #edits = 0;
  #keys = 0;
  #rescheduled: Partial<SaleRules> = {};

  constructor(scope: Scope, world: OrganizerWorld) {
    this.#scope = scope;
    this.#world = world;
  }

  async live(): Promise<void> {
    const { random } = this.#world;
    await this.#publish();
    for (;;) {
      await this.#scope.pause(random.spread(20 * secondMs, 20 * minuteMs), "waits");
      const act = random.fraction();
      if (act < 0.25) await this.#block();
      else if (act < 0.45) await this.#unblock();
      else if (act < 0.6) await this.#publish();
      else if (act < 0.64) await this.#reschedule();
      else if (act < 0.85) await this.#refund();
      else if (act < 0.95) await this.retryRefunds();
      else if (act < 0.98) await this.#close();
      else await this.cancel();
    }
  }

  /** Asked until it is done, as `PUT` is. */
  async #insist(what: string, run: (parts: Parts) => Promise<unknown>): Promise<void> {
    for (;;) {
      const reply = await this.#world.workers.request(`organizer ${what}`, run);
      if (reply.answered) return;
      await this.#scope.pause(this.#world.random.spread(secondMs, 20 * secondMs), "waits to ask again");
    }
  }

  async #publish(): Promise<void> {
    const { stage, host, postgres, witness } = this.#world;
    const { eventId, seatCount } = stage;
    this.#edits += 1;
    const blocked = [...host.record.blocked];
    for (let seatNo = 0; seatNo < seatCount; seatNo++)
      (blocked.includes(seatNo) ? witness.blockAsked : witness.unblockAsked).add(`${eventId}:${seatNo}`);
    // What costs nothing stays so.
    const prices = stage.rules.pricesMinor ?? [5000 + 100 * this.#edits, 3000 + 100 * this.#edits];
    const changes = {
      ...this.#rescheduled,
      eventName: `An evening, edition ${this.#edits}`,
      pricesMinor: prices.slice(0, stage.shape.categories),
    };
    await this.#insist(`publishes ${eventId}`, ({ offices }) =>
      offices(eventId).open(setupOfStage(stage, changes, blocked), postgres.soldOrders(eventId)),
    );
  }

  /** Tickets stay, and for two days everyone may give them back, with the fees. */
  async #reschedule(): Promise<void> {
    const { host, stage, witness } = this.#world;
    const now = host.now();
    witness.rescheduled.add(stage.eventId);
    this.#rescheduled = {
      startsAt: (stage.rules.startsAt ?? now) + 7 * dayMs,
      refundWindowEndsAt: now + 2 * dayMs,
    };
    await this.#publish();
  }

  async #block(): Promise<void> {
    const { random, stage, witness } = this.#world;
    const { eventId, seatCount } = stage;
    const all = Array.from({ length: seatCount }, (_, seatNo) => seatNo);
    const seats = random.some(all, random.between(1, 3));
    for (const seatNo of seats) witness.blockAsked.add(`${eventId}:${seatNo}`);
    await this.#insist(`blocks ${seats} of ${eventId}`, ({ offices }) => offices(eventId).block(seats));
  }

  async #unblock(): Promise<void> {
    const { random, stage, witness, host } = this.#world;
    const seats = random.some([...host.record.blocked], random.between(1, 4));
    if (seats.length === 0) return;
    for (const seatNo of seats) witness.unblockAsked.add(`${stage.eventId}:${seatNo}`);
    await this.#insist(`unblocks ${seats} of ${stage.eventId}`, ({ offices }) =>
      offices(stage.eventId).unblock(seats),
    );
  }

  async #close(): Promise<void> {
    const { eventId } = this.#world.stage;
    await this.#insist(`closes ${eventId}`, ({ offices }) => offices(eventId).close());
  }

  async cancel(): Promise<void> {
    const { stage, witness } = this.#world;
    witness.canceled.add(stage.eventId);
    await this.#insist(`cancels ${stage.eventId}`, ({ offices }) =>
      offices(stage.eventId).cancelEvent("Illness"),
    );
  }

  /** Some of the tickets of an order, or all; the seats go back to the sale or are kept from it. */
  async #refund(): Promise<void> {
    const { random, stage, witness, host } = this.#world;
    const sold = [...host.record.orders.values()].filter((order) => seatsLive(order).length > 0);
    if (sold.length === 0) return;
    const order = random.pick(sold);
    const seats = random.chance(0.6) ? random.some(seatsLive(order), random.between(1, 2)) : null;
    const seatsTo = random.chance(0.3) ? "blocked" : "available";
    const withFees = random.pick([null, null, true, false]);
    this.#keys += 1;
    const idempotencyKey = `organizer of ${stage.eventId} ${this.#keys}`;
    witness.returns.set(idempotencyKey, {
      seats,
      seatsTo,
      withFees: withFees ?? stage.rules.fees.refundable,
    });
    const ticketIds = seats?.map((seatNo) => ticketIdOf(stage.eventId, seatNo));
    const request = { orderId: order.id, ticketIds, seatsTo, withFees, note: "", idempotencyKey } as const;
    await this.#insist(`gives back ${seats ?? "all"} of ${order.id}`, (parts) =>
      this.#orders(parts).refund(organizer, stage.eventId, request),
    );
  }

  /** Each that a bank has sent back, once more. */
  async retryRefunds(): Promise<void> {
    const { stage, host } = this.#world;
    const failed = [...host.record.orders.values()].flatMap(({ refunds }) =>
      refunds.filter((refund) => hasFailed(refund) && !refunds.some(({ retryOf }) => retryOf === refund.id)),
    );
    for (const { id } of failed)
      await this.#insist(`tries ${id} again`, (parts) =>
        this.#orders(parts).retryRefund(organizer, stage.eventId, id),
      );
  }

  #orders({ offices }: Parts): OrganizerOrders {
    return createOrganizerOrders({ boxOfficeOf: offices, isEventOf: () => Promise.resolve(true) });
  }
}
