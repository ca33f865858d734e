import type { Faults } from "../faults.ts";
import type { Timeline } from "../timeline.ts";
import type { Verdict } from "../verdict.ts";
import { Bank } from "./bank.ts";
import type { Books } from "./books.ts";
import { Refunds } from "./refunds.ts";
import { Sessions } from "./sessions.ts";

export interface ProviderWorld {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly verdict: Verdict;
  readonly books: Books;
  /** An event that webhooks tell of. */
  readonly tell: (type: string, object: unknown, about: string, livemode?: boolean) => void;
}

/** Stripe as far as it concerns a box office: Sessions, the payments in them, and refunds; what it does is done at once. */
export class Provider {
  readonly books: Books;
  readonly bank: Bank;
  readonly sessions: Sessions;
  readonly refunds: Refunds;

  constructor(world: ProviderWorld) {
    this.books = world.books;
    this.bank = new Bank(world);
    this.sessions = new Sessions(world, this.bank);
    this.refunds = new Refunds(world);
  }
}
