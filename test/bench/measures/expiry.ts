import { figure, type Section } from "../harness/figures.ts";
import { pause } from "../harness/processes.ts";
import { quantile } from "../harness/statistics.ts";
import { openEvent } from "../system/events.ts";
import type { Stack } from "../system/stack.ts";

const holdSeconds = 5;
/** Made one after the other, so that they end over the second and not in one moment. */
const portions = 10;

/** Holds that end in the same second: how long after its time the last of fifty viewers hears of each. */
export const measureExpiry = async (stack: Stack, holds: number): Promise<Section> => {
  const { limits, metered } = stack.ports;
  const eventId = await openEvent(
    limits,
    { seatCount: 60_000, seatsPerGroup: 1, holdSeconds },
    { at: "/open?metered=1&" },
  );
  await stack.viewers.open(`ws://127.0.0.1:${metered}/events/${eventId}/live`);
  const endings = new Map<number, number>();
  for (let from = 0; from < holds; from += holds / portions) {
    const url = `http://127.0.0.1:${limits}/hold-at-once?event=${eventId}&from=${from}&count=${holds / portions}`;
    const answer = await fetch(url, { method: "POST" });
    if (!answer.ok) throw new Error(`the holds could not be made: ${await answer.text()}`);
    for (const [seat, at] of (await answer.json()) as [number, number][]) endings.set(seat, at);
    await pause(1000 / portions / 2);
  }
  const times = [...endings.values()];
  const spread = Math.max(...times) - Math.min(...times);
  await pause(Math.max(...times) - Date.now() + 500);
  const { freedAt, complete } = await stack.viewers.look(0);
  const late = freedAt.map(([seat, at]) => at - (endings.get(seat) ?? Number.NaN)).filter(Number.isFinite);
  const missing = holds - late.length;
  return {
    title: `${holds.toLocaleString("en-US")} holds that end in the same second, seen by 50 viewers`,
    figures: [
      figure("late, p50", quantile(late, 0.5), "ms"),
      figure("late, p99", quantile(late, 0.99), "ms"),
      figure("late, the last seat at the last viewer", missing > 0 ? Number.NaN : Math.max(...late), "ms", {
        atMost: 250,
      }),
    ],
    notes: [
      `The holds end within ${spread} ms of each other; holds last ${holdSeconds} s here.`,
      ...(missing > 0 ? [`${missing} endings were never seen; ${complete} viewers saw all.`] : []),
      ...(Math.min(...late) < 0 ? ["Some were told early: a fault."] : []),
    ],
  };
};
