/** An answer of the Worker, or none: `status` 0 when the connection broke. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly at: number;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
}

const longestWaitMs = 20_000;

/** Who was not answered, or was told of an inner fault, does not know what was done. */
export const isUnknown = ({ status }: Answer): boolean => status === 0 || status >= 500;

/** Asks the Worker, and knows what is open at any moment. */
export class Client {
  readonly #origin: string;
  readonly #open = new Map<string, number>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** What waits for its answer, by what it is. */
  get open(): ReadonlyMap<string, number> {
    return this.#open;
  }

  /** Counts `work` as open while it runs. */
  async while<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    this.#open.set(what, (this.#open.get(what) ?? 0) + 1);
    try {
      return await work();
    } finally {
      this.#open.set(what, (this.#open.get(what) ?? 0) - 1);
    }
  }

  /** Never rejects. `what`: as which it is counted. */
  ask(what: string, asked: Asked): Promise<Answer> {
    return this.while(what, () => this.#ask(asked));
  }

  async #ask({ method, path, token, body, key }: Asked): Promise<Answer> {
    const sentAt = Date.now();
    try {
      const response = await fetch(this.#origin + path, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(longestWaitMs),
      });
      const answer: unknown = await response.json();
      return { status: response.status, body: answer, sentAt, at: Date.now() };
    } catch {
      return { status: 0, body: null, sentAt, at: Date.now() };
    }
  }
}
