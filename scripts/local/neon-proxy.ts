import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { pipeline } from "node:stream";
import { json } from "node:stream/consumers";
import pg from "pg";
import { createWebSocketStream, WebSocketServer } from "ws";
import { runSqlRequest, SqlBody } from "./sql-over-http.ts";

/**
 * What Neon puts in front of a database, so that its driver runs here unchanged: PostgreSQL's own protocol inside a WebSocket,
 * and statements as HTTP requests. It reaches one local PostgreSQL, whatever host the connection string names, also when
 * that one was away and is back.
 */
export interface NeonProxy {
  /** host:port */
  readonly address: string;
  stop(): Promise<void>;
}

// More than these wait for one: the server takes 200 in all, and sockets have theirs.
const connectionsForHttp = 32;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The fields of a PostgreSQL error under the names that the driver looks for. */
const refusalOf = (error: pg.DatabaseError): Answer => ({
  status: 400,
  body: { ...error, message: error.message },
});

const createPools = (port: number) => {
  const pools = new Map<string, pg.Pool>();
  return {
    poolFor(connectionString: string): pg.Pool {
      const { username, password, pathname } = new URL(connectionString);
      const url = `postgresql://${username}:${password}@127.0.0.1:${port}${pathname}`;
      const known = pools.get(url);
      if (known) return known;
      const pool = new pg.Pool({ connectionString: url, max: connectionsForHttp, allowExitOnIdle: true });
      // A connection that is lost fails its statement; without listeners it would end the proxy as well.
      pool.on("error", () => {});
      pool.on("connect", (client) => client.on("error", () => {}));
      pools.set(url, pool);
      return pool;
    },
    end: () => Promise.all([...pools.values()].map((pool) => pool.end())),
  };
};

const answerSql = async (
  request: IncomingMessage,
  poolFor: (connectionString: string) => pg.Pool,
): Promise<Answer> => {
  const connectionString = request.headers["neon-connection-string"];
  if (typeof connectionString !== "string" || !URL.canParse(connectionString))
    return { status: 400, body: { message: "Neon-Connection-String is missing or no URL" } };
  const parsed = SqlBody.safeParse(await json(request).catch(() => undefined));
  if (!parsed.success)
    return { status: 400, body: { message: "the body is no query, and no batch of them" } };
  try {
    const result = await runSqlRequest(poolFor(connectionString), {
      body: parsed.data,
      headers: request.headers,
    });
    return { status: 200, body: result };
  } catch (error) {
    if (error instanceof pg.DatabaseError) return refusalOf(error);
    return { status: 503, body: { message: `PostgreSQL can not be reached: ${error}` } };
  }
};

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

export const startNeonProxy = async (settings: {
  readonly port: number;
  readonly postgresPort: number;
}): Promise<NeonProxy> => {
  const pools = createPools(settings.postgresPort);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const server = createServer(async (request, response) => {
    if (request.method === "POST" && request.url === "/sql")
      send(response, await answerSql(request, pools.poolFor));
    else send(response, { status: 404, body: { message: "there is POST /sql, and WebSockets at /v2" } });
  });
  server.on("upgrade", (request, socket, head) => {
    if (!/^\/v[12](\?|$)/.test(request.url ?? "")) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const tunnel = createWebSocketStream(webSocket);
      const postgres = connect(settings.postgresPort, "127.0.0.1").setNoDelay();
      // Whichever side ends, or can not be reached, the other is closed too.
      pipeline(tunnel, postgres, tunnel, () => webSocket.terminate());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${settings.port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const webSocket of sockets.clients) webSocket.terminate();
      await pools.end();
      await closed;
    },
  };
};
