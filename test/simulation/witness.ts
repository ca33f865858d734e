import type { HoldView, OrderView } from "../../src/domain/box-office/contract.ts";
import {
  type EventId,
  eventIdOf,
  type FanId,
  type HoldId,
  type OrderId,
  orderIdOf,
} from "../../src/domain/ids.ts";
import type { Verdict } from "./verdict.ts";

/** A hold as its fan was told of it. */
export interface Claim {
  readonly holdId: HoldId;
  readonly orderId: OrderId;
  readonly eventId: EventId;
  readonly seats: readonly number[];
  readonly expiresAt: number;
  readonly totalMinor: number;
}

/** What a fan wanted of a hold that was asked for. */
export interface Wanted {
  readonly fanId: FanId;
  /** Null: best available. */
  readonly seats: readonly number[] | null;
  readonly quantity: number;
}

/** Tickets that were asked to be taken back. */
export interface AskedReturn {
  readonly seats: readonly number[] | null;
  readonly seatsTo: "available" | "blocked";
  readonly withFees: boolean;
}

/** What was said to fans, and what they and organizers asked for: kept by the simulator, not by the code that it tests. */
export class Witness {
  readonly wanted = new Map<HoldId, Wanted>();
  readonly claims = new Map<HoldId, Claim>();
  /** By event: those whose end was not seen. */
  readonly liveClaims = new Map<EventId, Set<Claim>>();
  /** The fan has asked for its end, or declined what was offered. */
  readonly givenUp = new Set<HoldId>();
  readonly sessionOf = new Map<OrderId, string>();
  /** Sessions whose address a fan was given. */
  readonly givenSessions = new Set<string>();
  /** By event and seat: whether an organizer has ever asked to block, or to unblock it. */
  readonly blockAsked = new Set<string>();
  readonly unblockAsked = new Set<string>();
  readonly canceled = new Set<EventId>();
  readonly rescheduled = new Set<EventId>();
  /** By the key that was sent. */
  readonly returns = new Map<string, AskedReturn>();
  readonly #verdict: Verdict;

  constructor(verdict: Verdict) {
    this.#verdict = verdict;
  }

  heldAnswered(view: HoldView): void {
    const { id, expiresAt, status } = view;
    const seats = view.tickets.map(({ seatNo }) => seatNo);
    const totalMinor = view.total.amountMinor;
    const wanted = this.wanted.get(id);
    const unlike = (detail: string): void =>
      this.#verdict.breaks("the same request has the same answer", `${id} ${detail}`, [id]);
    if (wanted && wanted.quantity !== seats.length) unlike(`wants ${wanted.quantity} seats, has ${seats}`);
    const before = this.claims.get(id);
    if (before) {
      // In payment it can wait longer, and one that came too late can have been offered others.
      if (status === "held" && (`${before.seats}` !== `${seats}` || before.expiresAt !== expiresAt))
        unlike(`had ${before.seats} until ${before.expiresAt}, and now ${seats} until ${expiresAt}`);
      if (before.totalMinor !== totalMinor) unlike(`was to cost ${before.totalMinor}, and now ${totalMinor}`);
      return;
    }
    if (status !== "held") return;
    const eventId = eventIdOf(id);
    const claim: Claim = { holdId: id, orderId: orderIdOf(id), eventId, seats, expiresAt, totalMinor };
    this.claims.set(id, claim);
    this.liveClaims.set(eventId, (this.liveClaims.get(eventId) ?? new Set()).add(claim));
  }

  orderAnswered({ id, holdId, session, total }: OrderView): void {
    const claim = this.claims.get(holdId);
    const unlike = (detail: string): void =>
      this.#verdict.breaks("the same request has the same answer", detail, [holdId, id]);
    if (claim && claim.totalMinor !== total.amountMinor)
      unlike(`${holdId} was to cost ${claim.totalMinor}, its order ${total.amountMinor}`);
    if (!session) return;
    const before = this.sessionOf.get(id);
    if (before && before !== session.sessionId) unlike(`${id} had ${before} and now ${session.sessionId}`);
    this.sessionOf.set(id, session.sessionId);
    this.givenSessions.add(session.sessionId);
  }
}
