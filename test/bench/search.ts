import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Figure, figure, printTable, type Section } from "./harness/figures.ts";
import { describeMachine, peakMegabytesOf } from "./harness/machine.ts";
import { atEnd, guardRun, pause, stopEverything } from "./harness/processes.ts";
import { median, quantile } from "./harness/statistics.ts";
import { Catalogue } from "./search/catalogue/catalogue.ts";
import { IndexSystem } from "./search/index-system.ts";
import { measureCorrections } from "./search/corrections.ts";
import { measureOpenLoop } from "./search/open-loop.ts";
import { PostgresSystem, withGin, withIlike } from "./search/postgres-system.ts";
import { type BenchQuery, benchQueries, type QueryKind, queryKinds } from "./search/queries.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean" },
    quick: { type: "boolean" },
    events: { type: "string" },
    only: { type: "string" },
  },
});

const thorough = {
  events: 1_000_000,
  /** Of each kind. */
  queries: 240,
  perSecond: 60,
  gin: 24,
  ilike: 3,
  typos: 1000,
  changes: 20,
  limitSeconds: 3600,
};
const quick: typeof thorough = {
  ...{
    events: 40_000,
    queries: 40,
    perSecond: 60,
    gin: 6,
    ilike: 2,
    typos: 200,
    changes: 5,
    limitSeconds: 120,
  },
};
const chosen = options.quick ? quick : thorough;
const plan = { ...chosen, events: Number(options.events ?? chosen.events) };
const directory = ".local/bench/search";
const firstPort = Number(process.env.BENCH_PORT ?? 4600);
const seed = 42;
const now = Date.now();

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else if (text) console.error(text);
};
/** `--only index,postgres` for a part of it. */
const wanted = (part: string): boolean => !options.only || options.only.split(",").includes(part);

guardRun(plan.limitSeconds);
rmSync(directory, { recursive: true, force: true });
const catalogue = new Catalogue(plan.events, seed, now);
const queries = benchQueries(catalogue, plan.queries, now);
const ofKind = (kind: QueryKind, count: number): readonly BenchQuery[] =>
  queries.filter((query) => query.kind === kind).slice(0, count);
const sections: Section[] = [];

const index = new IndexSystem({
  directory,
  port: firstPort,
  inspectorPort: firstPort + 1,
  events: plan.events,
  seed,
  now,
});
progress("building the Worker");
await index.bundle();
await index.start();
atEnd(() => index.stop());

const begun = performance.now();
await index.build();
for (let status = await index.status(); status.isBuilding; status = await index.status()) {
  progress(`building the index, ${(status.bytes / 1e6).toFixed(0)} MB`);
  await pause(1000);
}
const buildSeconds = (performance.now() - begun) / 1000;
const peakOfBuild = peakMegabytesOf(index.pid);
const { documents, bytes } = await index.status();
if (documents !== plan.events) throw new Error(`the index has ${documents} documents`);
// Once through, as it is after a minute's use.
progress("warming up");
for (const kind of queryKinds) await index.time(ofKind(kind, 20).map(({ query }) => query));

progress("within the object");
const within = new Map<QueryKind, number[]>();
const slice = 5;
for (let from = 0; from < plan.queries; from += slice)
  for (const kind of queryKinds) {
    const some = ofKind(kind, plan.queries).slice(from, from + slice);
    within.set(kind, [...(within.get(kind) ?? []), ...(await index.time(some.map(({ query }) => query)))]);
  }
const timesOf = (kind: QueryKind): readonly number[] => within.get(kind) ?? [];
const p99s = queryKinds.map((kind) => quantile(timesOf(kind), 0.99));
sections.push({
  title: `In the index, ${plan.events.toLocaleString("en-US")} events`,
  figures: [
    figure("build: count of seconds", buildSeconds, "count"),
    figure("SQLite", bytes / 1e6, "MB", { atMost: 1000 }),
    ...queryKinds.flatMap((kind): Figure[] => [
      figure(`${kind}: p50`, quantile(timesOf(kind), 0.5), "ms", { atMost: 3 }),
      figure(`${kind}: p95`, quantile(timesOf(kind), 0.95), "ms"),
      figure(`${kind}: p99`, quantile(timesOf(kind), 0.99), "ms", { atMost: 15 }),
    ]),
    figure("worst kind's p99 ÷ the median kind's", Math.max(...p99s) / median(p99s), "ratio", { atMost: 5 }),
  ],
  notes: [
    `${plan.queries} different queries of each kind, the kinds in turn, terms from common to rare; 20 hits with what is shown of them.`,
    "The runtime's clock counts milliseconds: each query is repeated until 6 ms have passed, and no answer is kept.",
    "The events are generated within the object while it builds; that is part of the build's time.",
  ],
});

progress("over HTTP");
const overHttp = await measureOpenLoop(queries, plan.perSecond, ({ query }) => index.find(query));
const empty = await measureOpenLoop(queries.slice(0, 200), plan.perSecond, () => index.empty());
sections.push({
  title: `Over HTTP and RPC, open loop, ${plan.perSecond} queries a second, kinds mixed`,
  figures: [
    ...queryKinds.flatMap((kind): Figure[] => {
      const times = overHttp.flatMap(({ query, ms }) => (query.kind === kind ? [ms] : []));
      return [0.5, 0.95, 0.99].map((share) =>
        figure(`${kind}: p${share * 100}`, quantile(times, share), "ms"),
      );
    }),
    ...[0.5, 0.99].map((share) =>
      figure(
        `an empty request: p${share * 100}`,
        quantile(
          empty.map(({ ms }) => ms),
          share,
        ),
        "ms",
      ),
    ),
  ],
  notes: ["From when a query was due to its whole answer, so waiting counts."],
});

