import type { Availability, AvailabilityChanges } from "../../src/domain/box-office/contract.ts";
import { encodeFrame, type LiveFrame } from "../../src/domain/live/frames.ts";

/** Between two frames; an eye takes less for at once, and a rush of changes becomes one list. */
const tickMs = 100;

/** The open sockets of a box office. They hibernate: an event that nobody trades costs nothing. */
export class Viewers {
  readonly #ctx: DurableObjectState;
  #lastTickAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** `fanId`: who may hold over this socket; null for who only looks. */
  accept(fanId: string | null, snapshot: Availability): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server);
    server.serializeAttachment({ fanId });
    server.send(encodeFrame(snapshot));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Has `frame` called soon: at once after a quiet time, else at the next tick. */
  scheduleTick(frame: () => AvailabilityChanges | null): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#lastTickAt + tickMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#lastTickAt = Date.now();
      this.broadcast(frame());
    }, wait);
  }

  broadcast(frame: LiveFrame | null): void {
    if (!frame) return;
    const bytes = encodeFrame(frame);
    for (const socket of this.#ctx.getWebSockets()) {
      try {
        socket.send(bytes);
      } catch {
        // It closed meanwhile; its page comes back and asks for a snapshot.
      }
    }
  }
}

// Reading an attachment is a copy; a socket keeps its fan for as long as the object is awake.
const fans = new WeakMap<WebSocket, string | null>();

export const fanOf = (socket: WebSocket): string | null => {
  const known = fans.get(socket);
  if (known !== undefined) return known;
  const attached = socket.deserializeAttachment() as { readonly fanId: string | null } | null;
  const fanId = attached?.fanId ?? null;
  fans.set(socket, fanId);
  return fanId;
};
