import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** What the control server can do with the stack; the tests inside `workerd` can start no process themselves. */
export interface Controlled {
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
}

/** A webhook that came in, to be handed to the Worker by the test that waits for it. */
export interface Delivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 *     POST /postgres/stop, POST /postgres/start
 *     POST /deliveries                         remembers a webhook
 *     GET  /deliveries?naming=ord_…            those whose body names it, in the order in which they came
 *     POST /silent/sql                         a Postgres (`NEON_PROXY=<host>/silent`) that takes a statement and never answers
 *     POST /issuer/keys, GET /issuer/keys      the key set (JWKS) of an outside issuer of tokens
 *     POST /issuer/away                        from now on it has none to give, until it is given some
 */
export const startControl = async (port: number, stack: Controlled) => {
  const deliveries: Delivery[] = [];
  let issuerKeys: unknown = { keys: [] };
  const answers: Readonly<Record<string, (url: URL, delivery: Delivery) => unknown>> = {
    "POST /postgres/stop": () => stack.stopPostgres(),
    "POST /postgres/start": () => stack.startPostgres(),
    "POST /silent/sql": () => new Promise(() => {}),
    "POST /deliveries": (_, delivery) => deliveries.push(delivery),
    "POST /issuer/keys": (_, { body }) => {
      issuerKeys = JSON.parse(body);
    },
    "POST /issuer/away": () => {
      issuerKeys = undefined;
    },
    "GET /issuer/keys": () => {
      if (issuerKeys === undefined) throw new Error("the issuer is away");
      return issuerKeys;
    },
    "GET /deliveries": (url) =>
      deliveries.filter(({ body }) => body.includes(url.searchParams.get("naming") ?? "")),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://control");
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    );
    const answer = answers[`${request.method} ${url.pathname}`];
    try {
      const result = await answer?.(url, { body: await text(request), headers });
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(result ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
