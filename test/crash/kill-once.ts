import { setTimeout as sleep } from "node:timers/promises";
import { throwIfAny, violationsIn } from "./checks/violations.ts";
import { lookAtOpen } from "./looks.ts";
import { between, type Random } from "./machine/chance.ts";
import type { Machine } from "./machine/machine.ts";
import type { Organizer } from "./shop/organizer.ts";
import type { Shop } from "./shop/shop.ts";

/** All that goes on when it dies. */
export interface Moment {
  readonly machine: Machine;
  readonly shop: Shop;
  readonly organizer: Organizer;
  readonly random: Random;
}

export interface Round {
  readonly round: number;
  readonly isLast: boolean;
  /** An event is canceled a moment before. */
  readonly cancels: boolean;
}

/** Every so many rounds Postgres dies too, whatever chance says. */
const postgresEvery = 4;

/**
 * Load, a kill at a random moment of it, a start on the same disk, and a look at what must have lived through it. After the last
 * one nobody looks: what was under way has to come to its end alone.
 */
export const killOnce = async (
  { machine, shop, organizer, random }: Moment,
  { round, isLast, cancels }: Round,
): Promise<string> => {
  await sleep(between(random, 400, 1800));
  if (cancels) {
    organizer.beginCancellation();
    await sleep(between(random, 0, 600));
  }
  // At the end it dies first, so that what was paid meanwhile waits to be taken up.
  const postgresToo = random() < 1 / postgresEvery || round % postgresEvery === 2 || isLast;
  const headStartMs = between(random, 0, 400);
  if (postgresToo) {
    await machine.killPostgres();
    await sleep(headStartMs);
  }
  const open = [...shop.client.open].filter(([, count]) => count > 0);
  if (isLast) shop.isOpen = false;
  await machine.killWorker();
  await sleep(between(random, 0, 400));
  // Whichever is up first.
  const starts = [() => machine.startWorker(), ...(postgresToo ? [() => machine.startPostgres()] : [])];
  if (random() < 0.5) starts.reverse();
  for (const start of starts) await start();
  const requests = open.reduce((sum, [, count]) => sum + count, 0);
  const kinds = open.map(([what, count]) => `${count} ${what}`).join(", ");
  const killed = `killed${postgresToo ? " with Postgres" : ""}, ${requests} requests open (${kinds || "none"})`;
  const { holds, orders, payments, returns } = shop.ledger.counts;
  const soFar = `${cancels ? "an event is canceled, " : ""}so far ${holds} holds, ${orders} orders, ${payments} payments, ${returns} returns`;
  if (isLast) return `${killed}; ${soFar}; left alone`;
  const looked = await lookAtOpen(shop);
  throwIfAny(violationsIn(shop.ledger.facts(null)));
  return `${killed}; ${soFar}; ${looked.holds} holds and ${looked.orders} orders that live are as they were answered`;
};
