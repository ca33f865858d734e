import { html } from "hono/html";
import { formatAmount } from "./amounts.ts";
import type { Books } from "./books.ts";
import { badge, field, form, list, press, shorten, type Tone, timeOf } from "./control-parts.ts";
import type { SessionRecord } from "./records.ts";
import type { Charge, Dispute, PaymentIntent, Refund, Session } from "./stripe-objects.ts";

interface Paid {
  readonly session: Session;
  readonly intent: PaymentIntent | undefined;
  readonly charge: Charge | undefined;
}

const paidOf = (books: Books, { session }: SessionRecord): Paid => {
  const intent = session.payment_intent ? books.paymentIntents.get(session.payment_intent) : undefined;
  const charge = intent?.latest_charge ? books.charges.get(intent.latest_charge) : undefined;
  return { session, intent, charge };
};

const stateOf = ({ session, intent, charge }: Paid): readonly [Tone, string] => {
  if (session.status === "expired") return ["plain", "Expired"];
  if (intent?.status === "processing") return ["wait", "Awaiting the bank"];
  if (session.status === "open") return ["wait", intent ? "Open, declined before" : "Open"];
  if (session.payment_status === "unpaid") return ["bad", "Payment failed"];
  if (charge?.disputed) return ["bad", "Disputed"];
  if (charge?.refunded) return ["plain", "Refunded"];
  return charge?.amount_refunded ? ["good", "Paid, refunded in part"] : ["good", "Paid"];
};

const actionsOf = ({ session: { id, status, amount_total }, intent, charge }: Paid) => {
  const at = "payments";
  if (intent?.status === "processing")
    return form(`/sessions/${id}/settle`, at, [
      press("The money comes", "succeeded", true),
      press("It does not", "succeeded", false),
    ]);
  if (status === "open")
    return html`<a class="button small" href="/pay/${id}">Payment page</a>
      ${form(`/sessions/${id}/complete`, at, press("Pay"))}
      ${form(`/sessions/${id}/begin`, at, press("Pay, the bank is silent"))}
      ${form(`/sessions/${id}/expire`, at, press("Expire"))}`;
  if (!intent || charge?.status !== "succeeded") return "";
  const left = amount_total - charge.amount_refunded;
  return html`${left > 0 ? form(`/payments/${id}/refund`, at, [field("Minor units", "amount", String(left), "number"), press("Refund as in the dashboard")]) : ""}
  ${charge.disputed ? "" : form(`/payments/${id}/dispute`, at, press("Dispute"))}`;
};

export const paymentList = (books: Books) =>
  list(books.sessions.all(), "Nobody has asked for a payment yet.", (record) => {
    const paid = paidOf(books, record);
    const { id, amount_total, currency, client_reference_id, created } = paid.session;
    const lines = record.lineItems.map(({ description, quantity }) => `${quantity} × ${description}`);
    return html`<li>
      <div class="line">
        <strong>${formatAmount(amount_total, currency)}</strong>
        <span class="what">${lines.join(", ")}</span>
        ${badge(...stateOf(paid))}
      </div>
      <small>${timeOf(created * 1000)} · ${client_reference_id ?? ""} <code title="${id}">${shorten(id)}</code>
        ${paid.intent ? html`<code title="${paid.intent.id}">${shorten(paid.intent.id)}</code>` : ""}</small>
      <div class="acts">${actionsOf(paid)}</div>
    </li>`;
  });

const refundTone = { succeeded: "good", failed: "bad", canceled: "plain" } as const;

const refundActions = ({ id, status }: Refund) => {
  if (status === "failed" || status === "canceled") return "";
  const end = (text: string, to: string) => press(text, "status", to);
  const waits = status !== "succeeded";
  return form(`/refunds/${id}/end`, "refunds", [
    waits ? end("Succeeds", "succeeded") : "",
    end(waits ? "Fails" : "Fails after all", "failed"),
    waits ? end("Is canceled", "canceled") : "",
  ]);
};

export const refundList = (books: Books) =>
  list(books.refunds.all(), "Nothing has been refunded.", (refund) => {
    const { id, amount, currency, status, created, metadata, payment_intent } = refund;
    const tone = status === "pending" || status === "requires_action" ? "wait" : refundTone[status];
    const who = Object.keys(metadata).length === 0 ? "no metadata" : Object.values(metadata).join(" · ");
    return html`<li>
      <div class="line"><strong>${formatAmount(amount, currency)}</strong><span class="what">${who}</span>${badge(tone, status)}</div>
      <small>${timeOf(created * 1000)} · <code title="${id}">${shorten(id)}</code> of <code>${shorten(payment_intent)}</code></small>
      <div class="acts">${refundActions(refund)}</div>
    </li>`;
  });

const isOpen = ({ status }: Dispute): boolean => status !== "won" && status !== "lost";

export const disputeList = (books: Books) =>
  list(books.disputes.all(), "Nobody has gone to the bank.", (dispute) => {
    const { id, amount, currency, status, reason, created, payment_intent } = dispute;
    const tone: Tone = isOpen(dispute) ? "wait" : status === "won" ? "good" : "bad";
    const closing = [press("Won", "status", "won"), press("Lost", "status", "lost")];
    return html`<li>
      <div class="line"><strong>${formatAmount(amount, currency)}</strong><span class="what">${reason}</span>${badge(tone, status.replaceAll("_", " "))}</div>
      <small>${timeOf(created * 1000)} · <code title="${id}">${shorten(id)}</code> of <code>${shorten(payment_intent)}</code></small>
      <div class="acts">${isOpen(dispute) ? form(`/disputes/${id}/close`, "disputes", closing) : ""}</div>
    </li>`;
  });

/** Where a phone may break it. */
const breakable = (type: string) =>
  type.split(".").map((part, at) => (at === 0 ? part : html`.<wbr />${part}`));

const deliveryTone = {
  pending: "wait",
  held: "wait",
  lost: "bad",
  abandoned: "bad",
  delivered: "good",
} as const;

export const deliveryList = (books: Books) =>
  list(books.deliveries.all(), "Nothing has been sent.", (delivery) => {
    const { id, eventId, eventType, status, attempts, nextAttemptAt, lastAnswer } = delivery;
    const answer = lastAnswer ? ` · ${lastAnswer.slice(0, 80)}` : "";
    const next = status === "pending" ? ` · next at ${timeOf(nextAttemptAt)}` : "";
    const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
    return html`<li>
      <div class="line"><strong class="type">${breakable(eventType)}</strong>${badge(deliveryTone[status], status)}</div>
      <small><code title="${eventId}">${shorten(eventId)}</code> · ${tries}${next}${answer}</small>
      <div class="acts">${form(`/webhooks/${id}/deliver`, "webhooks", press(attempts === 0 ? "Send now" : "Send again"))}</div>
    </li>`;
  });
