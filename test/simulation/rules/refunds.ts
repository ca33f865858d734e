import type { Refund } from "../../../src/domain/box-office/order.ts";
import { goneOf, type Intent } from "../provider/books.ts";
import type { Broken } from "../verdict.ts";
import type { State } from "./state.ts";

const sumOf = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** By refunds on record that are done or on their way. */
export const givenBack = (refunds: readonly Refund[]): number =>
  sumOf(
    refunds.filter(({ status }) => status === "created" || status === "pending" || status === "succeeded"),
  );

/** A bank has sent it back, and nobody has tried again. */
export const owedStill = (refunds: readonly Refund[]): number =>
  sumOf(
    refunds.filter(({ id, status }) => status === "failed" && !refunds.some(({ retryOf }) => retryOf === id)),
  );

/** Each refund at the provider is one on record, once, of the same amount, or was made by hand. */
export const strangeAtProvider = (intent: Intent, refunds: readonly Refund[]): string | null => {
  for (const made of intent.refunds) {
    if (made.refundId === null) continue;
    const record = refunds.find(({ id }) => id === made.refundId);
    if (!record) return `${made.id} goes back, and ${made.refundId} is not on record`;
    if (record.amountMinor !== made.amountMinor) return `${made.amountMinor} goes back for ${record.id}`;
    if (intent.refunds.filter(({ refundId }) => refundId === made.refundId).length > 1)
      return `${made.refundId} goes back more than once`;
  }
  return null;
};

/** What is said of a refund on record is so at the provider. A success that came back may not be heard of yet. */
export const strangeOnRecord = (
  intent: Intent,
  refunds: readonly Refund[],
  isAtRest: boolean,
): string | null => {
  for (const { id, status, providerId, reason, amountMinor } of refunds) {
    const made = intent.refunds.find((each) => each.refundId === id || each.id === providerId);
    if (status === "pending" && !made) return `${id} is said to be under way, and is not there`;
    const isByBank = reason === "dispute_lost" && intent.dispute?.status === "lost";
    if (status !== "succeeded" || isByBank || amountMinor === 0) continue;
    const isSo = made?.status === "succeeded" || (made?.status === "failed" && !isAtRest);
    if (!isSo) return `${id} is said to be back, and is ${made?.status ?? "not there"}`;
  }
  return null;
};

/** More never goes back than came. */
export const overRefund = ({ books }: Pick<State, "books">): Broken | null => {
  for (const intent of books.intents.values())
    if (goneOf(intent) > intent.amountMinor)
      return {
        rule: "money taken is tickets, fees and refunds",
        detail: `${intent.id}: ${goneOf(intent)} of ${intent.amountMinor} goes back`,
        subjects: [intent.orderId],
      };
  return null;
};
