import { html } from "hono/html";

export type Tone = "good" | "bad" | "wait" | "plain";

export const badge = (tone: Tone, text: string) => html`<span class="badge ${tone}">${text}</span>`;

/** A form that comes back to the part of the page that it stands in. */
export const form = (action: string, at: string, body: unknown, kind = "inline") =>
  html`<form class="${kind}" method="post" action="/_control${action}?at=${at}">${body}</form>`;

/** What is pressed is what is sent. */
export const press = (text: string, name = "", value: string | number | boolean = "") =>
  name === ""
    ? html`<button class="small">${text}</button>`
    : html`<button class="small" name="${name}" value="${value}">${text}</button>`;

export const field = (label: string, name: string, placeholder = "", type = "text") =>
  html`<label class="field"><span>${label}</span><input name="${name}" type="${type}" placeholder="${placeholder}" ${type === "number" ? html`step="any" min="0"` : ""} autocomplete="off" /></label>`;

/** By the stand-in's own clock. */
export const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");

export const shorten = (id: string): string => (id.length > 22 ? `${id.slice(0, 12)}…${id.slice(-6)}` : id);

const shownAtMost = 30;

/** The newest first, as many as can be looked over. */
export const list = <Each>(all: readonly Each[], none: string, show: (each: Each) => unknown) =>
  all.length === 0
    ? html`<p class="none">${none}</p>`
    : html`<ul class="rows">
        ${all.toReversed().slice(0, shownAtMost).map(show)}
      </ul>
      ${all.length > shownAtMost ? html`<p class="none">and ${all.length - shownAtMost} before</p>` : ""}`;
