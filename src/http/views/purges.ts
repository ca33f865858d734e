/** What the cache says of a purge. */
export interface PurgeAnswer {
  readonly success: boolean;
  readonly errors: readonly unknown[];
}

export type AskPurge = (tags: readonly string[]) => Promise<PurgeAnswer>;

/** The most that one purge may name. */
const mostTags = 100;

/** A view that was being made while its data changed is stored after the purge; so long later there is none such. */
const settledMs = 5000;

/**
 * When to ask again: once what was under way is stored, then as often as a token comes back to an account of the free plan, which the
 * cache of a Worker is counted as on every plan (25 at first, 5 a minute). In all less than the 30 s that a Worker may go on.
 */
const pausesMs = [settledMs, 12_000, 12_000] as const;

interface Surroundings {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: (what: string, tags: readonly string[], errors: readonly unknown[]) => void;
}

/**
 * Tags to be dropped, of all the requests of an isolate. Each purge names all that waits, so that many edits at once cost few; a
 * tag waits until a purge after its change has settled was taken. What is refused to the end is named in the log, and with the
 * next purge.
 */
export const createPurges = ({ now, sleep, log }: Surroundings) => {
  const waiting = new Map<string, { readonly changedAt: number; readonly wasPurged: boolean }>();

  const rememberPurged = (tag: string, purgedAt: number): void => {
    const change = waiting.get(tag);
    waiting.delete(tag);
    // Behind the others, so that of more than one purge can name each comes to its turn.
    if (change && change.changedAt > purgedAt - settledMs) waiting.set(tag, { ...change, wasPurged: true });
  };

  /** Those first that never were purged. */
  const next = (): readonly string[] =>
    [...waiting]
      .toSorted(([, a], [, b]) => Number(a.wasPurged) - Number(b.wasPurged))
      .slice(0, mostTags)
      .map(([tag]) => tag);

  const ask = async (purge: AskPurge): Promise<void> => {
    const tags = next();
    const askedAt = now();
    const answer = await purge(tags).catch((error: unknown) => ({ success: false, errors: [error] }));
    if (!answer.success) log("purge refused", tags, answer.errors);
    else for (const tag of tags) rememberPurged(tag, askedAt);
  };

  return {
    /** Resolves when it was asked for once. */
    async now(tags: readonly string[], purge: AskPurge): Promise<void> {
      for (const tag of tags) waiting.set(tag, { changedAt: now(), wasPurged: false });
      if (waiting.size > 0) await ask(purge);
    },

    /** Goes on until nothing waits; for `waitUntil`. */
    async rest(purge: AskPurge): Promise<void> {
      for (const pause of pausesMs) {
        if (waiting.size === 0) return;
        await sleep(pause);
        if (waiting.size > 0) await ask(purge);
      }
      if (waiting.size > 0) log("not purged", [...waiting.keys()], []);
    },
  };
};

export type Purges = ReturnType<typeof createPurges>;
