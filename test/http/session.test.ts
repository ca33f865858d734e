import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, it } from "vitest";
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
