import { expect, vi } from "vitest";
import { api } from "./api.ts";
import { deliver, deliveriesNaming } from "./deliveries.ts";

export interface Hold {
  readonly id: string;
  readonly status: string;
  readonly tickets: readonly { readonly ticketId: string }[];
  readonly code?: string;
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly checkoutUrl: string | null;
  readonly code?: string;
}

/** What a fan does over HTTP, step by step. */
export const reserve = async (
  token: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
) => {
  const answer = await api("/booking/reserve", { token, json, headers });
  return { status: answer.status, body: await answer.json<Hold>() };
};

export const confirm = async (token: string, holdId: string, method = "PUT") => {
  const json = { holdId, email: "anna@example.org", returnUrl: "https://tickets.example.org/done?x=1" };
  const answer = await api("/booking/confirm", { token, json, method });
  return { status: answer.status, body: await answer.json<Order>() };
};

export const viewOrder = async (token: string, orderId: string): Promise<Order> =>
  await (await api(`/booking/orders/${orderId}`, { token })).json<Order>();

export const untilOrderIs = (token: string, orderId: string, status: string, timeout = 5000): Promise<void> =>
  vi
    .waitUntil(async () => (await viewOrder(token, orderId)).status === status, { timeout, interval: 100 })
    .then(() => {});

/** The fan pays on the payment page; what is told of it waits to be delivered. */
export const payAt = async ({ checkoutUrl, id }: Order): Promise<void> => {
  const paid = await fetch(checkoutUrl ?? "", { method: "POST", redirect: "manual" });
  expect(paid.status).toBe(303);
  await vi.waitUntil(async () => (await deliveriesNaming(id)).length > 0, { timeout: 5000 });
};

/** Delivers what was told of an order, and answers with the statuses. */
export const deliverWebhooksOf = async (orderId: string): Promise<number[]> => {
  const statuses: number[] = [];
  for (const delivery of await deliveriesNaming(orderId)) statuses.push((await deliver(delivery)).status);
  return statuses;
};
