import type { Books } from "./books.ts";
import { isOfType } from "./event-types.ts";
import type { Delivery } from "./records.ts";
import type { Rules } from "./rules.ts";
import { signWebhook } from "./signature.ts";
import { newStripeId } from "./stripe-ids.ts";
import { type EventType, eventTypes, type StripeEvent } from "./stripe-objects.ts";
import type { WebhookRule } from "./webhook-rule.ts";

/** What an endpoint for Frontrow is subscribed to: of a payment intent its Session tells. */
export const subscribed: readonly EventType[] = eventTypes.filter(
  (type) => !type.startsWith("payment_intent."),
);

const firstPauseMs = 500;
const longestPauseMs = 60_000;
const patienceMs = 3 * 24 * 3600 * 1000;
const answerWithinMs = 10_000;
const atOnce = 32;

export const payloadOf = (event: StripeEvent): string => JSON.stringify(event, null, 2);

/** Doubling, with a little chance in it, so that a receiver that comes back is not met by all of them at once. */
const pauseMs = (attempts: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.8 + Math.random() * 0.4);

/** Sends events to the endpoint, signed, until it answers 2xx. */
export class Courier {
  readonly #books: Books;
  readonly #rules: Rules<WebhookRule>;
  readonly #secret: string;
  readonly #url: string | undefined;
  readonly #pending: Set<string>;
  readonly #sending = new Map<string, Promise<unknown>>();
  #stopped = false;

  constructor(books: Books, rules: Rules<WebhookRule>, secret: string, url: string | undefined) {
    this.#books = books;
    this.#rules = rules;
    this.#secret = secret;
    this.#url = url;
    const pending = books.deliveries.all().filter(({ status }) => status === "pending");
    this.#pending = new Set(pending.map(({ id }) => id));
  }

  accept(event: StripeEvent): void {
    if (!subscribed.includes(event.type)) return;
    const rule = this.#rules.take(payloadOf(event), ({ type = "*" }) => isOfType(type, event.type));
    const copies = rule?.action === "duplicate" ? (rule.copies ?? 2) : 1;
    for (let copy = 0; copy < copies; copy++) this.#keep(event, rule);
    // Not before the answer that told the event has left.
    setImmediate(() => this.sendDue());
  }

  #keep({ id, type }: StripeEvent, rule: WebhookRule | undefined): void {
    const now = this.#books.clock.now();
    const dueAt = now + (rule?.action === "delay" ? (rule.delayMs ?? 1000) : 0);
    const status = rule?.action === "hold" ? "held" : rule?.action === "lose" ? "lost" : "pending";
    const delivery = this.#books.deliveries.put({
      id: newStripeId("delivery"),
      eventId: id,
      eventType: type,
      status,
      createdAt: now,
      dueAt,
      attempts: 0,
      nextAttemptAt: dueAt,
      lastAnswer: null,
    });
    if (status === "pending") this.#pending.add(delivery.id);
  }

  /** Stripe lets the fan go on when the endpoint has answered, or has had its ten seconds. */
  async attempted(objectId: string): Promise<void> {
    this.sendDue();
    const of = (id: string): boolean => {
      const delivery = this.#books.deliveries.get(id);
      return !!delivery && this.#books.events.get(delivery.eventId)?.data.object.id === objectId;
    };
    await Promise.all([...this.#sending].filter(([id]) => of(id)).map(([, sent]) => sent));
  }

  /** Held ones go out in this order, one after the other. */
  async release(deliveries: readonly Delivery[]): Promise<void> {
    for (const { id } of deliveries) await this.deliver(id);
  }

  sendDue(): void {
    if (this.#stopped || !this.#url) return;
    const now = this.#books.clock.now();
    for (const id of this.#pending) {
      if (this.#sending.size >= atOnce) return;
      const delivery = this.#books.deliveries.get(id);
      if (delivery && delivery.nextAttemptAt <= now && !this.#sending.has(id)) void this.deliver(id);
    }
  }

  /** One attempt, now; also of one that was held, lost or delivered before. */
  async deliver(id: string): Promise<Delivery | undefined> {
    const delivery = this.#books.deliveries.get(id);
    const event = delivery && this.#books.events.get(delivery.eventId);
    if (!event || !this.#url || this.#sending.has(id)) return delivery;
    const sent = this.#send(payloadOf(event), this.#url);
    this.#sending.set(id, sent);
    const answer = await sent;
    this.#sending.delete(id);
    if (this.#stopped) return delivery;
    const attempts = delivery.attempts + 1;
    const now = this.#books.clock.now();
    const late = now - delivery.dueAt > patienceMs;
    const status = answer.accepted ? "delivered" : late ? "abandoned" : "pending";
    if (status === "pending") this.#pending.add(id);
    else this.#pending.delete(id);
    return this.#books.deliveries.put({
      ...delivery,
      status,
      attempts,
      nextAttemptAt: now + pauseMs(attempts),
      lastAnswer: answer.text,
    });
  }

  async #send(body: string, url: string): Promise<{ readonly accepted: boolean; readonly text: string }> {
    try {
      // Signed now, by the machine's own clock: the receiver compares with its own.
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": await signWebhook(body, this.#secret),
          "user-agent": "Stripe/1.0 (stand-in)",
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await response.text();
      return { accepted: response.ok, text: `${response.status} ${text.slice(0, 500)}` };
    } catch (error) {
      return { accepted: false, text: String(error) };
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}
