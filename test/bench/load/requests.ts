import { ticketIdOf, type EventId } from "../../../src/domain/ids.ts";
import { holdsPerFan, type HoldPlan, type LoadJob } from "./job.ts";
import { takeTokens } from "./tokens.ts";

/** The seats of each hold, every seat once, in an order that is the same each time and looks random. */
export const seatGroups = ({ seatCount, seatsPerHold }: HoldPlan): readonly (readonly number[])[] => {
  const groups = Array.from({ length: Math.floor(seatCount / seatsPerHold) }, (_, group) =>
    Array.from({ length: seatsPerHold }, (_, i) => group * seatsPerHold + i),
  );
  let state = 12345;
  for (let i = groups.length - 1; i > 0; i--) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    const j = state % (i + 1);
    const [a, b] = [groups[i], groups[j]];
    if (a && b) [groups[i], groups[j]] = [b, a];
  }
  return groups;
};

export const holdBody = (of: "frontrow" | "peer", eventId: string, seats: readonly number[]): string =>
  of === "peer"
    ? JSON.stringify({ seats })
    : JSON.stringify({ ticketIds: seats.map((seat) => ticketIdOf(eventId as EventId, seat)) });

const http = (
  method: string,
  path: string,
  port: number,
  token: string | null,
  body: string | null,
  header?: string,
): Buffer =>
  Buffer.from(
    [
      `${method} ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      ...(header === undefined ? [] : [header]),
      ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
      ...(body === null
        ? []
        : ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`]),
      "",
      body ?? "",
    ].join("\r\n"),
  );

/** As many as can be sent before the job must end; an empty request is sent again and again. */
export const httpRequests = ({
  work,
  port,
}: LoadJob): {
  readonly requests: readonly Buffer[];
  readonly again: boolean;
  readonly requestsPerFan: number;
} => {
  if (work.kind === "empty")
    return {
      requests: [http("GET", work.path, port, null, null)],
      again: true,
      requestsPerFan: Number.POSITIVE_INFINITY,
    };
  if (work.kind === "gateway") {
    const count = 40_000;
    const tokens = takeTokens(port, count / holdsPerFan(1));
    const requests = Array.from({ length: count }, (_, i) => {
      const token = tokens[Math.floor(i / holdsPerFan(1))] ?? "";
      return work.with === "hold"
        ? http("POST", "/booking/reserve", port, token, holdBody("frontrow", work.eventId, [i]))
        : http(
            "DELETE",
            `/booking/holds/hld_${work.eventId.slice(4)}_00000000000000000000`,
            port,
            token,
            null,
          );
    });
    return { requests, again: true, requestsPerFan: holdsPerFan(1) };
  }
  if (work.kind === "posts") {
    const { path, posts } = work;
    return {
      requests: posts.map(({ body, header }) => http("POST", path, port, null, body, header)),
      again: false,
      requestsPerFan: Number.POSITIVE_INFINITY,
    };
  }
  const { of, eventId, plan } = work;
  const groups = seatGroups(plan);
  const each = holdsPerFan(plan.seatsPerHold);
  const tokens = takeTokens(port, Math.ceil(groups.length / each));
  const path = of === "frontrow" ? "/booking/reserve" : `/events/${eventId}/holds`;
  const requests = groups.map((seats, i) =>
    http("POST", path, port, tokens[Math.floor(i / each)] ?? "", holdBody(of, eventId, seats)),
  );
  return { requests, again: false, requestsPerFan: each };
};
