import type { OrderView } from "../../../src/domain/box-office/contract.ts";
import type { HoldId } from "../../../src/domain/ids.ts";
import type { Person } from "./person.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** A fan who has an order: looks at it, takes or declines what is offered, and gives tickets back. */
export class TicketHolder {
  readonly #person: Person;

  constructor(person: Person) {
    this.#person = person;
  }

  async live(holdId: HoldId, { id }: OrderView): Promise<void> {
    const { random, witness } = this.#person.world;
    for (let times = random.between(1, 4); times > 0; times--) {
      await this.#person.wait(200, 4 * minuteMs, "looks at the order");
      const seen = await this.#person.insist(`looks at ${id}`, ({ booking }) =>
        booking.viewOrder(this.#person.id, id),
      );
      if (seen?.ok) {
        witness.orderAnswered(seen.value);
        if (seen.value.status === "offered") await this.#answerOffer(holdId, seen.value);
        else if (random.chance(0.15)) await this.#giveBack(seen.value);
      }
      if (random.chance(0.5)) await this.look(holdId);
    }
  }

  async look(holdId: HoldId): Promise<void> {
    const hold = await this.#person.insist(`looks at ${holdId}`, ({ booking }) =>
      booking.viewHold(this.#person.id, holdId),
    );
    if (hold?.ok) this.#person.world.witness.heldAnswered(hold.value);
  }

  async #answerOffer(holdId: HoldId, { id }: OrderView): Promise<void> {
    const { random, witness } = this.#person.world;
    if (random.chance(0.25)) return;
    await this.#person.wait(secondMs, 15 * minuteMs, "thinks about the offer");
    const accepts = random.chance(0.6);
    if (!accepts) witness.givenUp.add(holdId);
    await this.#person.insist(`${accepts ? "takes" : "declines"} what is offered for ${id}`, ({ booking }) =>
      booking.answerOffer(this.#person.id, id, accepts),
    );
  }

  /** One ticket, or all; within the policy of the event or not, that is for the box office to say. */
  async #giveBack({ id, tickets }: OrderView): Promise<void> {
    const { random, witness, stage } = this.#person.world;
    const live = tickets.filter(({ status }) => status === "valid");
    if (live.length === 0) return;
    const some = random.chance(0.5) ? [random.pick(live)] : null;
    const idempotencyKey = this.#person.newKey();
    witness.returns.set(idempotencyKey, {
      seats: some?.map(({ seatNo }) => seatNo) ?? null,
      seatsTo: "available",
      withFees: stage.rules.fees.refundable,
    });
    const ticketIds = some?.map(({ ticketId }) => ticketId);
    const request = { fanId: this.#person.id, orderId: id, ticketIds, note: "", idempotencyKey };
    await this.#person.insist(`returns tickets of ${id}`, ({ booking }) => booking.returnTickets(request));
  }
}
