import { once } from "node:events";
import { createServer } from "node:http";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createTokens } from "../../src/http/tokens.ts";
import { freePort } from "../../scripts/local/ports.ts";

const script = fileURLToPath(new URL("../../scripts/reconcile.ts", import.meta.url));
const secret = Buffer.alloc(32, 7).toString("base64url");

const repaired = { kind: "report_missed", where: ["ord_1"], detail: "paid", repaired: true };
const left = { kind: "tickets_differ", where: ["ord_2", "tkt_2"], detail: "one has it", repaired: false };
const part = { events: 3, orders: 2, differences: [], stoppedBy: null, nextCursor: null };

/** A Worker that answers with these parts, one after the other, and keeps what it was asked. */
const workerWith = async (parts: readonly object[]) => {
  const asked: { body: unknown; token: string }[] = [];
  const server = createServer(async (request, response) => {
    const token = request.headers.authorization?.split(" ")[1] ?? "";
    asked.push({ body: JSON.parse(await text(request)), token });
    response.end(JSON.stringify(parts[asked.length - 1]));
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  return { origin: `http://127.0.0.1:${port}`, asked };
};

const run = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, TOKEN_SECRET: secret } });
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { output, errors, status };
};

test("it asks for one part after another with an operator's token, and ends with 0 when all is repaired", async () => {
  const { origin, asked } = await workerWith([
    { ...part, differences: [repaired], nextCursor: "further" },
    { ...part, differences: [repaired] },
  ]);
  const { output, status } = await run("--origin", origin, "--event", "evt_7k2m9q4x1v8p");
  expect(status).toBe(0);
  expect(output.match(/repaired {2}report_missed {2}ord_1/g)).toHaveLength(1);
  const scope = { lookBackHours: 48, eventIds: ["evt_7k2m9q4x1v8p"] };
  expect(asked.map(({ body }) => body)).toEqual([scope, { ...scope, cursor: "further" }]);
  const tokens = createTokens({ secret, outside: null });
  for (const { token } of asked) await expect(tokens.verifyOperator(token)).resolves.toBeUndefined();
});

test("it ends with 1 when something is left, and tells it in JSON if asked to", async () => {
  const { origin } = await workerWith([{ ...part, differences: [repaired, left] }]);
  const { output, status } = await run("--origin", origin, "--json");
  expect(status).toBe(1);
  expect(
    output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([repaired, left]);
});

test("it ends with 1 when the sweep was stopped, or the Worker can not be reached", async () => {
  const { origin } = await workerWith([
    { ...part, stoppedBy: "PaymentUnavailable: Stripe", nextCursor: "x" },
  ]);
  expect(await run("--origin", origin)).toMatchObject({
    status: 1,
    errors: expect.stringContaining("PaymentUnavailable"),
  });
  expect((await run("--origin", `http://127.0.0.1:${await freePort()}`)).status).toBe(1);
});
