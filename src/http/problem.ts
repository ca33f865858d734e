import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import type { Refusal, RefusalCode } from "../domain/outcome.ts";
import { InvalidValue } from "../domain/invalid-value.ts";
import { Unavailable } from "../domain/unavailable.ts";

const retrySeconds = 5;

/** RFC 9457. `code` is stable; `errors` says where in the request each fault is, as a JSON pointer or a parameter's name. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly tickets?: Refusal["tickets"];
  readonly retryAt?: string;
}

export interface FieldError {
  /** `event`: nothing was sent that could be at fault; the event itself is not ready for what is asked. */
  readonly in: "body" | "query" | "path" | "header" | "event";
  /** In a body or an event a JSON pointer (RFC 6901), else the parameter's name. */
  readonly at: string;
  readonly detail: string;
}

export type ProblemCode = RefusalCode | HttpProblemCode;

/** A refusal without a status here does not compile. */
const statuses = {
  event_not_found: 404,
  event_not_on_sale: 409,
  sale_not_open: 409,
  sale_closed: 409,
  ticket_not_found: 404,
  tickets_unavailable: 409,
  not_enough_tickets: 409,
  too_many_tickets: 422,
  single_seat_left: 409,
  idempotency_key_reused: 409,
  hold_not_found: 404,
  hold_expired: 410,
  hold_in_payment: 409,
  order_not_found: 404,
  order_closed: 409,
  order_disputed: 409,
  event_canceled: 409,
  offer_expired: 410,
  ticket_not_in_order: 422,
  refund_not_allowed: 409,
  refund_not_found: 404,
  refund_not_failed: 409,
  payment_not_known: 409,
  payment_mismatch: 409,
  payment_refused: 422,
  payment_unavailable: 503,
  seats_in_use: 409,
  category_not_found: 422,
  section_not_found: 422,
} as const satisfies Record<RefusalCode, number>;

const httpStatuses = {
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  body_not_json: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_request: 422,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  forbidden: 403,
  rate_limited: 429,
  webhook_signature_invalid: 400,
  webhook_stale: 400,
  upgrade_required: 426,
  seat_map_invalid: 422,
  conflict: 409,
  unavailable: 503,
  internal: 500,
} as const;
export type HttpProblemCode = keyof typeof httpStatuses;

const titles: Partial<Record<ProblemCode, string>> = {
  internal: "Something went wrong on our side",
  tickets_unavailable: "Some of these tickets are taken",
};

const allStatuses: Record<ProblemCode, number> = { ...statuses, ...httpStatuses };

/** Thrown by routes and middleware; `onError` turns it into the answer. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    more: Pick<Problem, "errors" | "tickets" | "retryAt"> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${detail}`);
    const words = code.replaceAll("_", " ");
    this.problem = {
      type: `/docs#${code}`,
      title: titles[code] ?? words.charAt(0).toUpperCase() + words.slice(1),
      status: allStatuses[code],
      code,
      detail,
      ...more,
    };
    this.headers = headers;
  }
}

export const problemOf = (refusal: Refusal): HttpProblem =>
  new HttpProblem(refusal.code, refusal.detail, {
    ...(refusal.tickets ? { tickets: refusal.tickets } : {}),
    ...(refusal.retryAt === undefined ? {} : { retryAt: new Date(refusal.retryAt).toISOString() }),
  });

/** Every code that an answer can carry, with its status: for the documentation. */
export const problemCodes = (): readonly { readonly code: ProblemCode; readonly status: number }[] =>
  (Object.keys(allStatuses) as ProblemCode[]).map((code) => ({ code, status: allStatuses[code] }));

export const problemResponse = ({ problem, headers }: HttpProblem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });

/** What the router itself finds wrong with a body before any schema sees it. */
const ofTheBody: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  400: ["body_not_json", "The body is not JSON."],
  413: ["body_too_large", "The body is too large."],
  415: ["unsupported_media_type", "The body must be JSON, with 'Content-Type: application/json'."],
};

/** The last resort: what is not a problem already is ours, is logged whole, and leaves without its inside. */
export const problemOfError = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof HTTPException) {
    const known = ofTheBody[error.status];
    if (known) return new HttpProblem(...known);
  }
  if (error instanceof Unavailable) {
    console.warn(`${error.message}: ${error.cause}`);
    return new HttpProblem(
      "unavailable",
      "A part that this answer needs cannot be reached; come back in a few seconds.",
      { retryAt: new Date(Date.now() + retrySeconds * 1000).toISOString() },
      { "retry-after": String(retrySeconds) },
    );
  }
  console.error(error);
  // Logged, because a check at the edge is missing that would have said where.
  if (error instanceof InvalidValue)
    return new HttpProblem(
      "invalid_request",
      "The request holds a value that is none for what it stands for.",
    );
  return new HttpProblem("internal", "The request could not be completed. Nothing was charged for it.");
};

export const noStore = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
});
