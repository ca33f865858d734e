import { z } from "zod";

// PostgreSQL keeps no U+0000, and half of a surrogate pair has no form in UTF-8: what came back would be another text.
const isText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** `schema` for text that can be stored and comes back as it was. */
export const storable = <Schema extends z.ZodType<string>>(schema: Schema) =>
  schema.refine(isText, { error: "holds U+0000 or half of a surrogate pair, which no text can" });

export const text = storable(z.string());
