import type { Books } from "./books.ts";
import { parseForm } from "./form.ts";
import { findSession } from "./sessions.ts";
import { invalid } from "./stripe-fault.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Whose id it is, its beginning says. */
const objectOf = (books: Books, id: string): object | undefined => {
  if (id.startsWith("cs_")) return findSession(books, id)?.session;
  if (id.startsWith("pi_")) return books.paymentIntents.get(id);
  if (id.startsWith("ch_")) return books.charges.get(id);
  if (id.startsWith("re_")) return books.refunds.get(id);
  return books.disputes.get(id);
};

const expandPath = (books: Books, object: Json, [field = "", ...rest]: readonly string[]): Json => {
  const value = object[field];
  if (value === null) return object;
  const found = typeof value === "string" ? objectOf(books, value) : value;
  if (!isObject(found))
    throw invalid(
      `This property cannot be expanded (${field}). You may want to try expanding only once.`,
      "expand",
    );
  return { ...object, [field]: rest.length > 0 ? expandPath(books, found, rest) : found };
};

/** With the objects in place of their ids, for paths such as `payment_intent.latest_charge`; `data.…` is about each of a list. */
export const expanded = (books: Books, object: object, paths: readonly string[]): Json => {
  let shown: Json = { ...object };
  for (const path of paths) {
    const { data } = shown;
    const [first, ...rest] = path.split(".");
    shown =
      first === "data" && Array.isArray(data)
        ? { ...shown, data: data.map((each: Json) => expandPath(books, each, rest)) }
        : expandPath(books, shown, path.split("."));
  }
  return shown;
};

/** In a query or in a body. */
export const expandIn = (text: string): string[] => {
  const { expand } = parseForm(text);
  return Array.isArray(expand) ? expand.filter((each) => typeof each === "string") : [];
};
