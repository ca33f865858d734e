import { setTimeout as sleep } from "node:timers/promises";
import { describeViolations, violationsIn } from "./checks/violations.ts";
import { lookAtOpen, readBooks, settle } from "./looks.ts";
import { between, type Random, randomFrom } from "./machine/chance.ts";
import { openSales } from "./machine/events.ts";
import { Faults } from "./machine/faults.ts";
import { type Machine, startMachine } from "./machine/machine.ts";
import { Fan } from "./shop/fan.ts";
import { Shop } from "./shop/shop.ts";

export interface KillRun {
  readonly directory: string;
  readonly rounds: number;
  readonly seed: number;
  /** A line a round, and one at the end. */
  readonly onLine: (line: string) => void;
}

const fans = 36;
/** Holds that end by themselves while it goes on, and holds that have to live through many a kill. */
const holdSeconds = [4, 60];
const settleSeconds = 45;
/** Every so many rounds Postgres dies too, whatever chance says. */
const postgresEvery = 4;

/**
 * Kills the Worker, and now and then Postgres, at random moments under load, and throws what does not hold afterwards. The moments
 * and what fans do come from the seed; how the machine runs is never twice the same, so a seed is where to look, not a replay.
 */
export const killUnderLoad = async ({ directory, rounds, seed, onLine }: KillRun): Promise<void> => {
  const written: string[] = [];
  const machine = await startMachine(directory, (line) => written.push(line));
  try {
    const random = randomFrom(seed);
    const shop = new Shop(machine, await openSales(machine, holdSeconds));
    const faults = new Faults(machine.stripe);
    const crowd = Promise.all([
      shop.watch(),
      ...Array.from({ length: fans }, () => comeAndGo(shop, randomFrom(Math.floor(random() * 2 ** 32)))),
    ]);
    try {
      for (let round = 1; round <= rounds; round++) {
        await faults.beginRound(random);
        onLine(`round ${round}: ${await killOnce(machine, shop, random, round)}`);
        check(shop, null);
      }
    } finally {
      shop.isOpen = false;
      await crowd;
    }
    await faults.end();
    await settle(shop, settleSeconds);
    const books = await readBooks(machine, shop);
    check(shop, books);
    const { holds, orders } = shop.ledger.counts;
    onLine(
      `settled: ${holds} holds and ${orders} orders at the box office, ${books.sales.length} sales in Postgres, ` +
        `${books.payments.length} payments and ${books.refunds.length} refunds at Stripe: all invariants hold`,
    );
  } catch (error) {
    const last = written.slice(-20).join("\n");
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}\n${last}`, {
      cause: error,
    });
  } finally {
    await machine.stop();
  }
};

const check = (shop: Shop, books: Parameters<typeof shop.ledger.facts>[0]): void => {
  const violations = violationsIn(shop.ledger.facts(books));
  if (violations.length > 0) throw new Error(`broken invariants:\n${describeViolations(violations)}`);
};

/** One fan after the other, each a new one. */
const comeAndGo = async (shop: Shop, random: Random): Promise<void> => {
  while (shop.isOpen) {
    const sale = shop.sales[between(random, 0, shop.sales.length - 1)];
    if (sale) await new Fan(shop, random, await shop.newFanToken(), sale).visit();
    await sleep(between(random, 5, 100));
  }
};

/** Load, a kill at a random moment of it, a start on the same disk, and a look at what must have lived through it. */
const killOnce = async (machine: Machine, shop: Shop, random: Random, round: number): Promise<string> => {
  await sleep(between(random, 400, 1800));
  const postgresToo = random() < 1 / postgresEvery || round % postgresEvery === 2;
  const headStartMs = between(random, 0, 400);
  if (postgresToo) {
    await machine.killPostgres();
    await sleep(headStartMs);
  }
  const open = [...shop.client.open].filter(([, count]) => count > 0);
  await machine.killWorker();
  await sleep(between(random, 0, 400));
  // Whichever is up first.
  const starts = [() => machine.startWorker(), ...(postgresToo ? [() => machine.startPostgres()] : [])];
  if (random() < 0.5) starts.reverse();
  for (const start of starts) await start();
  const looked = await lookAtOpen(shop);
  const { holds, orders, payments } = shop.ledger.counts;
  const requests = open.reduce((sum, [, count]) => sum + count, 0);
  const kinds = open.map(([what, count]) => `${count} ${what}`).join(", ");
  return (
    `killed${postgresToo ? " with Postgres" : ""}, ${requests} requests open (${kinds || "none"}); so far ` +
    `${holds} holds, ${orders} orders, ${payments} payments; ${looked.holds} holds and ${looked.orders} orders live: looked at`
  );
};