progress("misspelt words");
const corrections = await measureCorrections(index, catalogue, plan.typos);
progress("changes");
const delays: number[] = [];
for (let i = 0; i < plan.changes; i++) {
  const name = `Freshly renamed ${"abcdefghijklmnopqrst".charAt(i % 20)}${i}x`;
  const changedAt = performance.now();
  const id = await index.rename(i * 31, name);
  const [{ query } = { query: null }] = benchQueries(catalogue, 1, now);
  if (!query) throw new Error("there is a query");
  const asked = {
    ...query,
    term: { parts: [{ kind: "phrase", words: name.toLowerCase().split(" ") }] },
  } as const;
  for (;;) {
    const found = await index.find(asked);
    if (found?.hits[0]?.event.id === id) break;
    if (performance.now() - changedAt > 10_000) throw new Error("a change is not found after ten seconds");
    await pause(5);
  }
  delays.push(performance.now() - changedAt);
}
sections.push({
  title: "Misspelt words and changes",
  figures: [
    figure("misspelt words found", corrections.found, "ratio", { atLeast: 0.95 }),
    figure("of them the first correction is the right one", corrections.first, "ratio"),
    figure("a change is found after: p50", median(delays), "ms"),
    figure("a change is found after: slowest", Math.max(...delays), "ms", { atMost: 1000 }),
  ],
  notes: [
    `${plan.typos} words of performers with a letter missing, too many, wrong, or changed with its neighbour, a fifth of the longer ones twice; those that happen to be another word of the index are left out.`,
    "A change: from when it is in the log and the index is nudged, as after a commit.",
  ],
});
await index.stop();

progress("waking");
await index.start(true);
const woken = performance.now();
for (const { query } of ofKind("rare word", 1)) await index.find(query);
const wakeMs = performance.now() - woken;
for (const kind of queryKinds) await index.time(ofKind(kind, 20).map(({ query }) => query));
const memory = await index.memory();
await index.stop();
sections.push({
  title: "Memory, and waking",
  figures: [
    figure("heap of the isolate, with columns", memory, "MB", { atMost: 128 }),
    figure("the whole process at most while it built, runtime and page cache with it", peakOfBuild, "MB"),
    figure("the first answer after it slept", wakeMs, "ms"),
  ],
  notes: ["V8's heap and the array buffers beside it after a collection, 140 queries after it woke."],
});

if (wanted("postgres")) {
  const postgres = await PostgresSystem.start(resolve(directory, "postgres"), firstPort + 2);
  await postgres.load(catalogue, (count) => progress(`loading Postgres, ${count.toLocaleString("en-US")}`));
  const timed = async (statementOf: typeof withGin, count: number): Promise<Map<QueryKind, number[]>> => {
    const times = new Map<QueryKind, number[]>();
    for (let i = 0; i < count; i++)
      for (const kind of queryKinds) {
        const [asked] = ofKind(kind, plan.queries).slice(i, i + 1);
        if (asked) times.set(kind, [...(times.get(kind) ?? []), await postgres.time(statementOf(asked))]);
      }
    return times;
  };
  progress("Postgres with ILIKE");
  const ilike = await timed(withIlike, plan.ilike);
  progress("indexing Postgres");
  const indexed = performance.now();
  await postgres.index();
  const indexSeconds = (performance.now() - indexed) / 1000;
  progress("Postgres with GIN");
  await timed(withGin, 2);
  const gin = await timed(withGin, plan.gin);
  sections.push({
    title: "In Postgres",
    figures: [
      figure("indexing: count of seconds", indexSeconds, "count"),
      figure("table and indexes", (await postgres.bytes()) / 1e6, "MB"),
      ...queryKinds.flatMap((kind): Figure[] => {
        const inIndex = median(timesOf(kind));
        const [slow, fast] = [ilike.get(kind) ?? [], gin.get(kind) ?? []];
        return [
          figure(`${kind}: ILIKE, p50`, median(slow), "ms"),
          figure(`${kind}: GIN, p50`, median(fast), "ms"),
          figure(`${kind}: GIN, p95`, quantile(fast, 0.95), "ms"),
          figure(`${kind}: ILIKE ÷ the index`, median(slow) / inIndex, "ratio", { atLeast: 50 }),
          figure(`${kind}: GIN ÷ the index`, median(fast) / inIndex, "ratio", { atLeast: 1 }),
        ];
      }),
    ],
    notes: [
      `ILIKE ${plan.ilike} times a kind, GIN ${plan.gin} times after two to warm up; by the client's clock, over a connection that is open.`,
      "GIN over weighted words, and over trigrams for misspelt ones; near a place has no words, so it is a scan there and a B-tree of latitude and day here.",
    ],
  });
}
progress("");

const machine = describeMachine(directory);
if (options.json) {
  console.error(machine.join("\n"));
  console.log(JSON.stringify({ name: "search", figures: sections.flatMap(({ figures }) => figures) }));
} else console.log(printTable(machine, sections));
await stopEverything();
process.exit(0);
