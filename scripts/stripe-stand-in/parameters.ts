import { z } from "zod";
import type { FormValue } from "./form.ts";
import { invalid, type StripeFault } from "./stripe-fault.ts";

export const Metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= 50, "Metadata can have up to 50 keys");

export const WholeNumber = z
  .string()
  .regex(/^-?\d+$/, "Invalid integer")
  .transform(Number)
  .pipe(z.int());

export const Switch = z.enum(["true", "false"]).transform((text) => text === "true");

const paramOf = (path: readonly PropertyKey[]): string =>
  path.map((step, index) => (index === 0 ? String(step) : `[${String(step)}]`)).join("");

const faultOf = (error: z.ZodError): StripeFault => {
  const [issue] = error.issues;
  if (!issue) return invalid("Invalid request");
  const param = paramOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = paramOf([...issue.path, ...issue.keys.slice(0, 1)]);
    return invalid(`Received unknown parameter: ${unknown}`, unknown, "parameter_unknown");
  }
  if (issue.code === "invalid_type" && issue.input === undefined)
    return invalid(`Missing required param: ${param}.`, param, "parameter_missing");
  return invalid(`Invalid ${param}: ${issue.message}`, param);
};

/** Parameters as the endpoint takes them, or Stripe's 400 that names the first one at fault. */
export const readParameters = <Schema extends z.ZodType>(
  schema: Schema,
  form: { [name: string]: FormValue },
): z.output<Schema> => {
  const parsed = schema.safeParse(form, { reportInput: true });
  if (!parsed.success) throw faultOf(parsed.error);
  return parsed.data;
};

const Page = z.object({
  limit: WholeNumber.pipe(z.int().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
});

/** A page of a list, the newest first, as every list of Stripe's. */
export const listPage = <Kept extends { readonly id: string }>(
  url: string,
  kept: readonly Kept[],
  query: Readonly<Record<string, string>>,
) => {
  const { limit, starting_after } = readParameters(Page, { ...query });
  const newestFirst = kept.toReversed();
  const after = starting_after ? newestFirst.findIndex(({ id }) => id === starting_after) : -1;
  if (starting_after && after < 0) throw invalid(`No such object: '${starting_after}'`, "starting_after");
  const page = newestFirst.slice(after + 1, after + 1 + limit);
  return { object: "list", url, has_more: newestFirst.length > after + 1 + limit, data: page } as const;
};
