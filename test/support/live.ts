import { exports } from "cloudflare:workers";
import type { SeatStatus } from "../../src/domain/box-office/contract.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { decodeFrame, type LiveFrame, statusIn } from "../../src/domain/live/frames.ts";

/** A page at the live seat map: keeps the seats as the frames say, and the answers to what it asked. */
export class LivePage {
  readonly frames: LiveFrame[] = [];
  readonly answers: { readonly type: string; readonly [field: string]: unknown }[] = [];
  readonly seats: SeatStatus[] = [];
  sequence = -1;
  gaps = 0;
  /** The code with which the other side closed. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  static async open(eventId: EventId, headers: Readonly<Record<string, string>> = {}): Promise<LivePage> {
    const answer = await exports.default.fetch(`https://frontrow.test/events/${eventId}/live`, {
      headers: { upgrade: "websocket", ...headers },
    });
    if (!answer.webSocket) throw new Error(`no socket: ${answer.status} ${await answer.text()}`);
    return new LivePage(answer.webSocket);
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.answers.push(JSON.parse(data));
      else this.#take(decodeFrame(new Uint8Array(data)));
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
    socket.accept();
  }

  #take(frame: LiveFrame): void {
    this.frames.push(frame);
    if (frame.kind === "snapshot") {
      this.seats.length = 0;
      for (let seatNo = 0; seatNo < frame.seatCount; seatNo++)
        this.seats.push(statusIn(frame.packed, seatNo));
      this.sequence = frame.sequence;
      return;
    }
    if (frame.sequence <= this.sequence) return;
    if (frame.since > this.sequence) this.gaps += 1;
    for (const { seatNo, status } of frame.changes) this.seats[seatNo] = status;
    this.sequence = frame.sequence;
  }

  say(message: unknown): void {
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Resolves once `seen` holds; the test's own time limit is the last word. */
  async until(seen: (page: LivePage) => boolean): Promise<void> {
    if (seen(this)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (seen(this)) resolve();
    };
    this.#waiting.add(look);
    await promise;
    this.#waiting.delete(look);
  }

  close(): void {
    this.#socket.close(1000);
  }
}
