import { applyReport, type ReportPorts, type ReportReceipt } from "./reports.ts";
import { readEvent } from "./stripe-event.ts";
import { verifyWebhook } from "./stripe-signature.ts";

export interface Webhooks {
  /** Rejects when something unforeseen stood in the way: then, as after `later`, it must come again. */
  receive(rawBody: string, signatureHeader: string | undefined): Promise<WebhookReceipt>;
}

/**
 * What became of a webhook. `settled`, `refused` and `ignored` are answered with 200 and never come again; `later` and `faulty`
 * come again for three days.
 */
export type WebhookReceipt =
  | ReportReceipt
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

export interface WebhookSettings extends ReportPorts {
  /** Of the endpoint: whsec_… */
  readonly secret: string;
}

export const createWebhooks = ({ secret, ...ports }: WebhookSettings): Webhooks => ({
  async receive(rawBody, signatureHeader) {
    if (!signatureHeader) return { outcome: "faulty", fault: "signature_missing" };
    const webhook = await verifyWebhook(rawBody, signatureHeader, secret);
    if (!webhook.verified) return { outcome: "faulty", fault: webhook.fault };
    const report = readEvent(webhook.event);
    if (report.kind !== "malformed") return await applyReport(report, ports);
    // Signed, so it is Stripe's and we read it wrongly. It is sent again for three days: time to mend the reading.
    const { at, detail } = report;
    ports.log(JSON.stringify({ message: "a webhook could not be read", at, detail }));
    return { outcome: "faulty", fault: "malformed", at, detail };
  },
});
