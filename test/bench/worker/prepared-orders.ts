import type { BoxOfficeContract } from "../../../src/domain/box-office/contract.ts";
import { digestOf } from "../../../src/domain/box-office/decide-hold.ts";
import { type EventId, holdIdOf, orderIdOf, type OrderId } from "../../../src/domain/ids.ts";

/** What the preparation calls: a stub is not the contract itself, its promises are those of an RPC. */
type Office = Pick<BoxOfficeContract, "hold" | "beginOrder" | "attachSession">;

/** Two tickets an order. */
export const seatsPerOrder = 2;
const atOnce = 200;

export interface PreparedOrder {
  readonly orderId: OrderId;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Orders that only wait for their money, for who measures how fast it is settled. */
export const prepareOrders = async (
  office: Office,
  eventId: string,
  count: number,
): Promise<readonly PreparedOrder[]> => {
  const orders: PreparedOrder[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, i) =>
      prepareOrder(office, eventId as EventId, from + i),
    );
    orders.push(...(await Promise.all(some)));
  }
  return orders;
};

const prepareOrder = async (office: Office, eventId: EventId, index: number): Promise<PreparedOrder> => {
  const fanId = `fan_${index.toString().padStart(16, "0")}`;
  const holdId = holdIdOf(eventId, crypto.getRandomValues(new Uint8Array(20)));
  const seats = Array.from({ length: seatsPerOrder }, (_, i) => index * seatsPerOrder + i);
  const want = { kind: "seats", seats } as const;
  const hold = await office.hold({ fanId, holdId, digest: digestOf(want), repeatable: false, want });
  if (!hold.ok) throw new Error(`hold: ${hold.refusal.code}`);
  const order = await office.beginOrder({
    fanId,
    holdId,
    email: "fan@example.com",
    returnUrl: "https://example.com/",
  });
  if (!order.ok) throw new Error(`order: ${order.refusal.code}`);
  const session = { sessionId: `cs_bench_${orderIdOf(holdId)}`, url: "https://example.com/pay" };
  const attached = await office.attachSession(order.value.id, session);
  if (!attached.ok) throw new Error(`session: ${attached.refusal.code}`);
  return { orderId: order.value.id, ...attached.value.total };
};
