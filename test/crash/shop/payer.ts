import { setTimeout as sleep } from "node:timers/promises";
import { between, choose, type Random } from "../machine/chance.ts";
import type { OrderAnswer } from "./bodies.ts";

/** A fan in front of the payment page. */
export interface Payer {
  readonly checkoutUrl: string;
  /** Epoch milliseconds: when the hold under the order ends. */
  readonly expiresAt: number;
  /** Soon enough to wait for it. */
  readonly endsSoon: boolean;
  readonly random: Random;
  readonly paid: () => void;
  /** Before it is done. */
  readonly debits: () => void;
  /** The bank has it. */
  readonly debited: () => void;
  readonly cancel: () => Promise<void>;
  readonly think: () => Promise<void>;
  /** So long, or until nobody is served any more. */
  readonly wait: (ms: number) => Promise<void>;
  /** The organizer may stop offering debits while the fan looks at the page. */
  readonly wavers: boolean;
  /** At the order. */
  readonly look: () => Promise<OrderAnswer | null>;
  /** What fans do with an order that is paid, or for which other seats are offered. */
  readonly after: (order: OrderAnswer) => Promise<void>;
}

/** Stripe's test card of which refunds wait before they succeed. */
const slowToRefund = "4000000000007726";

/**
 * 303: paid, or by a debit that the bank has to confirm. 409 and 410: it was paid already, or can not be paid any more. 400: it takes
 * no debits.
 */
const press = async (payer: Payer, action: "pay" | "decline" | "later"): Promise<void> => {
  const card = action === "pay" && payer.random() < 0.3 ? { card: slowToRefund } : {};
  const { status } = await fetch(payer.checkoutUrl, {
    method: "POST",
    body: new URLSearchParams({ action, ...card }),
    redirect: "manual",
  });
  if (status !== 303) return;
  if (action === "later") payer.debited();
  else payer.paid();
};

/** Pays, or whatever else people do there. */
export const payAsChosen = async (payer: Payer): Promise<void> => {
  const { random, endsSoon, wavers, expiresAt, cancel, think, wait, look, after } = payer;
  const what = choose(random, {
    pay: 50,
    debit: wavers ? 40 : 12,
    debitAndCancel: 3,
    payTwice: 8,
    declineThenPay: 8,
    decline: 6,
    abandon: 8,
    cancel: 6,
    payAndCancel: 6,
    payLate: endsSoon ? 8 : 0,
  });
  switch (what) {
    case "pay":
      await press(payer, "pay");
      break;
    case "payTwice":
      await Promise.all([press(payer, "pay"), press(payer, "pay")]);
      break;
    case "declineThenPay":
      await press(payer, "decline");
      await think();
      await press(payer, "pay");
      break;
    case "debit":
    case "debitAndCancel":
      if (wavers) await wait(between(random, 0, 1500));
      payer.debits();
      await press(payer, "later");
      if (what === "debitAndCancel") await cancel();
      // Some come back when the bank may have answered.
      else if (random() < 0.4) await wait(between(random, 3000, 9000));
      break;
    case "decline":
      return await press(payer, "decline");
    case "abandon":
      return;
    case "cancel":
      return await cancel();
    case "payAndCancel":
      await Promise.all([press(payer, "pay"), cancel()]);
      break;
    case "payLate":
      // About when the hold ends, so that it is closed and paid in the same moment.
      await sleep(Math.max(0, expiresAt - Date.now() + between(random, -150, 250)));
      await press(payer, "pay");
  }
  for (let looks = between(random, 1, 3); looks > 0; looks--) {
    const order = await look();
    if (order) await after(order);
    await think();
  }
};
