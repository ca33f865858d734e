import { parseArgs } from "node:util";
import { idPatterns } from "../src/domain/ids.ts";
import { operatorTokenSeconds, signToken } from "../src/http/tokens.ts";
import { checkedSecret } from "./local/checked-secret.ts";
import { portSettings } from "./local/ports.ts";
import { runScript, Trouble } from "./local/trouble.ts";

const usage = `npm run reconcile -- --origin https://tickets.example.org
  compares Stripe, the box offices and Postgres, repairs what has one right answer, and tells the rest
  --event evt_…   only this event; may be given again
  --hours 48      so far back Stripe is asked what happened, 720 at most
  --json          one line of JSON for each difference
Without --origin it asks the local stack. The request is signed with TOKEN_SECRET, or without one with the secret of the local stack.
Ends with status 1 when something is left that nobody repaired.`;

interface Difference {
  readonly kind: string;
  readonly where: readonly string[];
  readonly detail: string;
  readonly repaired: boolean;
}

interface Part {
  readonly events: number;
  readonly orders: number;
  readonly differences: readonly Difference[];
  readonly stoppedBy: string | null;
  readonly nextCursor: string | null;
}

const longestPartMs = 120_000;

const argumentsOf = () => {
  try {
    const { values } = parseArgs({
      options: {
        origin: { type: "string" },
        event: { type: "string", multiple: true },
        hours: { type: "string", default: "48" },
        json: { type: "boolean", default: false },
      },
    });
    return values;
  } catch {
    throw new Trouble(usage);
  }
};

const localOrigin = (): string =>
  `http://127.0.0.1:${process.env[portSettings.worker.setting] ?? portSettings.worker.usual}`;

const ask = async (origin: string, secret: string, json: object): Promise<Part> => {
  // A token lasts for minutes, a sweep may last longer.
  const token = await signToken(secret, "operator", { sub: "operator" }, operatorTokenSeconds);
  const answer = await fetch(new URL("/operator/reconcile", origin), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(json),
    signal: AbortSignal.timeout(longestPartMs),
  }).catch((error: unknown) => {
    throw new Trouble(`${origin} can not be reached: ${error}`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Trouble(`${origin} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
};

const lineOf = ({ kind, where, detail, repaired }: Difference): string =>
  `${repaired ? "repaired" : "LEFT    "}  ${kind}  ${where.join(" ")}\n          ${detail}`;

await runScript(async () => {
  const { origin = localOrigin(), event, hours, json } = argumentsOf();
  const lookBackHours = Number(hours);
  if (!URL.canParse(origin) || !Number.isInteger(lookBackHours) || lookBackHours < 1)
    throw new Trouble(usage);
  if (event?.some((id) => !idPatterns.event.test(id))) throw new Trouble("An event is named like evt_…");
  const secret = checkedSecret(process.env);
  const scope = { lookBackHours, ...(event ? { eventIds: event } : {}) };
  // A part may say again what the one before has said.
  const told = new Map<string, Difference>();
  let [events, orders] = [0, 0];
  let cursor: string | null = null;
  do {
    const part: Part = await ask(origin, secret, cursor === null ? scope : { ...scope, cursor });
    events += part.events;
    orders += part.orders;
    for (const difference of part.differences) {
      const line = JSON.stringify(difference);
      if (!told.has(line)) console.log(json ? line : lineOf(difference));
      told.set(line, difference);
    }
    if (part.stoppedBy !== null) throw new Trouble(`The sweep stopped: ${part.stoppedBy}`);
    cursor = part.nextCursor;
  } while (cursor !== null);
  const left = [...told.values()].filter(({ repaired }) => !repaired).length;
  const summary = `${events} events of Stripe and ${orders} orders looked at: ${told.size - left} differences repaired, ${left} left.`;
  if (json) console.error(summary);
  else console.log(summary);
  if (left > 0) process.exitCode = 1;
});
