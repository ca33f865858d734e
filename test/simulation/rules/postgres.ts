import type { Order } from "../../../src/domain/box-office/order.ts";
import type { Sale } from "../../../src/domain/box-office/sales-ledger.ts";
import { Postgres } from "../ledger/postgres.ts";
import { seatsLive } from "../office/record.ts";
import type { Broken } from "../verdict.ts";
import { dueOf } from "./grounds.ts";
import type { State } from "./state.ts";

const disagree = (detail: string, orderId: string): Broken => ({
  rule: "Postgres and the box office agree",
  detail,
  subjects: [orderId],
});

/** Neither changes once it is written. */
const agreed = new WeakMap<Order, Sale>();

/** Postgres has each order as it is here, or as it was before; what is on record as told, it has been told. */
export const disagreement = (state: State): Broken | null => {
  const { eventId, record, postgres, owners } = state;
  for (const [orderId, { sale }] of postgres.orders) {
    if (sale.eventId !== eventId) continue;
    const order = record.orders.get(orderId);
    if (order && agreed.get(order) === sale) continue;
    const fault = order ? faultOf(sale, order) : "here it is not on record";
    if (fault) return disagree(`${orderId}: ${fault}`, orderId);
    if (order) agreed.set(order, sale);
  }
  for (const { id, recorded, status } of record.orders.values()) {
    const told = postgres.orders.get(id)?.sale.revision ?? 0;
    if (recorded > told) return disagree(`${id} is recorded as of ${recorded}, Postgres has ${told}`, id);
    if (status === "confirmed" && told === 0)
      return disagree(`${id} is confirmed, Postgres does not have it`, id);
  }
  for (let seatNo = 0; seatNo < owners.length; seatNo++) {
    const ticket = postgres.tickets.get(Postgres.seatKey(eventId, seatNo));
    if (ticket?.startsWith("ord_") && owners[seatNo] !== ticket)
      return disagree(`seat ${seatNo} is on a ticket of ${ticket}, here it is '${owners[seatNo]}'`, ticket);
  }
  return null;
};

const faultOf = (sale: Sale, order: Order): string | null => {
  if (sale.revision > order.revision)
    return `Postgres has revision ${sale.revision}, here it is ${order.revision}`;
  if (sale.total.amountMinor !== dueOf(order))
    return `it costs ${sale.total.amountMinor} there, ${dueOf(order)} here`;
  if (sale.revision < order.revision) return null;
  const valid = sale.tickets.filter(({ status }) => status === "valid").map(({ seatNo }) => seatNo);
  if (`${valid}` !== `${seatsLive(order)}`) return `its tickets are ${valid} there, ${seatsLive(order)} here`;
  const refunds = (of: Pick<Order, "refunds">): string =>
    of.refunds.map(({ id, status }) => `${id} ${status}`).join();
  return refunds(sale) === refunds(order)
    ? null
    : `its refunds are ${refunds(sale)} there, ${refunds(order)} here`;
};
