import { WebSocket } from "ws";
import { quantile } from "../harness/statistics.ts";
import { holdBody, seatGroups } from "./requests.ts";
import type { LoadJob, LoadResult } from "./job.ts";
import { socketDialects } from "./socket-dialects.ts";
import { passTokens, takeTokens } from "./tokens.ts";

const open = (url: string, token: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      headers: { authorization: `Bearer ${token}` },
    });
    socket.once("open", () => resolve(socket)).once("error", reject);
  });

const messagesOf = ({ work }: LoadJob): readonly string[] | null => {
  if (work.kind !== "hold") return null;
  return seatGroups(work.plan).map((seats, i) =>
    socketDialects[work.of].hold(i, holdBody(work.of, work.eventId, seats)),
  );
};

/** Keeps one message under way on each socket. Frames of the live seat map come on the same sockets and are let pass. */
export const runSocketLoad = async (job: LoadJob): Promise<LoadResult> => {
  const { work } = job;
  if (work.kind !== "hold" && work.kind !== "empty") throw new Error(`no load of ${work.kind} over sockets`);
  const dialect = work.kind === "hold" ? socketDialects[work.of] : null;
  const path = work.kind === "hold" ? socketDialects[work.of].path(work.eventId) : work.path;
  const messages = messagesOf(job);
  const sockets: WebSocket[] = [];
  for (const token of takeTokens(job.port, job.clients))
    sockets.push(await open(`ws://127.0.0.1:${job.port}${path}`, token));
  passTokens(job.port, job.clients);
  const refused: Record<string, number> = {};
  const latencies: number[] = [];
  let next = 0;
  let accepted = 0;

  const started = performance.now();
  const deadline = started + job.seconds * 1000;
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let sentAt = 0;
          const send = (now: number): void => {
            const message = now < deadline ? (messages ? messages[next++] : "") : undefined;
            if (message === undefined) {
              resolve();
              return;
            }
            sentAt = now;
            socket.send(message);
          };
          socket.on("message", (message: Buffer, isBinary) => {
            if (isBinary) return;
            const refusal = dialect ? dialect.refusalIn(message) : null;
            if (refusal === "notAnAnswer") return;
            const now = performance.now();
            latencies.push(now - sentAt);
            if (refusal === null) accepted++;
            else refused[refusal] = (refused[refusal] ?? 0) + 1;
            send(now);
          });
          socket.once("close", () => reject(new Error("the server closed a socket")));
          socket.once("error", reject);
          send(performance.now());
        }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.removeAllListeners("close").terminate();
  return {
    answered: accepted,
    refused,
    seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    seatsHeld: job.work.kind === "hold" ? accepted * job.work.plan.seatsPerHold : 0,
  };
};
