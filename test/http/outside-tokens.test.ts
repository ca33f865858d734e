import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { api } from "../support/api.ts";

const keys = await generateKeyPair("ES256", { extractable: true });
const stranger = await generateKeyPair("ES256");

const control = (path: string, body = ""): Promise<Response> =>
  fetch(`${env.TEST_CONTROL}${path}`, { method: "POST", body });
const publishKeys = async (): Promise<void> => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "1", alg: "ES256", use: "sig" };
  await control("/issuer/keys", JSON.stringify({ keys: [jwk] }));
};

beforeAll(publishKeys);

const token = (claims: JWTPayload = {}, key = keys.privateKey): Promise<string> =>
  new SignJWT({ sub: "anna", iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE, ...claims })
    .setProtectedHeader({ alg: "ES256", kid: "1" })
    .setExpirationTime("5m")
    .sign(key);

const asked = async (path: string, bearer: string) => {
  const answer = await api(path, { token: bearer });
  return { status: answer.status, ...(await answer.json<{ code?: string }>()) };
};

// First, while the Worker has not seen the keys yet.
test("while the issuer can not be asked for its keys, a token is not called bad", async () => {
  const good = await token();
  await control("/issuer/away");
  expect(await asked("/booking/orders", good)).toMatchObject({ status: 503, code: "unavailable" });
  await publishKeys();
  expect(await asked("/booking/orders", good)).toMatchObject({ status: 200 });
});

test("a token of the configured issuer is a fan's", async () => {
  expect(await asked("/booking/orders", await token())).toMatchObject({ status: 200 });
  expect(await asked("/organizer/events", await token())).toMatchObject({ status: 403 });
});

test("with the claim of an organization it is an organizer's, of that one", async () => {
  expect(
    await asked("/organizer/events", await token({ frontrow_organization: "org_outside" })),
  ).toMatchObject({ status: 200 });
  expect(await asked("/organizer/events", await token({ frontrow_organization: "not one" }))).toMatchObject({
    status: 403,
  });
});

test("of another issuer, for another audience, or signed by another, it is refused", async () => {
  for (const bad of [
    await token({ iss: "https://evil.example" }),
    await token({ aud: "https://elsewhere" }),
    await token({}, stranger.privateKey),
  ])
    expect(await asked("/booking/orders", bad)).toMatchObject({ status: 401, code: "token_invalid" });
});

test("one that has expired is refused as such", async () => {
  const old = await new SignJWT({ sub: "anna", iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE })
    .setProtectedHeader({ alg: "ES256", kid: "1" })
    .setExpirationTime(1)
    .sign(keys.privateKey);
  expect(await asked("/booking/orders", old)).toMatchObject({ status: 401, code: "token_expired" });
});

test("signed with the public key as if it were a secret, it is refused", async () => {
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
  const confused = await new SignJWT({ sub: "anna", iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE })
    .setProtectedHeader({ alg: "HS256", kid: "1" })
    .setExpirationTime("5m")
    .sign(secret);
  expect(await asked("/booking/orders", confused)).toMatchObject({ status: 401, code: "token_invalid" });
});

test("one that hardly ever ends is a session as well", async () => {
  const endless = await new SignJWT({ sub: "anna", iss: env.JWT_ISSUER, aud: env.JWT_AUDIENCE })
    .setProtectedHeader({ alg: "ES256", kid: "1" })
    .setExpirationTime(Number.MAX_SAFE_INTEGER)
    .sign(keys.privateKey);
  const answer = await api("/session", { token: endless, method: "POST" });
  expect([answer.status, await answer.json()]).toMatchObject([200, { fanId: "ext_anna", token: endless }]);
});
