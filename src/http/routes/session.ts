import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isFromElsewhere, sessionCookie, tokenOf } from "../auth.ts";
import { type AppEnv, createRouter } from "../context.ts";
import { HttpProblem } from "../problem.ts";
import { isoOf } from "../times.ts";
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

const content = { "application/json": { schema: Session } };

/** Of a token that is still good. One that is not is no hindrance: this is where another is had. */
const presentSession = async (c: Context<AppEnv>): Promise<z.output<typeof Session> | undefined> => {
  try {
    const token = tokenOf(c.req.header("authorization"), getCookie(c, sessionCookie));
    const { fanId, expiresAt } = await c.var.services.tokens.verify(token);
    return { token, fanId, expiresAt: isoOf(expiresAt) };
  } catch (error) {
    if (error instanceof HttpProblem) return undefined;
    throw error;
  }
};

export const sessionRoutes = createRouter().openapi(
  createRoute({
    method: "post",
    path: "/session",
    tags: ["Session"],
    summary: "Become a guest: a signed token for a new fan",
    description:
      "Who sends a token that is still good, or its cookie, stays who he is. A page of another site is refused.",
    responses: {
      200: { description: "The token that was sent", content },
      201: { description: "A new token, of a new fan", content },
    },
  }),
  async (c) => {
    if (isFromElsewhere(c))
      throw new HttpProblem("forbidden", "A page of another site can not ask for a session here.");
    const present = await presentSession(c);
    if (present) return c.json(present, 200);
    const { token, fanId, expiresAt } = await c.var.services.tokens.issueGuest();
    setCookie(c, sessionCookie, token, {
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
      path: "/",
      maxAge: guestTokenSeconds,
    });
    return c.json({ token, fanId, expiresAt: isoOf(expiresAt) }, 201);
  },
);
