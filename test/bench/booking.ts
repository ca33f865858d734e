import { parseArgs } from "node:util";
import { printTable, type Section } from "./harness/figures.ts";
import { cpuMillisecondsOf, describeMachine } from "./harness/machine.ts";
import { guardRun, stopEverything } from "./harness/processes.ts";
import { clientCeiling } from "./measures/client-ceiling.ts";
import { measureExpiry } from "./measures/expiry.ts";
import { measureFootprint } from "./measures/footprint.ts";
import { holdContenders, rateSection, ratioSection } from "./measures/holds.ts";
import { measureOrderCost } from "./measures/order-cost.ts";
import { runRounds } from "./measures/rounds.ts";
import { measureSettledSales } from "./measures/settled-sales.ts";
import { ceilingPort, startStack } from "./system/stack.ts";

const { values: options } = parseArgs({
  options: { json: { type: "boolean" }, quick: { type: "boolean" }, only: { type: "string" } },
});

const thorough = {
  clientCounts: [64, 512],
  seconds: 2,
  rounds: 5,
  warmUpSeconds: 0.4,
  settled: { orders: 3000, rounds: 3 },
  restarts: 5,
  orders: 500,
  limitSeconds: 1200,
};
const quick: typeof thorough = {
  clientCounts: [64],
  seconds: 0.4,
  rounds: 1,
  warmUpSeconds: 0,
  settled: { orders: 300, rounds: 1 },
  restarts: 1,
  orders: 50,
  limitSeconds: 120,
};
const plan = options.quick ? quick : thorough;
const directory = ".local/bench/booking";

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else if (text) console.error(text);
};

/** `--only holds,sales,expiry,footprint,cost` for a part of it. */
const wanted = (part: string): boolean => !options.only || options.only.split(",").includes(part);

guardRun(plan.limitSeconds);
const stack = await startStack(directory);
const { loader, viewers, ports, workerd } = stack;
const sections: Section[] = [];

if (wanted("holds")) {
  const cpuMilliseconds = () => cpuMillisecondsOf(workerd.pid);
  const bench = { loader, viewers, ports, cpuMilliseconds };
  const ceilings = [
    await clientCeiling(loader, ceilingPort, 64),
    await clientCeiling(loader, ceilingPort, 512),
  ];
  const results = await runRounds(holdContenders(bench, stack.peers, plan.clientCounts), plan, progress);
  const notes = [
    `Medians of ${plan.rounds} interleaved rounds of ${plan.seconds} s each; one request under way on each connection, fans with 8 tickets at most.`,
    `The load's own ceiling here: ${ceilings.map((rate) => Math.round(rate).toLocaleString("en-US")).join(" and ")} requests/s at 64 and 512 clients.`,
    "Viewers are 50 WebSockets; each was checked to have had every change. Sockets that hold get every change too, at all three.",
    "The peers check the token (remembered as Frontrow does) and the seats, and send their viewers a list of changes every 100 ms.",
    "They know no limit of tickets a fan, no sale times and no single seats. Redis with appendfsync always, Postgres with fsync.",
    "The rate limits of the gateway are counted in memory here, in the place of Cloudflare's binding, and never refuse.",
    ...(stack.peers.redis === null
      ? ["redis-server is not installed here: apt-get install redis-server."]
      : []),
  ];
  sections.push(rateSection(results, notes), ratioSection(results, plan.clientCounts));
}
if (wanted("sales")) {
  progress("settled sales");
  sections.push(await measureSettledSales(stack, plan.settled));
}
if (wanted("expiry")) {
  progress("expiry");
  sections.push(await measureExpiry(stack, 5000));
}
if (wanted("cost")) {
  progress("cost of an order");
  sections.push(await measureOrderCost(stack, plan.orders));
}
if (wanted("footprint")) {
  progress("memory and waking");
  sections.push(await measureFootprint(stack, 10_000, plan.restarts));
}
progress("");

const machine = describeMachine(directory);
if (options.json) {
  const figures = sections.flatMap((section) => section.figures);
  console.error(machine.join("\n"));
  console.log(JSON.stringify({ name: "booking", figures }));
} else console.log(printTable(machine, sections));
await stopEverything();
process.exit(0);
