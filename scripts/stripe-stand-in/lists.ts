import { z } from "zod";
import { parseForm, queryOf } from "./form.ts";
import { readParameters, WholeNumber } from "./parameters.ts";
import { invalid } from "./stripe-fault.ts";

const Range = z.strictObject({
  gt: WholeNumber.optional(),
  gte: WholeNumber.optional(),
  lt: WholeNumber.optional(),
  lte: WholeNumber.optional(),
});
const Page = z.strictObject({
  limit: WholeNumber.pipe(z.int().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z.union([WholeNumber, Range]).optional(),
  expand: z.array(z.string()).optional(),
});
type Page = z.output<typeof Page>;

/** What a list is asked for, beside what all lists take. */
export const readListing = <Shape extends z.ZodRawShape>(url: string, shape: Shape) =>
  readParameters(Page.extend(shape), parseForm(queryOf(url)));

const isCreatedIn = (asked: Page["created"], created: number): boolean => {
  if (asked === undefined || typeof asked === "number") return asked === undefined || created === asked;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = asked;
  return created > gt && created >= gte && created < lt && created <= lte;
};

export interface Listed {
  readonly id: string;
  readonly created?: number;
}

/**
 * A page of a list, the newest first. A cursor is a place among all, also when what stands there is not asked for any more: between
 * two pages an open Session can have become a complete one.
 */
export const listPage = <Kept extends Listed>(
  url: string,
  kept: readonly Kept[],
  { limit, starting_after, ending_before, created }: Page,
  isAskedFor: (each: Kept) => boolean = () => true,
) => {
  if (starting_after !== undefined && ending_before !== undefined)
    throw invalid("You may only specify one of these parameters: ending_before, starting_after.");
  const newestFirst = kept.toReversed();
  const placeOf = (param: "starting_after" | "ending_before", id: string): number => {
    const place = newestFirst.findIndex((each) => each.id === id);
    if (place < 0) throw invalid(`No such object: '${id}'`, param, "resource_missing");
    return place;
  };
  const wanted = (some: readonly Kept[]): readonly Kept[] =>
    some.filter((each) => isAskedFor(each) && isCreatedIn(created, each.created ?? 0));
  if (ending_before !== undefined) {
    const newer = wanted(newestFirst.slice(0, placeOf("ending_before", ending_before)));
    return { object: "list", url, has_more: newer.length > limit, data: newer.slice(-limit) } as const;
  }
  const from = starting_after === undefined ? 0 : placeOf("starting_after", starting_after) + 1;
  const older = wanted(newestFirst.slice(from));
  return { object: "list", url, has_more: older.length > limit, data: older.slice(0, limit) } as const;
};
