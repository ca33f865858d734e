import { quantile } from "../harness/statistics.ts";
import { HttpConnection } from "./http-connection.ts";
import type { LoadJob, LoadResult } from "./job.ts";
import { httpRequests } from "./requests.ts";
import { passTokens } from "./tokens.ts";

/** A connection counts as open when the server has answered on it: before, it may only stand in the listener's queue. */
const openWarm = async (port: number): Promise<HttpConnection> => {
  const connection = await HttpConnection.open(port);
  await new Promise<void>((resolve, reject) => {
    connection.listen(() => resolve(), reject);
    connection.send(Buffer.from(`GET /warm HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`));
  });
  return connection;
};

/** Keeps one request under way on each connection until the time or the requests are over. */
export const runHttpLoad = async (job: LoadJob): Promise<LoadResult> => {
  const { requests, again, requestsPerFan } = httpRequests(job);
  const connections: HttpConnection[] = [];
  for (let i = 0; i < job.clients; i++) connections.push(await openWarm(job.port));
  const refused: Record<string, number> = {};
  const latencies: number[] = [];
  let next = 0;
  let accepted = 0;

  const started = performance.now();
  const deadline = started + job.seconds * 1000;
  await Promise.all(
    connections.map(
      (connection) =>
        new Promise<void>((resolve, reject) => {
          let sentAt = 0;
          const send = (now: number): void => {
            if (again && next >= requests.length) next = 0;
            const request = now < deadline ? requests[next++] : undefined;
            if (!request) {
              resolve();
              return;
            }
            sentAt = now;
            connection.send(request);
          };
          connection.listen((status) => {
            const now = performance.now();
            latencies.push(now - sentAt);
            if (status >= 200 && status < 300) accepted++;
            else refused[status] = (refused[status] ?? 0) + 1;
            send(now);
          }, reject);
          send(performance.now());
        }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const connection of connections) connection.close();
  passTokens(job.port, Math.ceil(latencies.length / requestsPerFan));
  return {
    answered: accepted,
    refused,
    seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    seatsHeld: job.work.kind === "hold" ? accepted * job.work.plan.seatsPerHold : 0,
  };
};
