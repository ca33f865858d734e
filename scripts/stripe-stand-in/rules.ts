import { z } from "zod";

/** What every rule of a test can say of itself. Numbers may come as text, from a form. */
export const ruleShape = {
  /** A text that what it applies to must contain, such as an order's id. */
  match: z.string().optional(),
  /** After so many uses it is gone. */
  count: z.coerce.number().pipe(z.int().positive()).optional(),
  /** Of what it could apply to, this share; by chance. */
  probability: z.coerce.number().pipe(z.number().min(0).max(1)).optional(),
};

export interface Rule {
  readonly match?: string | undefined;
  readonly count?: number | undefined;
  readonly probability?: number | undefined;
}

/** Rules in the order in which they were given; the first that fits is used. */
export class Rules<Given extends Rule> {
  #rules: { readonly rule: Given; left: number }[] = [];

  add(rule: Given): void {
    this.#rules.push({ rule, left: rule.count ?? Number.POSITIVE_INFINITY });
  }

  /** All of them, or those for `match`. */
  clear(match?: string): void {
    this.#rules = match === undefined ? [] : this.#rules.filter(({ rule }) => rule.match !== match);
  }

  list(): readonly Given[] {
    return this.#rules.map(({ rule }) => rule);
  }

  take(text: string, fits: (rule: Given) => boolean = () => true): Given | undefined {
    const found = this.#rules.find(
      ({ rule }) => text.includes(rule.match ?? "") && fits(rule) && Math.random() < (rule.probability ?? 1),
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#rules = this.#rules.filter((each) => each !== found);
    return found.rule;
  }
}
