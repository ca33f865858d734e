import { DurableObject } from "cloudflare:workers";
import type { HoldCommand, HoldView } from "../../../src/domain/box-office/contract.ts";
import type { EventId, FanId, HoldId } from "../../../src/domain/ids.ts";
import { ok } from "../../../src/domain/outcome.ts";

/**
 * What the runtime itself can do, without a box office: an empty RPC, an empty message. Bound to the gateway in the place of the
 * real one, it shows what the gateway and the token check cost.
 */
export class EmptyBoxOffice extends DurableObject {
  empty(): void {}

  release(_fanId: FanId, holdId: HoldId) {
    return ok(this.#view(holdId));
  }

  hold(command: HoldCommand) {
    return ok(this.#view(command.holdId));
  }

  #view(id: HoldId): HoldView {
    return {
      id,
      eventId: `evt_${id.slice(4, 16)}` as EventId,
      status: "held",
      expiresAt: 4_102_444_800_000,
      tickets: [],
      total: { amountMinor: 0, currency: "eur" },
      feesMinor: 0,
      orderId: null,
    };
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    socket.send(message);
  }
}
