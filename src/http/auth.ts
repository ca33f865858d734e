import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { FanId } from "../domain/ids.ts";
import type { AppEnv } from "./context.ts";
import { HttpProblem } from "./problem.ts";
import type { Bearer } from "./tokens.ts";

/** `__Host-`: the browser takes it only over TLS (or from localhost), for this host alone. */
export const sessionCookie = "__Host-frontrow";

export const tokenOf = (authorization: string | undefined, cookie: string | undefined): string => {
  if (authorization !== undefined) {
    const [scheme, token] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !token)
      throw new HttpProblem("token_invalid", "Authorization must be 'Bearer' and a token.", {
        errors: [{ in: "header", at: "Authorization", detail: "not a bearer token" }],
      });
    return token;
  }
  if (cookie) return cookie;
  throw new HttpProblem(
    "token_missing",
    "This needs a token: send 'Authorization: Bearer …', or ask POST /session for one.",
    {},
    { "www-authenticate": "Bearer" },
  );
};

/** Lets fans through, and organizers too: they may buy. */
export const requireFan = createMiddleware<AppEnv>(async (c, next) => {
  const token = tokenOf(c.req.header("authorization"), getCookie(c, sessionCookie));
  const bearer: Bearer = await c.var.services.tokens.verify(token);
  c.set("fanId", bearer.fanId);
  await next();
});

/** Only with a token in the header: a page of another site can make a browser send a cookie, never this. */
export const requireOrganizer = createMiddleware<AppEnv>(async (c, next) => {
  const bearer = await c.var.services.tokens.verify(tokenOf(c.req.header("authorization"), undefined));
  if (bearer.kind !== "organizer") throw new HttpProblem("forbidden", "This needs an organizer's token.");
  c.set("fanId", bearer.fanId);
  c.set("organizationId", bearer.organizationId);
  await next();
});

/** The sweeps of an operator; no fan and no organizer comes here, whatever theirs allows. */
export const requireOperator = createMiddleware<AppEnv>(async (c, next) => {
  await c.var.services.tokens.verifyOperator(tokenOf(c.req.header("authorization"), undefined));
  await next();
});

/** A browser sends its cookie with a socket that any page opens, so that cookie counts only from pages of this host. */
export const isFromElsewhere = (c: Context<AppEnv>): boolean => {
  const origin = c.req.header("origin");
  return origin !== undefined && URL.parse(origin)?.host !== new URL(c.req.url).host;
};

/** Who asks, if there is a token at all; a token that is not good is refused all the same. */
export const fanIfAny = async (c: Context<AppEnv>): Promise<FanId | null> => {
  const authorization = c.req.header("authorization");
  const cookie = isFromElsewhere(c) ? undefined : getCookie(c, sessionCookie);
  if (authorization === undefined && cookie === undefined) return null;
  return (await c.var.services.tokens.verify(tokenOf(authorization, cookie))).fanId;
};
