/** An error as Stripe answers it: { "error": { "type", "code", "message", "param" } }. */
export interface StripeFaultBody {
  readonly type: "invalid_request_error" | "idempotency_error" | "card_error" | "api_error";
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
}

export class StripeFault extends Error {
  override readonly name = "StripeFault";
  readonly status: 400 | 401 | 402 | 404 | 409 | 429 | 500 | 502 | 503;
  readonly error: StripeFaultBody;
  /** The work had begun: the answer stays with the Idempotency-Key, whatever comes of it. */
  readonly kept: boolean;

  constructor(status: StripeFault["status"], error: StripeFaultBody, kept = false) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.kept = kept;
  }
}

const badRequest = (
  message: string,
  param: string | undefined,
  code: string | undefined,
  kept: boolean,
): StripeFault =>
  new StripeFault(
    400,
    {
      type: "invalid_request_error",
      message,
      ...(code === undefined ? {} : { code }),
      ...(param === undefined ? {} : { param }),
    },
    kept,
  );

/** What was asked can not be meant: nothing has begun. */
export const invalid = (message: string, param?: string, code?: string): StripeFault =>
  badRequest(message, param, code, false);

/** What was asked is not possible as things stand. */
export const refused = (message: string, code?: string, param?: string): StripeFault =>
  badRequest(message, param, code, true);

export const missing = (noun: string, id: string, param: string): StripeFault =>
  new StripeFault(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
