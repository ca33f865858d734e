import type { OrderView } from "../domain/box-office/contract.ts";
import type { EventId, OrderId } from "../domain/ids.ts";
import { compareOrders, type Finding } from "./compare-orders.ts";
import type { RecordedOrder } from "./ports.ts";
import { restoreBoxOffice, type Run } from "./run.ts";
import { settlePaid } from "./settle-paid.ts";

export const ordersPerPage = 200;
/** Three looks of two calls each, a restore, and a call of Stripe for each order that waits too long. */
export const costOfPage = ordersPerPage + 20;

/** What moves on by itself has done so by then. */
const secondLookMs = 2_000;
/** The outbox gathers for an instant, and Stripe takes a second. */
const looksAfterRepair = 5;

interface Page {
  readonly here: readonly OrderView[];
  readonly there: readonly RecordedOrder[];
  /** Where the next page begins; null at the end. */
  readonly next: OrderId | null;
}

/**
 * Compares a page of the orders of a box office with Postgres and repairs what it can. Answers where the next page begins, and null
 * at the end, or where the box office can not be set up again.
 */
export const sweepPage = async (
  run: Run,
  eventId: EventId,
  after: OrderId | null,
): Promise<OrderId | null> => {
  const page = (await lookAt(run, eventId, after)) ?? (await restoreAndLook(run, eventId, after));
  if (!page) return null;
  run.counts.orders += page.here.length;
  const first = findingsOf(run, page);
  if (first.length === 0) return page.next;
  const again = async (): Promise<readonly Finding[]> => {
    await run.ports.wait(secondLookMs);
    const looked = await lookAt(run, eventId, after, page.next);
    return looked ? findingsOf(run, looked) : [];
  };
  const keys = new Set(first.map(({ key }) => key));
  const lasting = (await again()).filter(({ key }) => keys.has(key));
  if (lasting.length > 0) await repair(run, eventId, lasting, page.here, again);
  return page.next;
};

const findingsOf = (run: Run, { here, there }: Page): readonly Finding[] =>
  compareOrders(here, there, run.ports.now());

/** Both pages up to the same order; null when the box office does not know its event. */
const lookAt = async (
  run: Run,
  eventId: EventId,
  after: OrderId | null,
  upTo?: OrderId | null,
): Promise<Page | null> => {
  run.budget.spend(2);
  const listed = await run.ports
    .boxOfficeOf(eventId)
    .listOrders({ which: "all", after, limit: ordersPerPage });
  if (!listed.ok) return null;
  const there = await run.ports.store.orders(eventId, after, ordersPerPage);
  const ends = [listed.value, there].flatMap((page) =>
    page.length < ordersPerPage ? [] : (page.at(-1)?.id ?? []),
  );
  const next = upTo === undefined ? (ends.toSorted()[0] ?? null) : upTo;
  const isOnPage = ({ id }: { readonly id: OrderId }): boolean => next === null || id <= next;
  return { here: listed.value.filter(isOnPage), there: there.filter(isOnPage), next };
};

const restoreAndLook = async (run: Run, eventId: EventId, after: OrderId | null): Promise<Page | null> =>
  (await restoreBoxOffice(run, eventId)) ? await lookAt(run, eventId, after) : null;

const repair = async (
  run: Run,
  eventId: EventId,
  lasting: readonly Finding[],
  orders: readonly OrderView[],
  look: () => Promise<readonly Finding[]>,
): Promise<void> => {
  const office = run.ports.boxOfficeOf(eventId);
  const ofRemedy = (remedy: Finding["remedy"]): readonly OrderId[] =>
    lasting.filter((finding) => finding.remedy === remedy).map(({ orderId }) => orderId);
  const details = new Map<OrderId, string>();
  for (const order of orders.filter(({ id }) => ofRemedy("ask").includes(id)))
    details.set(order.id, await settlePaid(run, office, order));
  const handOver = ofRemedy("hand_over");
  if (handOver.length > 0) await office.handOver(handOver);
  if (ofRemedy("hurry").length + ofRemedy("ask").length > 0) await office.hurry();
  if (ofRemedy("restore").length > 0) {
    const why = await run.ports.restore(eventId);
    if (why !== null) for (const id of ofRemedy("restore")) details.set(id, why);
  }
  run.budget.spend(12);
  const isToBeRepaired = lasting.some(({ remedy }) => remedy !== "none");
  let left = await look();
  for (let looks = 1; looks < looksAfterRepair && isToBeRepaired; looks++) {
    const waits = (at: Finding) => at.remedy !== "none" && lasting.some(isSame(at));
    if (!left.some(waits)) break;
    left = await look();
  }
  for (const finding of lasting)
    report(run, finding, !left.some(isSame(finding)), details.get(finding.orderId));
};

/** Its revision may be another by now. */
const isSame =
  (one: Finding) =>
  (other: Finding): boolean =>
    one.kind === other.kind && one.orderId === other.orderId;

const report = (run: Run, finding: Finding, repaired: boolean, more: string | undefined): void => {
  const { kind, orderId, tickets, live } = finding;
  if (!repaired) for (const ticket of live) run.namedTickets.add(ticket);
  const detail = more ? `${finding.detail}: ${more}` : finding.detail;
  run.differences.push({ kind, where: [orderId, ...tickets], detail, repaired });
};
