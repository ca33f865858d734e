import { decodeJwt, decodeProtectedHeader } from "jose";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { signToken } from "../../src/http/tokens.ts";
import { api } from "../support/api.ts";

it("a guest gets a token of the fans' kind, also as a cookie that scripts can not read", async () => {
  const response = await api("/session", { method: "POST" });
  expect(response.status).toBe(201);
  const { token, fanId } = await response.json<{ token: string; fanId: string }>();
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: "HS256", typ: "frontrow-fan+jwt" });
  expect(decodeJwt(token).sub).toBe(fanId);
  const cookie = response.headers.get("set-cookie") ?? "";
  for (const attribute of ["__Host-", "HttpOnly", "Secure", "SameSite=Lax"])
    expect(cookie).toContain(attribute);
});

describe("who has a session", () => {
  const session = async (headers: Readonly<Record<string, string>> = {}) => {
    const response = await api("/session", { method: "POST", headers });
    const body = await response.json<{ token: string; fanId: string; expiresAt: string; code?: string }>();
    return { status: response.status, cookie: response.headers.get("set-cookie"), body };
  };

  it("keeps it when he asks again, with the cookie or the token", async () => {
    const first = await session();
    expect(first.status).toBe(201);
    const cookie = first.cookie?.split(";")[0] ?? "";
    for (const headers of [{ cookie }, { authorization: `Bearer ${first.body.token}` }]) {
      const again = await session(headers);
      expect(again).toEqual({
        status: 200,
        cookie: null,
        body: { ...first.body, expiresAt: expect.any(String) },
      });
      // A token says seconds.
      expect(Math.abs(Date.parse(again.body.expiresAt) - Date.parse(first.body.expiresAt))).toBeLessThan(
        1000,
      );
    }
  });

  it("is a new guest when the old token is not good any more", async () => {
    const old = await signToken(env.TOKEN_SECRET, "fan", { sub: "fan_anna" }, -1);
    for (const headers of [{ cookie: `__Host-frontrow=${old}` }, { authorization: "Bearer nonsense" }]) {
      const { status, body } = await session(headers);
      expect(status).toBe(201);
      expect(body.fanId).not.toBe("fan_anna");
    }
  });

  it("can not be made another guest by a page of another site", async () => {
    const { cookie } = await session();
    for (const origin of ["https://evil.example", "null"]) {
      const refused = await session({ origin, cookie: cookie?.split(";")[0] ?? "" });
      expect(refused).toMatchObject({ status: 403, cookie: null, body: { code: "forbidden" } });
    }
    expect((await session({ origin: "https://frontrow.test" })).status).toBe(201);
  });
});

it("an address that asks too much is told when to come back, and others are not", async () => {
  const address = "2001:db8::feed:1";
  const ask = () => api("/session", { method: "POST", address });
  let refused = await ask();
  // 600 a minute, and a new minute may begin meanwhile.
  for (let i = 0; i < 1300 && refused.status !== 429; i++) refused = await ask();
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("60");
  expect(await refused.json()).toMatchObject({ code: "rate_limited", status: 429 });
  expect((await api("/session", { method: "POST" })).status).toBe(201);
});
