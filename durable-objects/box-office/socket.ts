import { sha256 } from "../../src/digest.ts";
import type { BoxOfficeContract, HoldView } from "../../src/domain/box-office/contract.ts";
import { holdBody } from "../../src/domain/box-office/hold-body.ts";
import { holdCommandOf } from "../../src/domain/box-office/hold-request.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { encodeFrame } from "../../src/domain/live/frames.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { takeAllowance } from "./allowance.ts";
import { type ClientMessage, parseMessage, type ServerMessage } from "./socket-messages.ts";

/** A page says little at a time; a message beyond this is no message of ours. */
const longestMessage = 16 * 1024;
/** RFC 6455: the message breaks a policy. */
const policyViolation = 1008;

const entropy = { random: (length: number) => crypto.getRandomValues(new Uint8Array(length)), sha256 };

type Ref = ClientMessage["ref"];

/** What a message is answered on: its box office, the world's limit, its socket and whose it is. */
export interface SocketSide {
  readonly office: BoxOfficeContract;
  readonly eventId: EventId | null;
  readonly limitFan: (fanId: string) => Promise<boolean>;
  readonly now: () => number;
  readonly socket: WebSocket;
  readonly fanId: string | null;
}

/** Holds and releases over the socket, by the same rules as over HTTP; the answer comes when it is written. */
export const answerMessage = async (side: SocketSide, text: string | ArrayBuffer): Promise<void> => {
  const { office, eventId, socket, fanId } = side;
  const send = (data: string | Uint8Array): void => {
    // It may have closed while its answer was written.
    if (socket.readyState === WebSocket.OPEN) socket.send(data);
  };
  const say = (message: ServerMessage): void => send(JSON.stringify(message));
  const answer = (type: "held" | "released", ref: Ref, outcome: Outcome<HoldView>): void =>
    say(
      outcome.ok
        ? { type, ref, hold: holdBody(outcome.value) }
        : { type: "refused", ref, refusal: outcome.refusal },
    );
  /** What no fan's limit counts, the socket's own does: it would all be work of the one thread that gives seats. */
  const mayAsk = (): boolean => {
    if (takeAllowance(socket, side.now())) return true;
    socket.close(policyViolation, "too many messages");
    return false;
  };
  const fault = (code: "message_invalid" | "token_missing", detail: string, ref?: Ref): void => {
    if (mayAsk()) say({ type: "error", ref, code, detail });
  };

  if (typeof text !== "string" || text.length > longestMessage)
    return fault("message_invalid", "a message is JSON text of 16 KiB at most");
  const message = parseMessage(text, eventId);
  if ("fault" in message) return fault("message_invalid", message.fault);
  const { ref } = message;

  if (message.type === "snapshot") {
    if (!mayAsk()) return;
    const snapshot = await office.availability();
    return snapshot.ok
      ? send(encodeFrame(snapshot.value))
      : say({ type: "refused", ref, refusal: snapshot.refusal });
  }
  if (fanId === null) return fault("token_missing", "open the socket with a fan's token to hold", ref);
  if (!(await side.limitFan(fanId)))
    return say({ type: "error", ref, code: "rate_limited", detail: "too many requests; wait a minute" });
  if (message.type === "release") return answer("released", ref, await office.release(fanId, message.holdId));
  const request = holdCommandOf(message.want, fanId, message.idempotencyKey, entropy);
  if (request.eventId !== eventId) return fault("message_invalid", "these are tickets of another event", ref);
  answer("held", ref, await office.hold(request.command));
};
