import { setTimeout as sleep } from "node:timers/promises";
import { ticketIdOf } from "../../../src/domain/ids.ts";
import { between, choose, type Random, someOf } from "../machine/chance.ts";
import type { Sale } from "../machine/events.ts";
import { afterPayment } from "./after-payment.ts";
import { HoldAnswer, OrderAnswer } from "./bodies.ts";
import { type Answer, type Asked, isUnknown } from "./client.ts";
import { holdOverSocket } from "./hold-socket.ts";
import { type Payer, payAsChosen } from "./payer.ts";
import type { Shop } from "./shop.ts";

/** How often a fan who was not answered comes back: over any power cut here. */
const comesBack = 40;

/** One fan's visit: holds, and does with the hold as chance has it. */
export class Fan {
  readonly #shop: Shop;
  readonly #random: Random;
  readonly #token: string;
  readonly #sale: Sale;

  constructor(shop: Shop, random: Random, token: string, sale: Sale) {
    this.#shop = shop;
    this.#random = random;
    this.#token = token;
    this.#sale = sale;
  }

  async visit(): Promise<void> {
    const hold = await this.#hold();
    if (!hold) return;
    await this.#think();
    switch (choose(this.#random, { confirm: 70, abandon: 18, giveBack: 12 })) {
      case "abandon":
        return;
      case "giveBack":
        return await this.giveBack(hold.id);
      case "confirm": {
        const order = await this.#confirm(hold.id);
        if (!order?.checkoutUrl) return;
        await this.#think();
        await payAsChosen(this.#payer(hold, order, order.checkoutUrl));
      }
    }
  }

  #think(): Promise<void> {
    return sleep(between(this.#random, 2, 60));
  }

  /** Asks until there is an answer, as long as the shop is open; always with the same key and body. */
  async #insist(what: string, asked: Asked): Promise<Answer> {
    for (let time = 1; ; time++) {
      const answer = await this.#shop.client.ask(what, { ...asked, token: this.#token });
      if (!isUnknown(answer) || time === comesBack || !this.#shop.isOpen) return answer;
      await sleep(between(this.#random, 50, 400));
    }
  }

  #want() {
    const { id: eventId, area } = this.#sale;
    const quantity = between(this.#random, 1, 4);
    const ticketIds = someOf(this.#random, this.#shop.freeSeats(this.#sale), quantity).map((seatNo) =>
      ticketIdOf(eventId, seatNo),
    );
    const way = choose(this.#random, { seats: 60, best: 30, area: 10 });
    if (way === "seats" && ticketIds.length > 0) return { ticketIds };
    return { eventId, quantity, ...(way === "area" ? { section: area } : {}) };
  }

  async #hold(): Promise<HoldAnswer | null> {
    const { ledger, origin, client } = this.#shop;
    const want = this.#want();
    const key = this.#newKey();
    const asked = { method: "POST", path: "/booking/reserve", body: want, key, token: this.#token };
    ledger.asksForHold(asked);
    if (choose(this.#random, { http: 75, socket: 25 }) === "socket") {
      const socket = { origin, eventId: this.#sale.id, token: this.#token, key, want };
      const held = await client.while("hold by socket", () => holdOverSocket(socket));
      if (held === "refused") ledger.refused(asked);
      else if (held !== "unknown") ledger.held(asked, held, Date.now());
      if (held !== "unknown") return held === "refused" ? null : held;
    }
    const answer = await this.#insist("hold", asked);
    if (isUnknown(answer)) return null;
    if (answer.status !== 201) {
      ledger.refused(asked);
      return null;
    }
    const hold = HoldAnswer.parse(answer.body);
    ledger.held(asked, hold, answer.at);
    // A double click.
    if (this.#random() < 0.2) ledger.repeated(hold.id, await this.#insist("hold again", asked));
    return hold;
  }

  async #confirm(holdId: string): Promise<OrderAnswer | null> {
    const { ledger } = this.#shop;
    const body = { holdId, email: "fan@example.org", returnUrl: "https://tickets.example.org/done" };
    const tabs = this.#random() < 0.15 ? 2 : 1;
    ledger.asksForOrder(holdId);
    const answers = await Promise.all(
      Array.from({ length: tabs }, () =>
        this.#insist("confirm", { method: "PUT", path: "/booking/confirm", body }),
      ),
    );
    const orders = answers
      .filter(({ status }) => status === 200)
      .map((answer) => ledger.confirmed(holdId, answer));
    return orders[0] ?? null;
  }

  async giveBack(holdId: string): Promise<void> {
    this.#shop.ledger.givesBack(holdId);
    await this.#insist("give back", { method: "DELETE", path: `/booking/holds/${holdId}` });
  }

  #payer(hold: HoldAnswer, order: OrderAnswer, checkoutUrl: string): Payer {
    const { ledger, bank } = this.#shop;
    return {
      checkoutUrl,
      expiresAt: hold.expiresAt,
      endsSoon: this.#sale.endsSoon,
      wavers: this.#sale.wavers,
      random: this.#random,
      paid: () => ledger.payments++,
      debits: () => ledger.paysByDebit(hold.id),
      debited: () => bank.debit(checkoutUrl, this.#random),
      cancel: () => this.giveBack(hold.id),
      think: () => this.#think(),
      wait: (ms) => this.#shop.wait(ms),
      look: () => this.#look(order.id),
      after: (seen) =>
        afterPayment(seen, {
          random: this.#random,
          ledger,
          insist: (what, asked) => this.#insist(what, asked),
          key: () => this.#newKey(),
        }),
    };
  }

  async #look(orderId: string): Promise<OrderAnswer | null> {
    const asked = { method: "GET", path: `/booking/orders/${orderId}`, token: this.#token };
    const answer = await this.#shop.client.ask("order", asked);
    this.#shop.ledger.lookedAtOrder(orderId, answer);
    return answer.status === 200 ? OrderAnswer.parse(answer.body) : null;
  }

  #newKey(): string {
    return `${this.#token.slice(-20)}-${Math.floor(this.#random() * 1e9)}`;
  }
}
