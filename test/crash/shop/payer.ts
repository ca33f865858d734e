import { setTimeout as sleep } from "node:timers/promises";
import { between, choose, type Random } from "../machine/chance.ts";

/** A fan in front of the payment page. */
export interface Payer {
  readonly checkoutUrl: string;
  /** Epoch milliseconds: when the hold under the order ends. */
  readonly expiresAt: number;
  /** Soon enough to wait for it. */
  readonly endsSoon: boolean;
  readonly random: Random;
  readonly paid: () => void;
  readonly cancel: () => Promise<void>;
  readonly think: () => Promise<void>;
  /** At the order. */
  readonly look: () => Promise<void>;
}

/** 303: paid. 409 and 410: it was paid already, or can not be paid any more. */
const press = async (payer: Payer, action: "pay" | "decline"): Promise<void> => {
  const { status } = await fetch(payer.checkoutUrl, {
    method: "POST",
    body: new URLSearchParams({ action }),
    redirect: "manual",
  });
  if (status === 303) payer.paid();
};

/** Pays, or whatever else people do there. */
export const payAsChosen = async (payer: Payer): Promise<void> => {
  const { random, endsSoon, expiresAt, cancel, think, look } = payer;
  const what = choose(random, {
    pay: 50,
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
    await look();
    await think();
  }
};
