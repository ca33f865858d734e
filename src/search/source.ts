import type { SearchSource } from "./cursor.ts";
import type { SearchIndex } from "./search-index.ts";

export interface IndexLimits {
  readonly now: () => number;
  /** Tells what went wrong with the index: nobody else hears of it, because Postgres has answered. */
  readonly log?: (message: string, error: unknown) => void;
  /** Longer than an index across an ocean takes, and shorter than a fan waits for two answers. */
  readonly indexMs?: number;
  /** An index that failed or was late is left alone for so long, so that not every fan waits for it in vain. */
  readonly restMs?: number;
}

export interface Sources extends IndexLimits {
  readonly index: SearchIndex | null;
  readonly fallback: SearchIndex;
}

class IndexIsLate extends Error {
  override readonly name = "IndexIsLate";
}

const inTime = async <Answer>(answer: Promise<Answer>, mostMs: number): Promise<Answer> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IndexIsLate(`no answer within ${mostMs} ms`)), mostMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Asks the index, and Postgres when there is none, it is not built, throws or is late. */
export const createSource = ({ index, fallback, now, log, indexMs = 1000, restMs = 2000 }: Sources) => {
  let restsUntil = Number.NEGATIVE_INFINITY;

  const askIndex = async <Answer>(
    question: (index: SearchIndex) => Promise<Answer | null>,
  ): Promise<Answer | null> => {
    if (!index || now() < restsUntil) return null;
    try {
      return await inTime(question(index), indexMs);
    } catch (error) {
      restsUntil = now() + restMs;
      log?.("the search index is away; Postgres answers", error);
      return null;
    }
  };

  return async <Answer>(
    question: (index: SearchIndex) => Promise<Answer | null>,
    byPostgresAlone = false,
  ): Promise<{ readonly answer: Answer; readonly source: SearchSource }> => {
    const near = byPostgresAlone ? null : await askIndex(question);
    if (near !== null) return { answer: near, source: "index" };
    const answer = await question(fallback);
    if (answer === null) throw new Error("Postgres is always built");
    return { answer, source: "postgres" };
  };
};
