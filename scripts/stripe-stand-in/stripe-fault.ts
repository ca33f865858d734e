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

  constructor(status: StripeFault["status"], error: StripeFaultBody) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

export const invalid = (message: string, param?: string, code?: string): StripeFault =>
  new StripeFault(400, {
    type: "invalid_request_error",
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });

export const missing = (noun: string, id: string, param: string): StripeFault =>
  new StripeFault(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
