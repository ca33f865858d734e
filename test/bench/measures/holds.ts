import { type Figure, figure, type Section } from "../harness/figures.ts";
import { type Bench, emptyContender, gatewayWork, holdContender, peerContender } from "./contenders.ts";
import { type Contender, ratioOf, type Summary } from "./rounds.ts";

const groupSizes = [1, 4] as const;
const overs = ["http", "socket"] as const;

const at = (clients: number): string => `${clients} clients`;
const nameOf = {
  nothing: (clients: number) => `empty request, ${at(clients)}`,
  rpc: (clients: number) => `empty RPC, bare, ${at(clients)}`,
  gateway: (clients: number) => `empty RPC behind gateway and token check, ${at(clients)}`,
  body: (clients: number) => `the same with a hold's body and answer, ${at(clients)}`,
  message: (clients: number) => `empty WebSocket message, ${at(clients)}`,
  hold: (who: string, over: string, seats: number, clients: number) =>
    `${who}: ${seats === 1 ? "one seat" : "four seats"} over ${over}, ${at(clients)}`,
};

export interface PeerPorts {
  /** Null: Redis is not installed here. */
  readonly redis: number | null;
  readonly postgres: number;
}

/** Everything that is measured in rounds, in the order of its turn. */
export const holdContenders = (
  bench: Bench,
  peers: PeerPorts,
  clientCounts: readonly number[],
): readonly Contender[] =>
  clientCounts.flatMap((clients) => {
    const { limits, gateway } = bench.ports;
    const http = { over: "http", clients } as const;
    const empty = (path: string) => ({ kind: "empty", path }) as const;
    return [
      emptyContender(bench, nameOf.nothing(clients), { ...http, port: limits, work: empty("/nothing") }),
      emptyContender(bench, nameOf.rpc(clients), { ...http, port: limits, work: empty("/rpc") }),
      emptyContender(bench, nameOf.gateway(clients), {
        ...http,
        port: gateway,
        work: gatewayWork("nothing"),
      }),
      holdContender(bench, nameOf.hold("Frontrow", "http", 1, clients), "http", 1, clients),
      holdContender(bench, nameOf.hold("Frontrow", "http", 4, clients), "http", 4, clients),
      emptyContender(bench, nameOf.body(clients), { ...http, port: gateway, work: gatewayWork("hold") }),
      emptyContender(bench, nameOf.message(clients), {
        over: "socket",
        clients,
        port: limits,
        work: empty("/socket"),
      }),
      holdContender(bench, nameOf.hold("Frontrow", "socket", 1, clients), "socket", 1, clients),
      holdContender(bench, nameOf.hold("Frontrow", "socket", 4, clients), "socket", 4, clients),
      ...overs.flatMap((over) =>
        groupSizes.flatMap((seats) =>
          Object.entries(peers).flatMap(([peer, port]: [string, number | null]) => {
            const name = nameOf.hold(peer === "redis" ? "Redis" : "Postgres", over, seats, clients);
            return port === null ? [] : [peerContender(bench, name, port, over, seats, clients)];
          }),
        ),
      ),
    ];
  });

const rateFigures = ({ name, perSecond, p50, p99, cpuMicros }: Summary): readonly Figure[] => [
  figure(name, perSecond, "/s"),
  figure(`${name}, p50`, p50, "ms"),
  figure(`${name}, p99`, p99, "ms"),
  ...(cpuMicros > 1 ? [figure(`${name}, CPU of workerd`, cpuMicros, "µs")] : []),
];

export const ratioSection = (
  results: ReadonlyMap<string, Summary>,
  clientCounts: readonly number[],
): Section => {
  const ratio = (name: string, of: string, by: string, target?: number): Figure =>
    figure(
      name,
      ratioOf(results.get(of), results.get(by)),
      "ratio",
      target === undefined ? undefined : { atLeast: target },
    );
  const figures = clientCounts.flatMap((clients) => {
    const hold = (who: string, over: string, seats: number): string => nameOf.hold(who, over, seats, clients);
    const [gateway, message] = [nameOf.gateway(clients), nameOf.message(clients)];
    return [
      ratio(`empty RPC behind gateway ÷ bare, ${at(clients)}`, gateway, nameOf.rpc(clients), 0.6),
      ...groupSizes.flatMap((seats) => [
        ratio(
          `${hold("Frontrow", "http", seats)} ÷ empty RPC behind gateway`,
          hold("Frontrow", "http", seats),
          gateway,
          0.85,
        ),
        ratio(
          `${hold("Frontrow", "socket", seats)} ÷ empty message`,
          hold("Frontrow", "socket", seats),
          message,
          0.6,
        ),
        ratio(
          `${hold("Frontrow", "http", seats)} ÷ Redis`,
          hold("Frontrow", "http", seats),
          hold("Redis", "http", seats),
        ),
        ratio(
          `${hold("Frontrow", "socket", seats)} ÷ Redis`,
          hold("Frontrow", "socket", seats),
          hold("Redis", "socket", seats),
          seats === 4 ? 1 : undefined,
        ),
      ]),
    ];
  });
  return { title: "Ratios, the medians of all rounds", figures, notes: [] };
};

export const rateSection = (results: ReadonlyMap<string, Summary>, notes: readonly string[]): Section => ({
  title: "Requests and holds a second, with 50 viewers of every hold",
  figures: [...results.values()].flatMap(rateFigures),
  notes: [
    ...notes,
    ...[...results.values()].flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
  ],
});
