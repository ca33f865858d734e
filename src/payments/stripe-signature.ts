import { Stripe } from "stripe";

/** Stripe's own default: how old a signed webhook may be. Each new attempt of Stripe is signed anew. */
export const toleranceSeconds = 300;

export type VerifiedWebhook =
  | { readonly verified: true; readonly event: unknown }
  | { readonly verified: false; readonly fault: "signature_invalid" | "stale" | "not_json" };

const cryptoProvider = Stripe.createSubtleCryptoProvider();

const construct = (rawBody: string, header: string, secret: string, tolerance: number): Promise<unknown> =>
  Stripe.webhooks.constructEventAsync(rawBody, header, secret, tolerance, cryptoProvider);

/** With a tolerance of 0 the library does not look at the time: what passes then was only late. */
const faultOf = async (rawBody: string, header: string, secret: string, error: unknown) => {
  if (error instanceof SyntaxError) return "not_json";
  if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
  try {
    await construct(rawBody, header, secret, 0);
    return "stale";
  } catch (again) {
    return again instanceof SyntaxError ? "stale" : "signature_invalid";
  }
};

/** Only the body as it came, to the byte, fits its signature. */
export const verifyWebhook = async (
  rawBody: string,
  header: string,
  secret: string,
): Promise<VerifiedWebhook> => {
  try {
    return { verified: true, event: await construct(rawBody, header, secret, toleranceSeconds) };
  } catch (error) {
    return { verified: false, fault: await faultOf(rawBody, header, secret, error) };
  }
};
