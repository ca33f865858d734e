import { z } from "@hono/zod-openapi";

/** One or several of them, `a,b` or repeated; in the OpenAPI document an array in one parameter. */
export const listOf = <const Values extends readonly [string, ...string[]]>(
  name: string,
  values: Values,
  description: string,
) =>
  z
    .union([z.string().max(200), z.array(z.string().max(200)).max(20)])
    .transform((text) =>
      (typeof text === "string" ? [text] : text)
        .flatMap((part) => part.split(","))
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(z.enum(values)))
    .openapi({
      type: "array",
      items: { type: "string", enum: [...values] },
      param: { name, in: "query", required: false, style: "form", explode: false, description },
    })
    .optional();
