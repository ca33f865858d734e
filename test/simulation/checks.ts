import type { HoldView } from "../../src/domain/box-office/contract.ts";
import type { Order } from "../../src/domain/box-office/order.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { LiveFrame } from "../../src/domain/live/frames.ts";
import { illegalStep } from "./history.ts";
import type { Postgres } from "./ledger/postgres.ts";
import type { OfficeHost } from "./office/host.ts";
import type { OfficeRecord, Owner } from "./office/record.ts";
import type { Books } from "./provider/books.ts";
import { lostHold, overdueHold } from "./rules/holds.ts";
import { payableWithoutSeats } from "./rules/payable.ts";
import { soldWithoutMoney, strayMoney } from "./rules/payments.ts";
import { overRefund } from "./rules/refunds.ts";
import { disagreement } from "./rules/postgres.ts";
import { stalled, unfinished } from "./rules/rest.ts";
import { seatWithTwoOwners } from "./rules/seats.ts";
import type { State } from "./rules/state.ts";
import { payableThoughCanceled, voidWithoutReason } from "./rules/tickets.ts";
import type { Stage } from "./stage.ts";
import type { Trace } from "./trace.ts";
import type { Verdict } from "./verdict.ts";
import { Viewer } from "./viewer.ts";
import type { Witness } from "./witness.ts";

interface ChecksWorld {
  readonly trace: Trace;
  readonly verdict: Verdict;
  readonly witness: Witness;
  readonly books: Books;
  readonly postgres: Postgres;
  readonly stages: readonly Stage[];
  /** All that has happened at the provider. */
  readonly events: readonly unknown[];
}

/** When which rule is asked: after each commit, each answer, each frame, at each step, and at the end. */
export class Checks {
  readonly #world: ChecksWorld;
  readonly #past = new Map<
    OfficeHost,
    { readonly record: OfficeRecord; readonly owners: readonly Owner[] }
  >();
  readonly #seen = new Map<OfficeHost, { readonly record: OfficeRecord; readonly news: string }>();
  readonly #viewers = new Map<OfficeHost, Viewer>();

  constructor(world: ChecksWorld) {
    this.#world = world;
  }

  afterCommit(host: OfficeHost): void {
    const { verdict, trace } = this.#world;
    const { record, owners } = host;
    const past = this.#past.get(host) ?? {
      record: { ...record, holds: new Map(), orders: new Map(), blocked: new Set() },
      owners: [],
    };
    const state = this.#state(host);
    owners.forEach((owner, seatNo) => {
      if ((past.owners[seatNo] ?? "") !== owner)
        trace.note(
          `! ${host.eventId} seat ${seatNo}: ${past.owners[seatNo] || "available"} -> ${owner || "available"}`,
        );
    });
    for (const order of record.orders.values()) {
      const before = past.record.orders.get(order.id);
      if (before === order) continue;
      trace.note(`! ${order.id}: ${before ? told(before) : "new"} -> ${told(order)}`);
      verdict.take(voidWithoutReason(order, state));
    }
    verdict.take(seatWithTwoOwners(owners));
    verdict.take(illegalStep(past.owners, past.record, state));
    verdict.take(overdueHold(state));
    verdict.take(soldWithoutMoney(state));
    this.#past.set(host, { record, owners });
  }

  /** What the world outside does breaks these as well as what the box office does. Where neither did anything they hold as before. */
  afterStep(host: OfficeHost): void {
    const { verdict, events, postgres, witness } = this.#world;
    const { givenSessions, claims } = witness;
    const news = [events.length, postgres.version, givenSessions.size, claims.size].join();
    const seen = this.#seen.get(host);
    if (seen?.record === host.record && seen.news === news) return;
    this.#seen.set(host, { record: host.record, news });
    const state = this.#state(host);
    verdict.take(lostHold(state));
    verdict.take(payableWithoutSeats(state));
    verdict.take(strayMoney(state));
    verdict.take(overRefund(state));
    verdict.take(disagreement(state));
  }

  afterAnswer(host: OfficeHost, method: string, value: unknown): void {
    // What a method of the contract answers is an outcome.
    const outcome = value as Outcome<unknown>;
    if (!outcome.ok) return;
    if (method === "availability") {
      this.afterFrame(host, outcome.value as LiveFrame);
      this.#world.verdict.take(overdueHold(this.#state(host)));
    }
    if (method !== "hold" && method !== "viewHold") return;
    const hold = outcome.value as HoldView;
    if (hold.status === "held" && hold.expiresAt <= host.now())
      this.#world.verdict.breaks(
        "a hold ends when it says it ends",
        `${hold.id} is shown as held at ${host.now()}, it ended at ${hold.expiresAt}`,
        [hold.id],
      );
  }

  afterFrame(host: OfficeHost, frame: LiveFrame): void {
    const viewer = this.#viewers.get(host) ?? new Viewer();
    this.#viewers.set(host, viewer);
    this.#world.verdict.take(viewer.see(frame, host.owners));
  }

  someMinutesLater(host: OfficeHost): void {
    this.#world.verdict.take(payableThoughCanceled(this.#state(host)));
  }

  aDayLater(host: OfficeHost): void {
    this.#world.verdict.take(stalled(this.#state(host)));
  }

  atRest(host: OfficeHost): void {
    this.#world.verdict.take(unfinished(this.#state(host)));
  }

  #state(host: OfficeHost): State {
    const { witness, books, postgres, stages } = this.#world;
    const { eventId, record, owners, latestNow } = host;
    const stage = stages.find((each) => each.eventId === eventId);
    return {
      eventId,
      record,
      owners,
      now: host.now(),
      latestNow,
      delayedPaymentHours: stage?.rules.delayedPaymentHours ?? 0,
      category: stage?.category ?? [],
      witness,
      books,
      postgres,
    };
  }
}

const told = ({ status, closing, underWay, refunds, revision, recorded }: Order): string =>
  [
    status,
    closing,
    underWay ? "under way" : null,
    ...refunds.map((refund) => `${refund.reason} ${refund.amountMinor} ${refund.status}`),
    `(${recorded}/${revision})`,
  ]
    .filter((part) => part !== null)
    .join(", ");
