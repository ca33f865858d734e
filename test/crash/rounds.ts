import { setTimeout as sleep } from "node:timers/promises";
import { Trouble } from "../../scripts/local/trouble.ts";
import type { Violation } from "./checks/facts.ts";
import { describeViolations, violationsIn } from "./checks/violations.ts";
import { leaveAlone, lookAtOpen, readBooks, settle } from "./looks.ts";
import { between, type Random, randomFrom } from "./machine/chance.ts";
import { openSales } from "./machine/events.ts";
import { Faults } from "./machine/faults.ts";
import { type Machine, startMachine } from "./machine/machine.ts";
import { Fan } from "./shop/fan.ts";
import { Shop } from "./shop/shop.ts";

export interface KillRun {
  /** Thrown away at the beginning and kept at the end. */
  readonly directory: string;
  readonly rounds: number;
  readonly seed: number;
  /** A line a round, and one at the end. */
  readonly onLine: (line: string) => void;
  /** Rejects when it is to end before its time. */
  readonly abandoned: Promise<never>;
}

const fans = 48;
/** Holds that end by themselves while it goes on, and holds that have to live through many a kill. */
const holdSeconds = { short: 4, long: 60 };
const aloneSeconds = 30;
const settleSeconds = 30;
/** Every so many rounds Postgres dies too, whatever chance says. */
const postgresEvery = 4;
const keptLines = 20;

/**
 * Kills the Worker, and now and then Postgres, at random moments under load, and throws when an invariant does not hold afterwards.
 * The moments and what fans do come from the seed; how a machine runs is never twice the same, so a seed is where to look, not
 * a replay.
 */
export const killUnderLoad = async ({ directory, seed, abandoned, ...run }: KillRun): Promise<void> => {
  // It is heard of below, once there is something to stop.
  abandoned.catch(() => {});
  const written: string[] = [];
  const machine = await startMachine(directory, (line) => {
    written.push(line);
    if (written.length > keptLines) written.shift();
  });
  try {
    await Promise.race([killAndCheck(machine, randomFrom(seed), run), abandoned]);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}: ${what}\nThe Worker's last lines:\n${written.join("\n")}`, {
      cause: error,
    });
  } finally {
    await machine.stop();
  }
};

const killAndCheck = async (
  machine: Machine,
  random: Random,
  { rounds, onLine }: Pick<KillRun, "rounds" | "onLine">,
): Promise<void> => {
  const shop = new Shop(machine, await openSales(machine, holdSeconds));
  const faults = new Faults(machine.stripe);
  const crowd = Promise.all([
    shop.watch(),
    ...Array.from({ length: fans }, () => comeAndGo(shop, randomFrom(Math.floor(random() * 2 ** 32)))),
  ]);
  // A fan who fails is heard of when the load ends.
  crowd.catch(() => {});
  try {
    for (let round = 1; round <= rounds; round++) {
      await faults.beginRound(random);
      const killed = await killOnce(machine, shop, random, { round, isLast: round === rounds });
      onLine(`round ${round}: ${killed}`);
    }
  } finally {
    shop.isOpen = false;
    await crowd;
  }
  await faults.end();
  const stuck = await leaveAlone(machine, shop, aloneSeconds);
  await settle(shop, settleSeconds);
  const books = await readBooks(machine, shop);
  throwIfAny([...stuck, ...violationsIn(shop.ledger.facts(books))]);
  const { holds, orders } = shop.ledger.counts;
  onLine(
    `settled: ${holds} holds and ${orders} orders at the box office, ${books.sales.length} sales in Postgres, ` +
      `${books.payments.length} payments and ${books.refunds.length} refunds at Stripe: all invariants hold`,
  );
};

const throwIfAny = (violations: readonly Violation[]): void => {
  if (violations.length > 0) throw new Error(`broken invariants:\n${describeViolations(violations)}`);
};

/** One fan after the other, each a new one. */
const comeAndGo = async (shop: Shop, random: Random): Promise<void> => {
  while (shop.isOpen) {
    const sale = shop.sales[between(random, 0, shop.sales.length - 1)];
    if (sale) await new Fan(shop, random, await shop.newFanToken(), sale).visit();
    await sleep(between(random, 2, 60));
  }
};

/**
 * Load, a kill at a random moment of it, a start on the same disk, and a look at what must have lived through it. After the last
 * one nobody looks: what was under way has to come to its end alone.
 */
const killOnce = async (
  machine: Machine,
  shop: Shop,
  random: Random,
  { round, isLast }: { readonly round: number; readonly isLast: boolean },
): Promise<string> => {
  await sleep(between(random, 400, 1800));
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
  const { holds, orders, payments } = shop.ledger.counts;
  const soFar = `so far ${holds} holds, ${orders} orders, ${payments} payments`;
  if (isLast) return `${killed}; ${soFar}; left alone`;
  const looked = await lookAtOpen(shop);
  throwIfAny(violationsIn(shop.ledger.facts(null)));
  return `${killed}; ${soFar}; ${looked.holds} holds and ${looked.orders} orders that live are as they were answered`;
};
