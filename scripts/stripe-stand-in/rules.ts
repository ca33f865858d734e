/** A rule of a test: it applies to what names `match`, `count` times or for good. */
export interface Rule {
  readonly match?: string | undefined;
  readonly count?: number | undefined;
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
    const found = this.#rules.find(({ rule }) => text.includes(rule.match ?? "") && fits(rule));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#rules = this.#rules.filter((each) => each !== found);
    return found.rule;
  }
}
