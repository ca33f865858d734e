import { setTimeout as sleep } from "node:timers/promises";
import { between, choose, type Random, someOf } from "../machine/chance.ts";
import type { Sale } from "../machine/events.ts";
import { askControl } from "../machine/stripe-control.ts";
import { OrganizerOrder, OrganizerOrders } from "./bodies.ts";
import { type Answer, type Asked, isUnknown } from "./client.ts";
import type { Shop } from "./shop.ts";

/** How often someone who was not answered comes back: over any power cut here. */
const comesBack = 60;

/** Refunds some orders, at his desk or at Stripe's, changes his mind, and cancels an event. */
export class Organizer {
  readonly #shop: Shop;
  readonly #random: Random;
  readonly #stripe: string;
  readonly #token: string;
  #keys = 0;
  canceled: Promise<unknown> = Promise.resolve();

  constructor(
    shop: Shop,
    random: Random,
    { stripe, organizerToken }: { readonly stripe: string; readonly organizerToken: string },
  ) {
    this.#shop = shop;
    this.#random = random;
    this.#stripe = stripe;
    this.#token = organizerToken;
  }

  /** Until the shop closes. */
  async work(): Promise<void> {
    await Promise.all([
      this.#giveBackNowAndThen(),
      ...this.#shop.sales.filter(({ wavers }) => wavers).map((sale) => this.#waver(sale)),
    ]);
  }

  async #giveBackNowAndThen(): Promise<void> {
    while (this.#shop.isOpen) {
      await sleep(between(this.#random, 100, 500));
      const [sale] = someOf(this.#random, this.#shop.sales, 1);
      if (sale) await this.#giveBack(sale, choose(this.#random, { refund: 80, refundByHand: 20 }));
    }
  }

  #ask(what: string, asked: Asked): Promise<Answer> {
    return this.#shop.client.ask(`organizer's ${what}`, { ...asked, token: this.#token });
  }

  async #insist(what: string, asked: Asked): Promise<Answer> {
    for (let time = 1; ; time++) {
      const answer = await this.#ask(what, asked);
      if (!isUnknown(answer) || time === comesBack || !this.#shop.isOpen) return answer;
      await sleep(between(this.#random, 50, 400));
    }
  }

  async #giveBack({ id: eventId, wavers }: Sale, what: "refund" | "refundByHand"): Promise<void> {
    const [order] = someOf(this.#random, this.#shop.ledger.soldOf(eventId), 1);
    if (!order) return;
    const path = `/organizer/events/${eventId}/orders/${order.id}`;
    this.#shop.ledger.returns(order.id);
    if (what === "refundByHand") return await this.#giveBackByHand(path);
    const key = `organizer-${this.#keys++}`;
    const body = {
      // An edit that has read what is blocked just before knows nothing of these seats.
      seats: choose(this.#random, { available: 70, blocked: wavers ? 0 : 30 }),
      ...(this.#random() < 0.4 ? { withFees: this.#random() < 0.5 } : {}),
    };
    const answer = await this.#insist("refund", { method: "POST", path: `${path}/refunds`, body, key });
    this.#shop.ledger.returned(order.id, key, answer);
  }

  /** In Stripe's dashboard, all that is left of the payment. Refused when nothing is. */
  async #giveBackByHand(path: string): Promise<void> {
    const answer = await this.#ask("order", { method: "GET", path });
    if (answer.status !== 200) return;
    const { stripePaymentIntentId } = OrganizerOrder.parse(answer.body);
    if (!stripePaymentIntentId) return;
    const { ok } = await askControl(this.#stripe, "POST", `/payments/${stripePaymentIntentId}/refund`);
    if (ok) this.#shop.ledger.refundsByHand += 1;
  }

  /** Who was offered a debit and pays by it when they are not offered any more is not waited for longer than his hold. */
  async #waver({ id }: Sale): Promise<void> {
    for (let delayedPaymentHours = 0; this.#shop.isOpen; delayedPaymentHours = 1 - delayedPaymentHours) {
      await sleep(between(this.#random, 400, 1200));
      const body = { delayedPaymentHours };
      await this.#insist("edit", { method: "PATCH", path: `/organizer/events/${id}`, body });
    }
  }

  /** `canceled` resolves when it is answered, whatever else there is. */
  beginCancellation(): void {
    this.canceled = Promise.all(
      this.#shop.sales.filter(({ isDoomed }) => isDoomed).map((sale) => this.#cancel(sale)),
    );
  }

  async #cancel({ id }: Sale): Promise<void> {
    const { ledger } = this.#shop;
    const asked = { method: "POST", path: `/organizer/events/${id}/cancel`, body: { reason: "Rain" } };
    ledger.cancelsEvent(id);
    for (let time = 0; time < comesBack; time++) {
      const answer = await this.#ask("cancellation", asked);
      if (answer.status === 200) return ledger.eventCanceled(id, answer.at);
      await sleep(between(this.#random, 50, 400));
    }
  }

  /** Orders that are not at their end, of each event some. null: it is not known. */
  async openOrders(): Promise<readonly { readonly id: string; readonly status: string }[] | null> {
    const lists = await Promise.all(
      this.#shop.sales.map(({ id }) =>
        this.#ask("list", { method: "GET", path: `/organizer/events/${id}/orders?which=open&limit=100` }),
      ),
    );
    if (lists.some(({ status }) => status !== 200)) return null;
    return lists.flatMap(({ body }) => OrganizerOrders.parse(body).items);
  }
}
