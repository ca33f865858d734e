import { decodeFrame, type LiveFrame } from "../domain/live/frames.ts";

/** Proxies and browsers close what is silent for long; a comment keeps it open. */
const keepAliveMs = 20_000;
/** Frames that may wait for a reader. Who reads slower than that is cut off, and begins again with a snapshot. */
const mostWaiting = 64;

/**
 * Server-Sent Events out of a box office's socket, for those who can not keep one: the same frames, each an event named by its
 * kind, with its sequence as `id`. Whoever comes back gets a snapshot first, so nothing hangs on Last-Event-ID.
 */
export const eventsOf = (socket: WebSocket): Response => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  const end = (): void => {
    clearInterval(keepAlive);
    socket.close(1000);
    writer.close().catch(() => {});
  };
  const write = (text: string): void => {
    if ((writer.desiredSize ?? 0) < -mostWaiting) {
      writer.abort().catch(() => {});
      end();
    } else {
      writer.write(encoder.encode(text)).catch(end);
    }
  };
  const keepAlive = setInterval(() => write(": still here\n\n"), keepAliveMs);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) write(eventOf(decodeFrame(new Uint8Array(data))));
  });
  socket.addEventListener("close", end);
  socket.addEventListener("error", end);
  socket.accept();
  return new Response(readable, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
};

const eventOf = (frame: LiveFrame): string => {
  const { kind, ...rest } = frame;
  const body = "packed" in rest ? { ...rest, packed: btoa(String.fromCharCode(...rest.packed)) } : rest;
  return `event: ${kind}\nid: ${frame.sequence}\ndata: ${JSON.stringify(body)}\n\n`;
};
