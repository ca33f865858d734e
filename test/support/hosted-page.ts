import { vi } from "vitest";
import { deliver, deliveriesNaming } from "./deliveries.ts";

const browser = { accept: "text/html" };

/** What a fan sees on the payment page, as a browser that runs no script gets it. */
export const openPage = async (url: string) => {
  const answer = await fetch(url, { headers: browser, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
};

/** Presses a button of the page: its form is sent to where the page says. */
export const press = async (
  url: string,
  action: "pay" | "decline" | "cancel" | "later",
  card = "4242424242424242",
) => {
  const { text } = await openPage(url);
  const target = /<form method="post" action="([^"]+)"/.exec(text)?.[1];
  if (!target) return { status: 0, text, location: null };
  const answer = await fetch(new URL(target, url), {
    method: "POST",
    headers: browser,
    body: new URLSearchParams({ action, card }),
    redirect: "manual",
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
};

/** Hands on every webhook of an order that has not been handed on before, until `done`. */
export const deliverUntil = async (naming: string, done: () => Promise<boolean>): Promise<void> => {
  const delivered = new Set<string>();
  await vi.waitUntil(
    async () => {
      for (const delivery of await deliveriesNaming(naming)) {
        if (delivered.has(delivery.body)) continue;
        delivered.add(delivery.body);
        await deliver(delivery);
      }
      return await done();
    },
    { timeout: 15_000, interval: 150 },
  );
};
