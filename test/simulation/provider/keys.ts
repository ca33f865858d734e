/** docs.stripe.com/api/idempotent_requests: kept for at least a day. */
const keptMs = 24 * 3600 * 1000;

interface FirstAnswer<Answer> {
  readonly body: string;
  readonly at: number;
  readonly answer: Answer;
}

/** Idempotency keys: the first answer is the answer of the key, and another body is an error. */
export class Keys<Answer> {
  readonly #first = new Map<string, FirstAnswer<Answer>>();

  /** `otherBody` is told of the body that the key came with before. */
  answer(
    key: string,
    body: string,
    now: number,
    make: () => Answer,
    otherBody: (before: string) => never,
  ): { readonly answer: Answer; readonly replayed: boolean } {
    const first = this.#first.get(key);
    if (first && now - first.at < keptMs) {
      if (first.body !== body) otherBody(first.body);
      return { answer: first.answer, replayed: true };
    }
    const answer = make();
    this.#first.set(key, { body, at: now, answer });
    return { answer, replayed: false };
  }
}
