import { WebSocket } from "ws";
import { decodeFrame, statusIn } from "../../../src/domain/live/frames.ts";
import { seatStatuses } from "../../../src/domain/box-office/contract.ts";
import { quantile } from "../harness/statistics.ts";
import type { ViewersQuestion, ViewersReport } from "./viewers.ts";

/** Fans who only look: each follows every change and knows when it has missed one. */
class Viewer {
  readonly #socket: WebSocket;
  #statuses = new Uint8Array(0);
  #sequence = -1;
  frames = 0;
  gaps = 0;
  readonly ready: Promise<void>;
  /** When a seat became free again, by seat number; epoch milliseconds. */
  readonly freedAt = new Map<number, number>();

  constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false });
    this.ready = new Promise((resolve, reject) => {
      this.#socket.on("message", (message: Buffer, isBinary) => {
        if (isBinary) this.#readFrame(message);
        else this.#readPeer(message.toString());
        resolve();
      });
      this.#socket.once("error", reject);
    });
  }

  get held(): number {
    return this.#statuses.reduce((held, status) => held + (status === 1 ? 1 : 0), 0);
  }

  close(): void {
    this.#socket.terminate();
  }

  #readFrame(message: Buffer): void {
    const frame = decodeFrame(message);
    if (frame.kind === "snapshot") {
      this.#statuses = new Uint8Array(frame.seatCount);
      for (let seat = 0; seat < frame.seatCount; seat++)
        this.#statuses[seat] = seatStatuses.indexOf(statusIn(frame.packed, seat));
    } else {
      this.frames++;
      if (frame.since !== this.#sequence) this.gaps++;
      const now = Date.now();
      for (const { seatNo, status } of frame.changes) {
        if (status === "available" && this.#statuses[seatNo] === 1) this.freedAt.set(seatNo, now);
        this.#statuses[seatNo] = seatStatuses.indexOf(status);
      }
    }
    this.#sequence = frame.sequence;
  }

  /** A peer's first message names the seat count, each later one the seats that were held, numbered one by one. */
  #readPeer(text: string): void {
    const message = JSON.parse(text) as { sequence: number; seatCount?: number; held: number[] };
    if (message.seatCount !== undefined) this.#statuses = new Uint8Array(message.seatCount);
    else {
      this.frames++;
      if (message.sequence !== this.#sequence + 1) this.gaps++;
    }
    for (const seat of message.held) this.#statuses[seat] = 1;
    this.#sequence = message.sequence;
  }
}

let viewers: Viewer[] = [];

const settled = async (heldSeats: number): Promise<void> => {
  const deadline = Date.now() + 5000;
  while (Date.now() < deadline && viewers.some((viewer) => viewer.held !== heldSeats))
    await new Promise((resolve) => setTimeout(resolve, 20));
};

const report = (heldSeats: number): ViewersReport => ({
  complete: viewers.filter((viewer) => viewer.held === heldSeats && viewer.gaps === 0).length,
  gaps: viewers.reduce((sum, viewer) => sum + viewer.gaps, 0),
  framesMedian: quantile(
    viewers.map(({ frames }) => frames),
    0.5,
  ),
  // The last viewer to hear of each seat.
  freedAt: [...(viewers[0]?.freedAt.keys() ?? [])].map((seat) => [
    seat,
    Math.max(...viewers.map(({ freedAt }) => freedAt.get(seat) ?? Number.POSITIVE_INFINITY)),
  ]),
});

const answer = async (question: ViewersQuestion): Promise<ViewersReport | null> => {
  if ("url" in question) {
    viewers = Array.from({ length: question.count }, () => new Viewer(question.url));
    await Promise.all(viewers.map(({ ready }) => ready));
    return null;
  }
  await settled(question.heldSeats);
  const reported = report(question.heldSeats);
  if (question.close) for (const viewer of viewers.splice(0)) viewer.close();
  return reported;
};

process.on("message", (question: ViewersQuestion) => {
  answer(question).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
