import type { BoxOfficeContract, HoldView } from "../../../src/domain/box-office/contract.ts";
import { digestOf } from "../../../src/domain/box-office/decide-hold.ts";
import { type EventId, holdIdOf, type OrderId } from "../../../src/domain/ids.ts";

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

const inTurns = async <Result>(
  count: number,
  make: (index: number) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => make(from + i));
    results.push(...(await Promise.all(some)));
  }
  return results;
};

export const fanIdOf = (index: number): string => `fan_${index.toString().padStart(16, "0")}`;

export const holdSeats = async (
  office: Pick<Office, "hold">,
  eventId: EventId,
  fanId: string,
  seats: readonly number[],
): Promise<HoldView> => {
  const holdId = holdIdOf(eventId, crypto.getRandomValues(new Uint8Array(20)));
  const want = { kind: "seats", seats } as const;
  const hold = await office.hold({ fanId, holdId, digest: digestOf(want), repeatable: false, want });
  if (!hold.ok) throw new Error(`hold: ${hold.refusal.code}`);
  return hold.value;
};

/** One seat each; answers with when each of them ends. */
export const holdMany = async (
  office: Office,
  eventId: string,
  count: number,
): Promise<readonly [seatNo: number, at: number][]> => [
  ...(await inTurns(count, async (index): Promise<[number, number]> => {
    const { expiresAt } = await holdSeats(office, eventId as EventId, fanIdOf(index), [index]);
    return [index, expiresAt];
  })),
];

/** Orders that only wait for their money, for who measures how fast it is settled. */
export const prepareOrders = (
  office: Office,
  eventId: string,
  count: number,
): Promise<readonly PreparedOrder[]> =>
  inTurns(count, async (index) => {
    const fanId = fanIdOf(index);
    const seats = Array.from({ length: seatsPerOrder }, (_, i) => index * seatsPerOrder + i);
    const hold = await holdSeats(office, eventId as EventId, fanId, seats);
    const begun = { fanId, holdId: hold.id, email: "fan@example.com", returnUrl: "https://example.com/" };
    const order = await office.beginOrder(begun);
    if (!order.ok) throw new Error(`order: ${order.refusal.code}`);
    const session = { sessionId: `cs_bench_${order.value.id}`, url: "https://example.com/pay" };
    const attached = await office.attachSession(order.value.id, session);
    if (!attached.ok) throw new Error(`session: ${attached.refusal.code}`);
    return { orderId: order.value.id, ...attached.value.total };
  });
