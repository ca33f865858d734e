import { decodeFrame, statusIn } from "../../../src/domain/live/frames.ts";

type SeatStatus = ReturnType<typeof statusIn>;

/** A viewer of the live seat map, who follows one seat. */
export interface SeatWatcher {
  /** Resolves when the seat has been all of these, in this order; what it was in between does not matter. */
  sees(...statuses: readonly SeatStatus[]): Promise<void>;
  close(): void;
}

export const watchSeat = async (url: string, seatNo: number): Promise<SeatWatcher> => {
  const socket = new WebSocket(url.replace(/^http/, "ws"));
  socket.binaryType = "arraybuffer";
  const seen: SeatStatus[] = [];
  let onSeen = (): void => {};
  const { promise: opened, resolve: onSnapshot, reject: onError } = Promise.withResolvers<void>();
  socket.addEventListener("error", () => onError(new Error("the socket failed")));
  socket.addEventListener("message", ({ data }) => {
    if (!(data instanceof ArrayBuffer)) return;
    const frame = decodeFrame(new Uint8Array(data));
    if (frame.kind === "snapshot") seen.push(statusIn(frame.packed, seatNo));
    else for (const change of frame.changes) if (change.seatNo === seatNo) seen.push(change.status);
    onSnapshot();
    onSeen();
  });
  await opened;
  return {
    sees: (...statuses) =>
      new Promise((resolve) => {
        onSeen = () => {
          let next = 0;
          for (const status of seen) if (status === statuses[next]) next++;
          if (next === statuses.length) resolve();
        };
        onSeen();
      }),
    close: () => socket.close(),
  };
};
