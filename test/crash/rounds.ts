import { setTimeout as sleep } from "node:timers/promises";
import { Trouble } from "../../scripts/local/trouble.ts";
import { throwIfAny, violationsIn } from "./checks/violations.ts";
import { killOnce } from "./kill-once.ts";
import { leaveAlone } from "./left-alone.ts";
import { readBooks, settle } from "./looks.ts";
import { between, type Random, randomFrom } from "./machine/chance.ts";
import { openSales } from "./machine/events.ts";
import { Faults } from "./machine/faults.ts";
import { type Machine, startMachine } from "./machine/machine.ts";
import { Fan } from "./shop/fan.ts";
import { Organizer } from "./shop/organizer.ts";
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
const aloneSeconds = 30;
const settleSeconds = 30;
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
  const shop = new Shop(machine, await openSales(machine));
  const faults = new Faults(machine.stripe);
  const organizer = new Organizer(shop, randomFrom(Math.floor(random() * 2 ** 32)), machine);
  const moment = { machine, shop, organizer, random };
  /** In the last third of it. */
  const cancelIn = Math.floor((rounds * 2) / 3) + 1;
  const crowd = Promise.all([
    shop.watch(),
    organizer.work(),
    ...Array.from({ length: fans }, () => comeAndGo(shop, randomFrom(Math.floor(random() * 2 ** 32)))),
  ]);
  // A fan who fails is heard of when the load ends.
  crowd.catch(() => {});
  try {
    for (let round = 1; round <= rounds; round++) {
      await faults.beginRound(random);
      const which = { round, isLast: round === rounds, cancels: round === cancelIn };
      const killed = await killOnce(moment, which);
      onLine(`round ${round}: ${killed}`);
    }
  } finally {
    shop.isOpen = false;
    await crowd.finally(() => shop.bank.close());
  }
  await organizer.canceled;
  await faults.end();
  await shop.bank.answerAll();
  const stuck = await leaveAlone(machine, shop, aloneSeconds);
  await settle(machine, shop, organizer, settleSeconds);
  const books = await readBooks(machine, shop);
  throwIfAny([...stuck, ...violationsIn(shop.ledger.facts(books))]);
  const { ledger } = shop;
  const { holds, orders, returns } = ledger.counts;
  const reasons = Map.groupBy(
    books.sales.flatMap(({ refunds }) => refunds),
    ({ reason }) => reason,
  );
  onLine(
    `settled: ${holds} holds and ${orders} orders at the box office, ${books.sales.length} sales in Postgres, ` +
      `${books.payments.length} payments and ${books.refunds.length} refunds at Stripe ` +
      `(${[...reasons].map(([reason, some]) => `${some.length} ${reason}`).join(", ")}), ` +
      `${returns} returns and ${ledger.offersAnswered} offers answered: all invariants hold`,
  );
};

/** One fan after the other, each a new one. */
const comeAndGo = async (shop: Shop, random: Random): Promise<void> => {
  while (shop.isOpen) {
    const sale = shop.sales[between(random, 0, shop.sales.length - 1)];
    if (sale) await new Fan(shop, random, await shop.newFanToken(), sale).visit();
    await sleep(between(random, 2, 60));
  }
};
