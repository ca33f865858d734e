import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";

export const Flag = z.union([z.boolean(), z.stringbool()]);
export const Amount = z.coerce.number().pipe(z.int().positive()).optional();

const isForm = (c: Context): boolean =>
  (c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");

const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ""));

/** JSON, whatever curl calls it, or a form, in which an empty field was not filled in. Nothing is an empty object. */
export const readInput = async <Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const text = (await c.req.text()).trim();
  if (text === "") return schema.parse({});
  return schema.parse(isForm(c) && !text.startsWith("{") ? fieldsOf(text) : JSON.parse(text));
};

const faultOf = async (response: Response): Promise<string> => {
  const answer = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
  const { data } = answer.safeParse(await response.json());
  if (!data) return `It did not work: ${response.status}`;
  return typeof data.error === "string" ? data.error : data.error.message;
};

/** What came from the control page goes back to it, to the part that it came from; everyone else has the answer itself. */
export const backToPage: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method !== "POST" || !isForm(c) || !c.req.header("accept")?.includes("text/html")) return;
  const fault = c.res.ok ? "" : `?fault=${encodeURIComponent(await faultOf(c.res))}`;
  const location = `/_control${fault}#${encodeURIComponent(c.req.query("at") ?? "")}`;
  // Else the headers of the answer would be kept.
  c.res = undefined;
  c.res = new Response(null, { status: 303, headers: { location } });
};
