import { createRoute, z } from "@hono/zod-openapi";
import { setCookie } from "hono/cookie";
import { sessionCookie } from "../auth.ts";
import { createRouter } from "../context.ts";
import { guestTokenSeconds } from "../tokens.ts";

const Session = z
  .object({
    token: z
      .string()
      .openapi({ description: "Send it as 'Authorization: Bearer …'; browsers get it as a cookie too." }),
    fanId: z.string().openapi({ example: "fan_7k2m9q4x1v8pabcd" }),
    expiresAt: z.iso.datetime(),
  })
  .openapi("Session");

export const sessionRoutes = createRouter().openapi(
  createRoute({
    method: "post",
    path: "/session",
    tags: ["Session"],
    summary: "Become a guest: a signed token for a new fan",
    responses: { 201: { description: "The token", content: { "application/json": { schema: Session } } } },
  }),
  async (c) => {
    const { token, fanId, expiresAt } = await c.var.services.tokens.issueGuest();
    setCookie(c, sessionCookie, token, {
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
      path: "/",
      maxAge: guestTokenSeconds,
    });
    return c.json({ token, fanId, expiresAt: new Date(expiresAt).toISOString() }, 201);
  },
);
