import type { LoadJob, Work } from "../load/job.ts";
import type { Loader } from "../load/loader.ts";
import { viewerCount, type ViewersProcess } from "../load/viewers.ts";
import { openAtPeer } from "../peers/peers.ts";
import { type BenchEvent, openEvent } from "../system/events.ts";
import type { Ports } from "../system/workerd.ts";
import type { Contender, Sample } from "./rounds.ts";

export interface Bench {
  readonly loader: Loader;
  readonly viewers: ViewersProcess;
  readonly ports: Ports;
  /** CPU milliseconds that workerd has used so far. */
  readonly cpuMilliseconds: () => number;
}

type Over = LoadJob["over"];

const seatCount = 60_000;
const emptyEventId = "evt_000000000000";

const sampleOf = async (bench: Bench, job: LoadJob): Promise<Sample & { readonly seatsHeld: number }> => {
  const before = bench.cpuMilliseconds();
  const result = await bench.loader.run(job);
  const cpuMicros = ((bench.cpuMilliseconds() - before) * 1000) / result.answered;
  const { answered, refused, seconds, p50, p99, seatsHeld } = result;
  const faults = Object.entries(refused).map(([why, count]) => `${count} refused with ${why.slice(0, 200)}`);
  return { perSecond: answered / seconds, p50, p99, cpuMicros, faults, seatsHeld };
};

/** Requests and messages that hold nothing. */
export const emptyContender = (
  bench: Bench,
  name: string,
  {
    port,
    over,
    clients,
    work,
  }: { readonly port: number; readonly over: Over; readonly clients: number; readonly work: Work },
): Contender => ({ name, run: (seconds) => sampleOf(bench, { over, port, work, clients, seconds }) });

export const gatewayWork = (what: "nothing" | "hold"): Work => ({
  kind: "gateway",
  eventId: emptyEventId,
  with: what,
});

/** Holds with fifty viewers, who must have seen every one of them when the load is over. */
const watched = async (bench: Bench, liveUrl: string, job: LoadJob): Promise<Sample> => {
  await bench.viewers.open(liveUrl);
  const { seatsHeld, ...sample } = await sampleOf(bench, job);
  const { complete, gaps } = await bench.viewers.look(seatsHeld);
  if (complete === viewerCount) return sample;
  const fault = `${viewerCount - complete} of ${viewerCount} viewers without all of ${seatsHeld} seats, ${gaps} gaps`;
  return { ...sample, faults: [...sample.faults, fault] };
};

/** Over a socket one fan holds all the time, so the limit an order is out of the way there. */
const eventFor = (over: Over, seatsPerHold: number): BenchEvent => ({
  seatCount,
  seatsPerGroup: seatsPerHold,
  maxTicketsPerOrder: over === "socket" ? seatCount : 8,
});

export const holdContender = (
  bench: Bench,
  name: string,
  over: Over,
  seatsPerHold: number,
  clients: number,
): Contender => ({
  name,
  async run(seconds) {
    const port = bench.ports.frontrow;
    const eventId = await openEvent(bench.ports.limits, eventFor(over, seatsPerHold));
    const work: Work = { kind: "hold", of: "frontrow", eventId, plan: { seatCount, seatsPerHold } };
    return await watched(bench, `ws://127.0.0.1:${port}/events/${eventId}/live`, {
      over,
      port,
      work,
      clients,
      seconds,
    });
  },
});

export const peerContender = (
  bench: Bench,
  name: string,
  port: number,
  over: Over,
  seatsPerHold: number,
  clients: number,
): Contender => {
  let run = 0;
  return {
    name,
    async run(seconds) {
      const eventId = `${over}-${seatsPerHold}-${clients}-${run++}`;
      await openAtPeer(port, eventId, seatCount);
      const work: Work = { kind: "hold", of: "peer", eventId, plan: { seatCount, seatsPerHold } };
      const sample = await watched(bench, `ws://127.0.0.1:${port}/events/${eventId}/live`, {
        over,
        port,
        work,
        clients,
        seconds,
      });
      // Of workerd, which has no part in this.
      return { ...sample, cpuMicros: Number.NaN };
    },
  };
};
