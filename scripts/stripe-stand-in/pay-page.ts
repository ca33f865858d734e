import { html, raw } from "hono/html";
import { formatAmount } from "./amounts.ts";
import { page } from "./page.ts";
import { payStyle } from "./pay-style.ts";
import { mayPayLater } from "./payment-methods.ts";
import type { SessionRecord } from "./records.ts";
import type { Session } from "./stripe-objects.ts";
import { testCards } from "./test-cards.ts";

const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, "$1 ");

/** In the fan's own clock it would take a script; the page says it in UTC. */
const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 16);

const orderOf = ({ session, lineItems }: SessionRecord) => {
  const amount = (minor: number): string => formatAmount(minor, session.currency);
  return html`<section class="order" aria-labelledby="due">
    <p class="eyebrow">To pay</p>
    <h1 id="due">${amount(session.amount_total)}</h1>
    <ul class="lines">
      ${lineItems.map(
        ({ description, quantity, price, amount_total }) => html`<li>
          <div>${description}<small>${quantity} × ${amount(price.unit_amount)}</small></div>
          <span>${amount(amount_total)}</span>
        </li>`,
      )}
    </ul>
    <p class="total">Total <span>${amount(session.amount_total)}</span></p>
    <p class="facts">
      ${session.customer_email ? html`For ${session.customer_email}<br />` : ""}
      ${session.client_reference_id ? html`Order ${session.client_reference_id}<br />` : ""}
      Open until ${timeOf(session.expires_at)} UTC
    </p>
  </section>`;
};

/** `message`: why the last try did not work. */
export const payPage = (record: SessionRecord, origin: string, message?: string) => {
  const { id, amount_total, currency, cancel_url, payment_method_types } = record.session;
  const later = mayPayLater(payment_method_types) && amount_total > 0;
  const body = html`${orderOf(record)}
    <section aria-labelledby="how">
      <h2 id="how">Choose how it ends</h2>
      ${message ? html`<p class="alert" role="alert">${message} Try another card.</p>` : ""}
      <form method="post" action="/pay/${id}">
        <fieldset class="cards">
          <legend>Test card</legend>
          ${testCards.map(
            ({ number, label }, index) => html`<label>
              <input type="radio" name="card" value="${number}" ${index === 0 ? raw("checked") : ""} />
              <span>${label}</span><code>${grouped(number)}</code>
            </label>`,
          )}
        </fieldset>
        <button class="pay" name="action" value="pay">Pay ${formatAmount(amount_total, currency)}</button>
        <div class="others">
          ${later ? html`<button class="quiet" name="action" value="later">Pay later<small>by bank debit, in some days</small></button>` : ""}
          <button class="quiet" name="action" value="decline">Be declined<small>the bank says no</small></button>
          ${cancel_url ? html`<button class="quiet" name="action" value="abandon">Leave without paying<small>it stays open</small></button>` : ""}
        </div>
      </form>
    </section>`;
  return page({
    title: `Pay ${formatAmount(amount_total, currency)} (stand-in)`,
    style: payStyle,
    body,
    foot: html`From a terminal: <code>curl -X POST ${origin}/pay/${id}</code>`,
  });
};

const states = {
  paid: {
    mark: "✓",
    tone: "good",
    title: "This is already paid",
    text: "It was not paid a second time.",
    link: "Back to your order",
  },
  later: {
    mark: "⋯",
    tone: "good",
    title: "The bank has been asked to pay",
    text: "Whether it does is known in some days, and the shop is told.",
    link: "Back to your order",
  },
  under_way: {
    mark: "⋯",
    tone: "good",
    title: "The bank is being asked",
    text: "A payment is under way. Nothing can be paid or canceled until it is known.",
    link: "Back to the tickets",
  },
  expired: {
    mark: "×",
    tone: "bad",
    title: "This can not be paid any more",
    text: "The time ran out, or the order was canceled. Nothing was paid.",
    link: "Back to the tickets",
  },
} as const;

/** Of a Session that can not be paid now. */
export const endOf = ({ status, payment_status }: Session) => {
  if (status === "open") return states.under_way;
  if (status === "expired") return states.expired;
  return payment_status === "unpaid" ? states.later : states.paid;
};

export const endedPage = (session: Session) => {
  const { mark, tone, title, text, link } = endOf(session);
  const back = session.status === "complete" ? session.success_url : session.cancel_url;
  const body = html`<section class="state">
    <div class="mark ${tone}" aria-hidden="true">${mark}</div>
    <h1>${title}</h1>
    <p>${text}</p>
    ${back ? html`<a class="button quiet" href="${back}">${link}</a>` : ""}
  </section>`;
  return page({ title, style: payStyle, body });
};
