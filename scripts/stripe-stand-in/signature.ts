/**
 * The header `Stripe-Signature` of a webhook, as Stripe makes it: HMAC-SHA-256 of "<seconds>.<body>" with the endpoint's
 * secret. WebCrypto alone, so that tests inside `workerd` can sign too.
 */
export const signWebhook = async (
  body: string,
  secret: string,
  timestampSeconds: number = Math.floor(Date.now() / 1000),
): Promise<string> => {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${timestampSeconds}.${body}`));
  const hex = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `t=${timestampSeconds},v1=${hex}`;
};
