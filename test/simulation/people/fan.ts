import { sha256 } from "../../../src/digest.ts";
import type { HoldView, OrderView } from "../../../src/domain/box-office/contract.ts";
import type { HoldRequest } from "../../../src/domain/box-office/hold-request.ts";
import { type HoldId, holdIdOf, seatNoOf, ticketIdOf } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { Person } from "./person.ts";
import { TicketHolder } from "./ticket-holder.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Someone who wants seats. What they do next is drawn. */
export class Fan {
  readonly #person: Person;
  readonly #tickets: TicketHolder;

  constructor(person: Person) {
    this.#person = person;
    this.#tickets = new TicketHolder(person);
  }

  async live(): Promise<void> {
    const { random } = this.#person.world;
    for (let visit = random.between(1, 2); visit > 0; visit--) {
      await this.#person.scope.pause(random.between(secondMs, 40 * minuteMs), "comes");
      const hold = await this.#reserve();
      if (hold) await this.#goOn(hold);
    }
  }

  async #reserve(): Promise<HoldView | null> {
    const { random, witness, stage } = this.#person.world;
    for (let tries = random.between(1, 2); tries > 0; tries--) {
      const request = this.#wish();
      const key = this.#person.newKey();
      const holdId = holdIdOf(stage.eventId, sha256(`${this.#person.id}\n${key}`));
      const seats = request.ticketIds?.map(seatNoOf) ?? null;
      witness.wanted.set(holdId, {
        fanId: this.#person.id,
        seats,
        quantity: seats?.length ?? request.quantity ?? 0,
      });
      const ask = (): Promise<Outcome<HoldView> | null> =>
        this.#person.insist(`reserves ${holdId}`, ({ booking }) =>
          booking.reserve(this.#person.id, request, key),
        );
      // A double click.
      if (random.chance(0.1)) void ask();
      const outcome = await ask();
      if (outcome?.ok) {
        witness.heldAnswered(outcome.value);
        return outcome.value.status === "held" ? outcome.value : null;
      }
      await this.#person.wait(500, minuteMs, "looks for other seats");
    }
    return null;
  }

  #wish(): HoldRequest {
    const { random, stage } = this.#person.world;
    const { eventId, seatCount } = stage;
    const quantity = random.between(1, 4);
    if (random.chance(0.35)) return { eventId, quantity };
    // Fans want the same few seats.
    const most = random.chance(0.6) ? Math.min(11, seatCount - 1) : seatCount - 1;
    const first = random.between(0, most);
    const seats = Array.from({ length: quantity }, (_, i) => first + i).filter(
      (seatNo) => seatNo < seatCount,
    );
    return { ticketIds: seats.map((seatNo) => ticketIdOf(eventId, seatNo)) };
  }

  async #goOn(hold: HoldView): Promise<void> {
    const { random, stage } = this.#person.world;
    const holdMs = stage.rules.holdSeconds * secondMs;
    if (random.chance(0.1)) return await this.#lookLater(hold.id, holdMs);
    if (random.chance(0.1)) return await this.#release(hold.id);
    // Some take nearly all of their time, or more.
    if (random.chance(0.2))
      await this.#person.scope.pause(holdMs * (0.9 + random.fraction() * 0.15), "hesitates");
    else await this.#person.wait(secondMs, holdMs / 2, "thinks");
    const order = await this.#confirm(hold);
    if (!order) return;
    if (order.session) {
      if (random.chance(0.2)) await this.#comeBack(hold);
      if (random.chance(0.12)) return;
      const cancels = random.chance(0.12);
      if (cancels) void this.#release(hold.id);
      if (cancels && random.chance(0.5)) return;
      await this.#pay(order, order.session.sessionId);
    }
    await this.#tickets.live(hold.id, order);
  }

  /** Lets the time of the hold go by, and looks what has become of it. */
  async #lookLater(holdId: HoldId, holdMs: number): Promise<void> {
    await this.#person.scope.pause(
      holdMs * (0.95 + this.#person.world.random.fraction() * 0.2),
      "lets the time go by",
    );
    await this.#tickets.look(holdId);
  }

  async #release(holdId: HoldId): Promise<void> {
    const { witness, random } = this.#person.world;
    if (random.chance(0.5)) await this.#person.wait(100, minuteMs, "is about to give back");
    witness.givenUp.add(holdId);
    await this.#person.insist(`gives back ${holdId}`, ({ booking }) =>
      booking.release(this.#person.id, holdId),
    );
  }

  async #confirm(hold: HoldView): Promise<OrderView | null> {
    const { random, witness } = this.#person.world;
    const tab = async (): Promise<OrderView | null> => {
      const returnUrl = `https://tickets.example/${random.between(1, 9)}`;
      const request = {
        fanId: this.#person.id,
        holdId: hold.id,
        email: `${this.#person.id}@example.org`,
        returnUrl,
      };
      const outcome = await this.#person.insist(`confirms ${hold.id}`, ({ booking }) =>
        booking.confirm(request),
      );
      if (!outcome?.ok) return null;
      witness.orderAnswered(outcome.value);
      return outcome.value;
    };
    // Two tabs, two devices.
    if (!random.chance(0.15)) return await tab();
    const [one, other] = await Promise.all([tab(), tab()]);
    return one ?? other;
  }

  async #comeBack(hold: HoldView): Promise<void> {
    await this.#person.wait(secondMs, 3 * minuteMs, "comes back");
    await this.#confirm(hold);
  }

  /** At the provider's page, in one tab or two; a declined card is tried again. */
  async #pay({ id, delayedMethods }: OrderView, sessionId: string): Promise<void> {
    const { random, provider } = this.#person.world;
    await this.#person.wait(3 * secondMs, 12 * minuteMs, `is on the page of ${sessionId} for ${id}`);
    if (delayedMethods && random.chance(0.5)) {
      provider.bank.payLater(sessionId, random.spread(minuteMs, 60 * hourMs), random.chance(0.6));
      return;
    }
    for (let tries = random.between(1, 3); tries > 0; tries--) {
      const accepts = random.chance(0.75);
      const ms = random.spread(300, random.chance(0.2) ? 5 * minuteMs : 5 * secondMs);
      if (random.chance(0.2)) provider.bank.pay(sessionId, ms, accepts);
      if (!provider.bank.pay(sessionId, ms, accepts)) return;
      await this.#person.scope.pause(ms + secondMs, "waits for the bank");
      if (accepts) return;
    }
  }
}
