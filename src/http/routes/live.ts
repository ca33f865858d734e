import { createRoute, z } from "@hono/zod-openapi";
import { fanIfAny } from "../auth.ts";
import { createRouter } from "../context.ts";
import { eventsOf } from "../live-events.ts";
import { HttpProblem } from "../problem.ts";
import { EventIdParam } from "./event-schemas.ts";
import { liveDescription } from "./live-description.ts";

const live = createRoute({
  method: "get",
  path: "/events/{eventId}/live",
  tags: ["Events"],
  summary: "The seats as they change: a WebSocket, or Server-Sent Events",
  // Who only looks needs no token.
  security: [{}, { fan: [] }, { session: [] }],
  description: liveDescription,
  request: { params: EventIdParam },
  responses: {
    101: { description: "The socket is open" },
    200: { description: "The stream of events", content: { "text/event-stream": { schema: z.string() } } },
  },
});

export const liveRoutes = createRouter();

liveRoutes.openapi(live, async (c) => {
  const wantsSocket = c.req.header("upgrade")?.toLowerCase() === "websocket";
  const wantsEvents = c.req.header("accept")?.includes("text/event-stream") ?? false;
  if (!wantsSocket && !wantsEvents)
    throw new HttpProblem(
      "upgrade_required",
      "Open a WebSocket here, or ask for 'text/event-stream'.",
      {},
      { upgrade: "websocket" },
    );
  const { eventId } = c.req.valid("param");
  const answer = await c.var.services.openLiveSocket(eventId, wantsSocket ? await fanIfAny(c) : null);
  if (!answer.webSocket) throw new HttpProblem("event_not_found", "There is no such event on sale.");
  return wantsSocket
    ? new Response(null, { status: 101, webSocket: answer.webSocket })
    : eventsOf(answer.webSocket);
});
