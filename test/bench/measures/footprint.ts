import { figure, type Section } from "../harness/figures.ts";
import { portOpens } from "../../support/node/workerd/port-opens.ts";
import { median } from "../harness/statistics.ts";
import { openEvent } from "../system/events.ts";
import { Inspector } from "../system/inspector.ts";
import { inspectorPort, secondPorts, type Stack } from "../system/stack.ts";
import { createWorkerd } from "../system/workerd.ts";

const seatCount = 60_000;
const megabyte = 1024 * 1024;

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** Of the whole isolate, after a collection: V8's heap and the array buffers beside it. */
const heapBytes = async (): Promise<number> => {
  const inspector = await Inspector.open(inspectorPort, "frontrow");
  // Of the inspector's ways to have a collection, workerd answers this one.
  await inspector.ask("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  const { usedSize, backingStorageSize = 0 } = await inspector.ask<HeapUsage>("Runtime.getHeapUsage");
  inspector.close();
  return usedSize + backingStorageSize;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const ask = async (path: string): Promise<void> => {
  const answer = await fetch(`http://127.0.0.1:${secondPorts.limits}${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  await answer.arrayBuffer();
};

/** A workerd of its own, so that nothing else is in the heap and so that it can be started anew. */
export const measureFootprint = async (stack: Stack, holds: number, restarts: number): Promise<Section> => {
  // Its own objects and nothing else in the heap; the inspector only where the heap is looked at, since it slows what it watches.
  const settings = { ...stack.settings, ports: secondPorts, objects: "objects-2" };
  let workerd = createWorkerd({ ...settings, inspectorPort });
  await workerd.start();
  await portOpens(inspectorPort);
  // A small event first, so that what is loaded once for all events is not counted.
  await openEvent(secondPorts.limits, { seatCount: 40, seatsPerGroup: 1 });
  const before = await heapBytes();
  const eventId = await openEvent(secondPorts.limits, {
    seatCount,
    seatsPerGroup: 1,
    maxTicketsPerOrder: seatCount,
  });
  const opened = await heapBytes();
  const made = await fetch(
    `http://127.0.0.1:${secondPorts.limits}/hold-many?event=${eventId}&count=${holds}`,
    { method: "POST" },
  );
  if (!made.ok) throw new Error(`the holds could not be made: ${await made.text()}`);
  await made.arrayBuffer();
  const held = await heapBytes();

  await workerd.stop();
  workerd = createWorkerd(settings);
  const empty: number[] = [];
  const awake: number[] = [];
  for (let restart = 0; restart < restarts; restart++) {
    await workerd.stop("SIGKILL");
    await workerd.start();
    await ask("/nothing");
    // The isolate is loaded by the event that was never opened; what remains is the box office itself.
    await ask("/availability?event=evt_zzzzzzzzzzzz");
    empty.push(await timed(() => ask(`/rpc?event=empty-${restart}`)));
    awake.push(await timed(() => ask(`/availability?event=${eventId}`)));
  }
  const snapshot = await fetch(`http://127.0.0.1:${secondPorts.frontrow}/events/${eventId}/availability`, {
    headers: { accept: "application/octet-stream" },
  });
  const snapshotBytes = snapshot.ok ? (await snapshot.arrayBuffer()).byteLength : Number.NaN;
  await workerd.stop();
  const wake = median(awake) - median(empty);
  return {
    title: `A box office with ${seatCount.toLocaleString("en-US")} seats and ${holds.toLocaleString("en-US")} holds`,
    figures: [
      figure("heap of its isolate, all in all", held / megabyte, "MB", { atMost: 32 }),
      figure("of it for the seats", (opened - before) / megabyte, "MB"),
      figure("of it for the holds", (held - opened) / megabyte, "MB"),
      figure("awake after a restart", wake, "ms", { atMost: 150 }),
      figure("snapshot", snapshotBytes / 1024, "KB", { atMost: 16 }),
    ],
    notes: [
      "Heap: V8's used size and its array buffers after a collection, by the inspector. Awake: first RPC less an empty object's first.",
    ],
  };
};
