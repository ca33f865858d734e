import type { CompletedPayment, OrderStatus, OrderView } from "../domain/box-office/contract.ts";
import type { OrderId } from "../domain/ids.ts";
import type { Outcome, RefusalCode } from "../domain/outcome.ts";
import { type IgnoredBecause, readEvent } from "./stripe-event.ts";
import { verifyWebhook } from "./stripe-signature.ts";

export interface Webhooks {
  /** Rejects when something unforeseen stood in the way: then, as after `later`, it must come again. */
  receive(rawBody: string, signatureHeader: string | undefined): Promise<WebhookReceipt>;
}

/**
 * What became of a webhook. `settled`, `refused` and `ignored` are answered with 200 and never come again; `later` and `faulty`
 * come again for three days. A payment that the box office refuses for good (`refused`) is not lost: it is logged whole, and
 * one that is not what its order costs goes back.
 */
export type WebhookReceipt =
  | { readonly outcome: "settled"; readonly orderId: OrderId; readonly status: OrderStatus }
  | { readonly outcome: "refused"; readonly orderId: OrderId; readonly code: RefusalCode }
  | { readonly outcome: "ignored"; readonly reason: IgnoredBecause }
  | { readonly outcome: "later"; readonly orderId: OrderId; readonly code: RefusalCode }
  | {
      readonly outcome: "faulty";
      readonly fault: "signature_missing" | "signature_invalid" | "stale" | "not_json";
    }
  | {
      readonly outcome: "faulty";
      readonly fault: "malformed";
      readonly at: string;
      readonly detail: string;
    };

export interface WebhookSettings {
  /** Of the endpoint: whsec_… */
  readonly secret: string;
  /** Any number of times with the same payment, to the same result. */
  settle(payment: CompletedPayment): Promise<Outcome<OrderView>>;
  /** One line for an operator, with the whole payment in it. */
  readonly log?: (line: string) => void;
}

/**
 * These say how it is, not how it is just now. An order is recorded before its Session is made, so it is never merely late; a box
 * office that does not know its own event may have lost its storage, and knows it again when it is set up again.
 */
const final: readonly RefusalCode[] = ["order_not_found", "payment_mismatch", "order_closed", "hold_expired"];

export const createWebhooks = ({ secret, settle, log = console.error }: WebhookSettings): Webhooks => {
  const settlePaid = async (payment: CompletedPayment): Promise<WebhookReceipt> => {
    const { orderId } = payment;
    const outcome = await settle(payment);
    if (outcome.ok) return { outcome: "settled", orderId, status: outcome.value.status };
    const { code, detail } = outcome.refusal;
    log(JSON.stringify({ message: "a payment was refused", code, detail, payment }));
    return { outcome: final.includes(code) ? "refused" : "later", orderId, code };
  };

  return {
    async receive(rawBody, signatureHeader) {
      if (!signatureHeader) return { outcome: "faulty", fault: "signature_missing" };
      const webhook = await verifyWebhook(rawBody, signatureHeader, secret);
      if (!webhook.verified) return { outcome: "faulty", fault: webhook.fault };
      const report = readEvent(webhook.event);
      switch (report.kind) {
        case "paid":
          return await settlePaid(report.payment);
        case "other":
          return { outcome: "ignored", reason: report.why };
        case "malformed":
          // Signed, so it is Stripe's and we read it wrongly. It is sent again for three days: time to mend the reading.
          log(
            JSON.stringify({ message: "a webhook could not be read", at: report.at, detail: report.detail }),
          );
          return { outcome: "faulty", fault: "malformed", at: report.at, detail: report.detail };
      }
    },
  };
};
