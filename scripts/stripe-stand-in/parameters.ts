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

/** Of an update: what is empty goes, what is not named stays; the whole as an empty text takes all away. */
export const MetadataChange = z.union([Metadata, z.literal("")]).default({});

export const changedMetadata = (
  before: Readonly<Record<string, string>>,
  change: z.output<typeof MetadataChange>,
): Record<string, string> => {
  if (change === "") return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""));
};
