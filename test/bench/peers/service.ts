import { WebSocket, WebSocketServer } from "ws";
import Fastify, { type FastifyInstance } from "fastify";
import { jwtVerify } from "jose";

/** The store behind a peer: holds all the seats or none, and tells of every hold, its own too. */
export interface SeatStore {
  open(eventId: string, seatCount: number): Promise<void>;
  hold(eventId: string, fanId: string, seats: readonly number[]): Promise<boolean>;
  subscribe(held: (eventId: string, seats: readonly number[]) => void): Promise<void>;
}

export const holdMilliseconds = 600_000;
/** As Frontrow's: changes are gathered and sent together, which is far less work than a message each. */
const tickMs = 100;
const rememberedTokens = 10_000;

interface Show {
  readonly seatCount: number;
  readonly viewers: Set<WebSocket>;
  sequence: number;
  unsent: number[];
}

/** What a Node team would write: Fastify and ws in front of the store, the token checked with jose and remembered. */
export const createPeer = async (store: SeatStore, secret: string): Promise<FastifyInstance> => {
  const app = Fastify();
  const key = Buffer.from(secret, "base64url");
  const known = new Map<string, string>();
  const shows = new Map<string, Show>();

  const fanOf = async (authorization: string | undefined): Promise<string> => {
    const token = authorization?.replace(/^Bearer /, "") ?? "";
    const before = known.get(token);
    if (before) return before;
    const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], typ: "frontrow-fan+jwt" });
    if (known.size >= rememberedTokens) known.delete(known.keys().next().value ?? "");
    known.set(token, payload.sub ?? "");
    return payload.sub ?? "";
  };

  await store.subscribe((eventId, seats) => {
    const show = shows.get(eventId);
    if (!show) return;
    if (show.unsent.length === 0) setTimeout(() => broadcast(show), tickMs);
    show.unsent.push(...seats);
  });

  app.put<{ Params: { id: string }; Body: { seatCount: number } }>(
    "/events/:id",
    async ({ params, body }) => {
      await store.open(params.id, body.seatCount);
      shows.set(params.id, { seatCount: body.seatCount, viewers: new Set(), sequence: 0, unsent: [] });
      return {};
    },
  );

  app.post<{ Params: { id: string }; Body: { seats: number[] } }>(
    "/events/:id/holds",
    { schema: { body: seatsSchema } },
    async ({ params, body, headers }, reply) => {
      const held = await store.hold(params.id, await fanOf(headers.authorization), body.seats);
      if (!held) return reply.code(409).send({ code: "taken" });
      const expiresAt = new Date(Date.now() + holdMilliseconds).toISOString();
      return reply.code(201).send({ eventId: params.id, seats: body.seats, expiresAt });
    },
  );

  const sockets = new WebSocketServer({ server: app.server, perMessageDeflate: false });
  // A page has one socket: it shows the seats and holds them.
  sockets.on("connection", (socket, request) => {
    const eventId = request.url?.split("/")[2] ?? "";
    const show = shows.get(eventId);
    if (!show) return socket.close();
    const { authorization } = request.headers;
    socket.send(JSON.stringify({ sequence: show.sequence, seatCount: show.seatCount, held: [] }));
    show.viewers.add(socket);
    socket.once("close", () => show.viewers.delete(socket));
    socket.on("message", async (message) => {
      const { id, seats } = JSON.parse(message.toString()) as { id: number; seats: number[] };
      const fanId = await fanOf(authorization).catch(() => null);
      if (fanId === null) return socket.close();
      socket.send(JSON.stringify({ id, held: await store.hold(eventId, fanId, seats) }));
    });
  });
  return app;
};

const seatsSchema = {
  type: "object",
  required: ["seats"],
  properties: { seats: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 8 } },
};

const broadcast = (show: Show): void => {
  show.sequence++;
  const message = JSON.stringify({ sequence: show.sequence, held: show.unsent });
  show.unsent = [];
  for (const viewer of show.viewers) if (viewer.readyState === WebSocket.OPEN) viewer.send(message);
};
