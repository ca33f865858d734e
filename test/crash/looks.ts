import { setTimeout as sleep } from "node:timers/promises";
import type { SettledFacts } from "./checks/facts.ts";
import type { Machine } from "./machine/machine.ts";
import { readSales, readSeats } from "./machine/sales-books.ts";
import { readStripe, readUntold } from "./machine/stripe-books.ts";
import { answerOffer } from "./shop/after-payment.ts";
import { HoldAnswer } from "./shop/bodies.ts";
import { isUnknown } from "./shop/client.ts";
import type { Asker } from "./shop/ledger.ts";
import type { Organizer } from "./shop/organizer.ts";
import type { Shop } from "./shop/shop.ts";

const atOnce = 16;

const forEach = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  const queue = items.values();
  const take = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
};

/** Every fan looks at what is theirs; the ledger has the answers. */
export const lookAt = async (
  { client, ledger }: Shop,
  { holds, orders }: { readonly holds: readonly Asker[]; readonly orders: readonly Asker[] },
): Promise<void> => {
  await forEach(holds, async ({ id, token }) => {
    const path = `/booking/holds/${id}`;
    ledger.lookedAtHold(id, await client.ask("look", { method: "GET", path, token }));
  });
  await forEach(orders, async ({ id, token }) => {
    const path = `/booking/orders/${id}`;
    ledger.lookedAtOrder(id, await client.ask("look", { method: "GET", path, token }));
  });
};

/** Of those whose end nobody has seen. Answers with how many there are. */
export const lookAtOpen = async (
  shop: Shop,
): Promise<{ readonly holds: number; readonly orders: number }> => {
  const { ledger } = shop;
  const holds = ledger.holds.filter((hold) => ledger.isOpen(hold));
  const orders = ledger.orders.filter((order) => ledger.isOpen(order));
  await lookAt(shop, { holds, orders });
  return { holds: holds.length, orders: orders.length };
};

/**
 * Fans who were not answered come back, and all give back the long holds that they will not pay. Resolves when nothing is open
 * any more, or when the patience is over; what is open then is found by the checks.
 */
export const settle = async (
  machine: Machine,
  shop: Shop,
  organizer: Organizer,
  patienceSeconds: number,
): Promise<void> => {
  const { client, ledger, sales } = shop;
  const lasting = sales.filter(({ endsSoon }) => !endsSoon).map(({ id }) => id.slice(4));
  await forEach(ledger.unanswered, async (request) => {
    const answer = await client.ask("hold", request);
    if (answer.status === 201) ledger.held(request, HoldAnswer.parse(answer.body), answer.at);
    else if (!isUnknown(answer)) ledger.refused(request);
  });
  await forEach(
    ledger.holds.filter((hold) => ledger.isOpen(hold) && lasting.includes(hold.id.slice(4, 16))),
    async ({ id, token }) => {
      ledger.givesBack(id);
      await client.ask("give back", { method: "DELETE", path: `/booking/holds/${id}`, token });
    },
  );
  const patience = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const untold = await readUntold(machine);
    const { holds, orders } = await lookAtOpen(shop);
    const open = await organizer.openOrders();
    if (holds + orders + untold + (open?.length ?? 1) === 0 || Date.now() > patience) return;
    await answerOffers(shop, open ?? []);
    await sleep(250);
  }
};

/** Fans who left an offer alone come back to it: one after the other takes the seats, or the money. */
const answerOffers = async (
  { client, ledger }: Shop,
  open: readonly { readonly id: string; readonly status: string }[],
): Promise<void> => {
  const offered = new Set(open.filter(({ status }) => status === "offered").map(({ id }) => id));
  const askers = ledger.orders.filter(({ id }) => offered.has(id));
  for (const [i, { id, token }] of askers.entries())
    await answerOffer(id, i % 2 === 0, {
      ledger,
      insist: (what, asked) => client.ask(what, { ...asked, token }),
    });
};

/** What all three say in the end, each of them of everything. */
export const readBooks = async (machine: Machine, shop: Shop): Promise<SettledFacts> => {
  await lookAt(shop, shop.ledger);
  return {
    events: await Promise.all(shop.sales.map((sale) => readSeats(machine, sale))),
    sales: await readSales(machine),
    ...(await readStripe(machine)),
  };
};
