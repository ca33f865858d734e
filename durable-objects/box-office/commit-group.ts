import type { Clock } from "./clock.ts";

/**
 * Gathers work that arrives together into one commit. Each piece is answered after the commit that holds it, so what is
 * answered is written.
 */
export class CommitGroup {
  readonly #commit: (works: readonly (() => void)[]) => void;
  readonly #after: Clock["after"];
  #works: (() => void)[] = [];
  #settlers: ((error: unknown) => void)[] = [];

  /** `commit` runs all the works in one transaction; when it throws, none of them has happened. */
  constructor(commit: (works: readonly (() => void)[]) => void, after: Clock["after"]) {
    this.#commit = commit;
    this.#after = after;
  }

  add<Value>(work: () => Value): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    let value: Value;
    this.#works.push(() => {
      value = work();
    });
    this.#settlers.push((error) => (error === undefined ? resolve(value) : reject(error)));
    // The turn that follows the messages that are here already: they all find room in this group.
    if (this.#works.length === 1) this.#after(0, () => this.#flush());
    return promise;
  }

  #flush(): void {
    const works = this.#works;
    const settlers = this.#settlers;
    this.#works = [];
    this.#settlers = [];
    let failure: unknown;
    try {
      this.#commit(works);
    } catch (error) {
      failure = error ?? new Error("the commit failed");
    }
    for (const settle of settlers) settle(failure);
  }
}
