import type { OrderView } from "../domain/box-office/contract.ts";
import type { PayableOrder } from "./gateway.ts";

/** What the payment provider is told of an order. The same order always gives the same. */
export const payableOrderOf = ({
  id,
  email,
  eventName,
  lines,
  total,
  returnUrl,
  expiresAt,
  delayedMethods,
}: OrderView): PayableOrder => ({
  orderId: id,
  email,
  eventName,
  lines,
  total,
  returnUrl,
  expiresAt,
  delayedMethods,
});
