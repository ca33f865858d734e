import { env } from "cloudflare:workers";
import { api } from "./api.ts";

/** As Stripe sent it: the body's bytes are what its signature is of. */
export interface Delivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The webhooks so far whose body names this order (or anything else), in the order in which they came. */
export const deliveriesNaming = async (name: string): Promise<readonly Delivery[]> => {
  const response = await fetch(`${env.TEST_CONTROL}/deliveries?naming=${encodeURIComponent(name)}`);
  return await response.json<Delivery[]>();
};

/** Hands a webhook to the Worker under test. */
export const deliver = ({ body, headers }: Delivery): Promise<Response> =>
  api("/webhooks/stripe", {
    body,
    headers: {
      "content-type": headers["content-type"] ?? "application/json",
      "stripe-signature": headers["stripe-signature"] ?? "",
    },
  });
