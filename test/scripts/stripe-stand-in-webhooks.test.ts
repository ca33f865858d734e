import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../../scripts/local/ports.ts";
import {
  ask,
  cleanUps,
  control,
  open,
  order,
  pay,
  Receiver,
  start,
  startWithReceiver,
} from "../support/node/stripe.ts";

describe("a Session", () => {
  it("ends by itself at its time, is told of, and can not be paid then", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const id = await open(standIn);
    await control(standIn, "/clock", { advanceSeconds: 2401 });
    await receiver.until((bodies) => bodies.some((body) => body.includes(id)));
    expect(receiver.types()).toEqual(["checkout.session.expired"]);
    expect((await pay(standIn, id)).status).toBe(410);
    expect((await ask(standIn, `/checkout/sessions/${id}/expire`, {})).status).toBe(400);
  });

  it("is paid once, by a bare POST, and the fan goes on to the shop", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const id = await open(standIn);
    const paid = await pay(standIn, id);
    expect([paid.status, paid.headers.get("location")]).toEqual([303, order().success_url]);
    expect((await pay(standIn, id)).status).toBe(409);
    expect(receiver.types()).toEqual(["checkout.session.completed"]);
    expect((await ask(standIn, `/checkout/sessions/${id}`)).body.payment_status).toBe("paid");
  });

  it("stays open when the card is declined", async () => {
    const standIn = await start();
    const id = await open(standIn);
    expect((await pay(standIn, id, { card: "4000 0000 0000 0002" })).status).toBe(402);
    expect((await pay(standIn, id, { action: "decline" })).status).toBe(402);
    const canceled = await pay(standIn, id, { action: "cancel" });
    expect([canceled.status, canceled.headers.get("location")]).toEqual([303, order().cancel_url]);
    expect((await ask(standIn, `/checkout/sessions/${id}`)).body.status).toBe("open");
    expect((await pay(standIn, id)).status).toBe(303);
  });

  it("with a delayed payment is complete first and paid later", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const id = await open(standIn);
    await control(standIn, `/sessions/${id}/complete`, { delayed: true });
    await control(standIn, `/sessions/${id}/settle`);
    await receiver.until((bodies) => bodies.length === 2);
    expect(receiver.bodies.map((body) => JSON.parse(body).data.object.payment_status)).toEqual([
      "unpaid",
      "paid",
    ]);
  });

  it("shows its page as text that can not become markup", async () => {
    const standIn = await start();
    const id = await open(standIn, { "line_items[0][price_data][product_data][name]": "<b>Stalls</b>" });
    const page = await (await fetch(`${standIn.origin}/pay/${id}`)).text();
    expect(page).toContain("&lt;b&gt;Stalls");
    expect(page).not.toContain("<b>Stalls");
  });
});

describe("webhooks", () => {
  it("come again until they are accepted, and not after", async () => {
    const { standIn, receiver } = await startWithReceiver();
    receiver.status = 500;
    await pay(standIn, await open(standIn));
    await receiver.until((bodies) => bodies.length === 2);
    receiver.status = 200;
    await receiver.until((bodies) => bodies.length === 3);
    expect(new Set(receiver.bodies).size).toBe(1);
    const sent = await (await fetch(`${standIn.origin}/_control/webhooks`)).json();
    expect(sent).toMatchObject([{ status: "delivered", attempts: 3 }]);
  });

  it("come twice, not at all, or in another order when a test says so", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const naming = (name: string) => receiver.bodies.filter((body) => body.includes(`"${name}"`));
    for (const [name, rule] of Object.entries({
      twice: { action: "duplicate" },
      lost: { action: "lose" },
      first: { action: "hold" },
      second: { action: "hold" },
    })) {
      await control(standIn, "/webhooks/rules", { match: `"${name}"`, ...rule });
      await pay(standIn, await open(standIn, { "metadata[order_id]": name }));
    }
    await control(standIn, "/webhooks/release", { order: "reversed" });
    await receiver.until((bodies) => bodies.length === 4);
    expect([naming("twice"), naming("lost")].map(({ length }) => length)).toEqual([2, 0]);
    expect(receiver.bodies.slice(2)).toEqual([...naming("second"), ...naming("first")]);
  });

  it("that nobody took are sent after a restart, and nothing else is forgotten", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stripe-stand-in-"));
    cleanUps.push(() => rm(folder, { recursive: true }));
    const settings = {
      dataFile: join(folder, "books.jsonl"),
      webhookUrl: `http://127.0.0.1:${await freePort()}/`,
    };
    const before = await start(settings);
    const form = order();
    const made = await ask(before, "/checkout/sessions", form, "key");
    await pay(before, made.body.id);
    await before.stop();

    const receiver = new Receiver();
    await receiver.listen(Number(new URL(settings.webhookUrl).port));
    const after = await start(settings);
    await receiver.until((bodies) => bodies.some((body) => body.includes(made.body.id)));
    expect((await ask(after, `/checkout/sessions/${made.body.id}`)).body.payment_status).toBe("paid");
    expect((await ask(after, "/checkout/sessions", form, "key")).body).toEqual(made.body);
  });
});
