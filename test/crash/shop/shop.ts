import { setTimeout as sleep } from "node:timers/promises";
import { statusIn } from "../../../src/domain/live/frames.ts";
import { signToken } from "../../../src/http/tokens.ts";
import { Bank } from "../machine/bank.ts";
import type { Sale } from "../machine/events.ts";
import type { Machine } from "../machine/machine.ts";
import { AvailabilityAnswer } from "./bodies.ts";
import { Client } from "./client.ts";
import { EarlyWatch } from "./early-watch.ts";
import { Ledger } from "./ledger.ts";

/** Few enough that fans who choose from them meet. */
const hotSeats = 30;
const lookEveryMs = 150;

/** What fans find: the sales, the seats that are free in front, and the ledger that all their answers go to. */
export class Shop {
  readonly client: Client;
  readonly ledger = new Ledger();
  readonly sales: readonly Sale[];
  readonly origin: string;
  readonly bank: Bank;
  readonly #early: EarlyWatch;
  readonly #tokenSecret: string;
  readonly #free = new Map<string, readonly number[]>();
  #fans = 0;
  isOpen = true;

  constructor({ origin, tokenSecret, stripe, databaseUrl }: Machine, sales: readonly Sale[]) {
    this.origin = origin;
    this.sales = sales;
    this.client = new Client(origin);
    this.bank = new Bank(stripe);
    this.#early = new EarlyWatch(databaseUrl, (fact) => this.ledger.forSaleTooEarly(fact));
    this.#tokenSecret = tokenSecret;
  }

  /** A fan who was never here before. */
  newFanToken(): Promise<string> {
    this.#fans += 1;
    return signToken(
      this.#tokenSecret,
      "fan",
      { sub: `fan_${this.#fans.toString().padStart(16, "0")}` },
      3600,
    );
  }

  /** So long, or until it closes. */
  async wait(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (this.isOpen && Date.now() < until) await sleep(Math.min(100, until - Date.now()));
  }

  /** The first free seats as they were a moment ago, which is why two fans ask for the same. */
  freeSeats({ id }: Sale): readonly number[] {
    return this.#free.get(id) ?? [];
  }

  /** Keeps the free seats up to date until the shop closes, and sees that none is for sale that is somebody's. */
  async watch(): Promise<void> {
    while (this.isOpen) {
      for (const { id } of this.sales) {
        const answer = await this.client.ask("availability", {
          method: "GET",
          path: `/events/${id}/availability`,
        });
        if (answer.status !== 200) continue;
        const { packed, seatCount } = AvailabilityAnswer.parse(answer.body);
        this.#early.lookedAtSeats(id, packed);
        const free: number[] = [];
        for (let seatNo = 0; seatNo < seatCount && free.length < hotSeats; seatNo++)
          if (statusIn(packed, seatNo) === "available") free.push(seatNo);
        this.#free.set(id, free);
      }
      await this.#early.lookAtTickets();
      await sleep(lookEveryMs);
    }
    await this.#early.close();
  }
}
