import { html, raw } from "hono/html";
import { formatAmount } from "./amounts.ts";
import { payStyle } from "./pay-style.ts";
import type { Session, SessionRecord } from "./records.ts";
import { testCards } from "./test-cards.ts";

const page = (title: string, body: unknown, foot: unknown = "") => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <style>${raw(payStyle)}</style>
  </head>
  <body>
    <p class="note" role="note"><strong>This is a stand-in for Stripe; no money moves.</strong> Type no real card: it asks for none.</p>
    <main>${body}</main>
    <footer>${foot}</footer>
  </body>
</html>`;

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
  const { id, amount_total, currency, cancel_url } = record.session;
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
          <button class="quiet" name="action" value="decline">Decline</button>
          ${cancel_url ? html`<button class="quiet" name="action" value="cancel">Cancel and go back</button>` : ""}
        </div>
      </form>
    </section>`;
  return page(
    `Pay ${formatAmount(amount_total, currency)} (stand-in)`,
    body,
    html`From a terminal: <code>curl -X POST ${origin}/pay/${id}</code>`,
  );
};

const states = {
  complete: {
    mark: "✓",
    tone: "good",
    title: "This is already paid",
    text: "It was not paid a second time.",
    link: "Back to your order",
  },
  expired: {
    mark: "×",
    tone: "bad",
    title: "This can not be paid any more",
    text: "The time ran out, or the order was canceled. Nothing was paid.",
    link: "Back to the tickets",
  },
} as const;

export const endedPage = ({ status, success_url, cancel_url }: Session) => {
  const { mark, tone, title, text, link } = states[status === "complete" ? "complete" : "expired"];
  const back = status === "complete" ? success_url : cancel_url;
  const body = html`<section class="state">
    <div class="mark ${tone}" aria-hidden="true">${mark}</div>
    <h1>${title}</h1>
    <p>${text}</p>
    ${back ? html`<a class="button quiet" href="${back}">${link}</a>` : ""}
  </section>`;
  return page(title, body);
};
