import { WebSocket } from "ws";
import { type HoldAnswer, SocketAnswer } from "./bodies.ts";

export interface SocketHold {
  readonly origin: string;
  readonly eventId: string;
  readonly token: string;
  readonly key: string;
  readonly want: unknown;
}

const longestWaitMs = 10_000;

/** Holds over the live socket of a page. `unknown`: it closed, or never opened, without an answer. */
export const holdOverSocket = ({
  origin,
  eventId,
  token,
  key,
  want,
}: SocketHold): Promise<HoldAnswer | "refused" | "unknown"> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/events/${eventId}/live`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const done = (answer: HoldAnswer | "refused" | "unknown"): void => {
      clearTimeout(timer);
      resolve(answer);
      socket.terminate();
    };
    const timer = setTimeout(() => done("unknown"), longestWaitMs);
    socket.on("open", () => socket.send(JSON.stringify({ type: "hold", ref: 1, idempotencyKey: key, want })));
    socket.on("message", (text: Buffer, isBinary) => {
      if (isBinary) return;
      const answer = SocketAnswer.parse(JSON.parse(text.toString()));
      done(answer.type === "held" ? answer.hold : "refused");
    });
    socket.on("error", () => done("unknown"));
    socket.on("close", () => done("unknown"));
  });
