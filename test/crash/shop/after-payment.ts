import { choose, type Random, someOf } from "../machine/chance.ts";
import { liveTicketsOf, type OrderAnswer } from "./bodies.ts";
import type { Answer, Asked } from "./client.ts";
import type { Ledger } from "./ledger.ts";

/** Who has paid. */
export interface Owner {
  readonly random: Random;
  readonly ledger: Ledger;
  /** Asks until there is an answer. */
  readonly insist: (what: string, asked: Asked) => Promise<Answer>;
  readonly key: () => string;
}

/** Keeps the tickets or gives some back; takes other seats when the own ones were gone, or the money, or says nothing yet. */
export const afterPayment = async (order: OrderAnswer, owner: Owner): Promise<void> => {
  const live = liveTicketsOf(order);
  if (order.status === "offered") {
    const what = choose(owner.random, { take: 5, leave: 3, wait: 2 });
    if (what !== "wait") await answerOffer(order.id, what === "take", owner);
    return;
  }
  if (live.length === 0) return;
  const what = choose(owner.random, { keep: 70, giveOneBack: 18, giveAllBack: 12 });
  if (what === "keep") return;
  const [one = ""] = someOf(owner.random, live, 1);
  await giveTicketsBack(order.id, what === "giveOneBack" ? { ticketIds: [one] } : {}, owner);
};

export const answerOffer = async (
  orderId: string,
  accept: boolean,
  { ledger, insist }: Pick<Owner, "ledger" | "insist">,
): Promise<void> => {
  const path = `/booking/orders/${orderId}/offer`;
  const answer = await insist("offer", { method: "POST", path, body: { accept } });
  if (answer.status === 200) ledger.offersAnswered += 1;
  ledger.lookedAtOrder(orderId, answer);
};

const giveTicketsBack = async (
  orderId: string,
  body: { readonly ticketIds?: readonly string[] },
  { random, ledger, insist, key: newKey }: Owner,
): Promise<void> => {
  const key = newKey();
  const asked = { method: "POST", path: `/booking/orders/${orderId}/refunds`, body, key };
  ledger.returns(orderId);
  // Two clicks.
  const clicks = random() < 0.2 ? 2 : 1;
  const answers = await Promise.all(Array.from({ length: clicks }, () => insist("return", asked)));
  for (const answer of answers) {
    ledger.returned(orderId, key, answer);
    ledger.lookedAtOrder(orderId, answer);
  }
};
