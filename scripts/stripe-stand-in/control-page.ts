import { html } from "hono/html";
import type { Controlled } from "./control.ts";
import { deliveryList, disputeList, paymentList, refundList } from "./control-lists.ts";
import { field, form, press, timeOf } from "./control-parts.ts";
import { controlStyle } from "./control-style.ts";
import { subscribed } from "./courier.ts";
import { page } from "./page.ts";
import type { Rule } from "./rules.ts";

const share = [
  field("Only what names", "match", "an order's id, a path"),
  field("How often", "count", "always", "number"),
  field("Share of them, 0 to 1", "probability", "1", "number"),
];

const apiTrouble = () =>
  form(
    "/api",
    "trouble",
    html`<div class="fields">${share}${field("Work late by, ms", "delayMs", "not", "number")}${field("Answer late by, ms", "answerDelayMs", "not", "number")}</div>
    <div class="buttons">
      ${press("Only late")}${press("Answer 429", "status", 429)}${press("Answer 500", "status", 500)}
      ${press("Drop, not done", "drop", "before")}${press("Drop, done", "drop", "after")}
    </div>`,
    "tall",
  );

const webhookTrouble = () =>
  form(
    "/webhooks/rules",
    "trouble",
    html`<div class="fields">
      <label class="field"><span>Of the type</span><select name="type">
        <option value="">any</option>
        ${subscribed.map((type) => html`<option>${type}</option>`)}
      </select></label>
      ${share}${field("Late by, ms", "delayMs", "1000", "number")}
    </div>
    <div class="buttons">
      ${press("Hold", "action", "hold")}${press("Lose", "action", "lose")}
      ${press("Send twice", "action", "duplicate")}${press("Delay", "action", "delay")}
    </div>`,
    "tall",
  );

const inWords = (rule: Rule & object): string =>
  Object.entries(rule)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

const rulesInForce = ({ troubles, webhookRules }: Controlled) => {
  const rules = [
    ...troubles.list().map((rule) => ["API", inWords(rule)] as const),
    ...webhookRules.list().map((rule) => ["Webhooks", inWords(rule)] as const),
  ];
  if (rules.length === 0) return html`<p class="none">No rule is in force: all goes well.</p>`;
  return html`<ul class="rules">${rules.map(([of, words]) => html`<li><b>${of}</b> ${words}</li>`)}</ul>
    ${form("/rules/clear", "trouble", press("Take all back"))}`;
};

const minute = 60;
const day = 24 * 60 * minute;

const clock = ({ books, switches }: Controlled) => html`
  <p class="now">${timeOf(books.clock.now())} UTC${books.clock.aheadMs > 0 ? `, ${Math.round(books.clock.aheadMs / 1000)} s ahead` : ""}</p>
  ${form("/clock", "clock", [
    press("+10 minutes", "advanceSeconds", 10 * minute),
    press("+1 hour", "advanceSeconds", 60 * minute),
    press("+1 day", "advanceSeconds", day),
    press("+3 days", "advanceSeconds", 3 * day),
  ])}
  ${form("/switches", "clock", [
    html`<span class="say">A payment under way can ${switches.cancelableWhileProcessing ? "" : "not "}be canceled</span>`,
    press("Change", "cancelableWhileProcessing", !switches.cancelableWhileProcessing),
  ])}
  ${form("/reset", "clock", [press("Reset"), html`<span class="say">no rules, the true time; the books stay</span>`])}`;

const release = () =>
  form(
    "/webhooks/release",
    "webhooks",
    html`<span class="say">What is held:</span>${press("Release", "order", "as_happened")}
    ${press("Reversed", "order", "reversed")}${press("Shuffled", "order", "shuffled")}`,
  );

const part = (id: string, title: string, body: unknown) =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;

/** `fault`: why what was asked last did not work. */
export const controlPage = (controlled: Controlled, fault: string | undefined) => {
  const { books } = controlled;
  const body = html`<header><h1>What Stripe does</h1><p>See what was paid, and make it late, wrong or silent.</p></header>
    ${fault ? html`<p class="alert" role="alert">${fault}</p>` : ""}
    <div class="board">
      <div>
        ${part("payments", "Payments", paymentList(books))}
        ${part("refunds", "Refunds", refundList(books))}
        ${part("disputes", "Disputes", disputeList(books))}
      </div>
      <div>
        ${part("trouble", "Trouble", html`${rulesInForce(controlled)}<h3>With the API</h3>${apiTrouble()}<h3>With webhooks</h3>${webhookTrouble()}`)}
        ${part("clock", "Clock and switches", clock(controlled))}
        ${part("webhooks", "Webhooks", html`${release()}${deliveryList(books)}`)}
      </div>
    </div>`;
  const foot = html`The same by JSON: see the head of stripe-stand-in.ts.`;
  return page({ title: "The Stripe stand-in", style: controlStyle, body, foot });
};
