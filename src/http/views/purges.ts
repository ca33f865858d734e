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
 * How long after the second purge a refused one is tried again. An account has 25 purges and gets 5 more a minute: the limits of the free
 * plan, by which the cache of a Worker is counted on every plan. All in less than the 30 s that a Worker may go on.
 */
const pausesMs = [10_000, 9000] as const;

interface Surroundings {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: (what: string, tags: readonly string[], errors: readonly unknown[]) => void;
}

interface Waiting {
  readonly changedAt: number;
  readonly askedAt: number;
  readonly wasPurged: boolean;
}

/**
 * Tags to be dropped, of all the requests of an isolate. Each purge names all that waits, so that many edits cost few; a tag waits
 * until a purge after its change has settled was taken. What is refused to the end is named in the log, and with the next purge.
 */
export const createPurges = ({ now, sleep, log }: Surroundings) => {
  const waiting = new Map<string, Waiting>();

  const ask = async (purge: AskPurge, which: (tag: Waiting) => boolean): Promise<void> => {
    const asked = [...waiting]
      .filter(([, tag]) => which(tag))
      // Those first that never were purged.
      .toSorted(([, a], [, b]) => Number(a.wasPurged) - Number(b.wasPurged))
      .slice(0, mostTags);
    if (asked.length === 0) return;
    const askedAt = now();
    for (const [tag, { changedAt, wasPurged }] of asked) waiting.set(tag, { changedAt, wasPurged, askedAt });
    const tags = asked.map(([tag]) => tag);
    const answer = await purge(tags).catch((error: unknown) => ({ success: false, errors: [error] }));
    if (answer.success) for (const tag of tags) rememberPurged(tag, askedAt);
    else log("purge refused", tags, answer.errors);
  };

  const rememberPurged = (tag: string, purgedAt: number): void => {
    const change = waiting.get(tag);
    waiting.delete(tag);
    // Behind the others, so that of more than one purge can name each comes to its turn.
    if (change && change.changedAt > purgedAt - settledMs) waiting.set(tag, { ...change, wasPurged: true });
  };

  /** Not one that another request is asking for at this moment. */
  const isDue = ({ changedAt, askedAt, wasPurged }: Waiting): boolean =>
    askedAt <= now() - settledMs && (!wasPurged || changedAt <= now() - settledMs);

  return {
    /** Resolves when it was asked for once. */
    async now(tags: readonly string[], purge: AskPurge): Promise<void> {
      for (const tag of tags)
        waiting.set(tag, { changedAt: now(), askedAt: Number.NEGATIVE_INFINITY, wasPurged: false });
      await ask(purge, () => true);
    },

    /** The second purge, and others while there are refusals; for `waitUntil`. */
    async rest(purge: AskPurge): Promise<void> {
      // All requests wake at the same moments, so that what changed within some seconds is one purge.
      const toTheNextMoment = (settledMs - (now() % settledMs)) % settledMs;
      for (const pause of [settledMs + toTheNextMoment, ...pausesMs]) {
        if (waiting.size === 0) return;
        await sleep(pause);
        await ask(purge, isDue);
      }
      if (waiting.size > 0) log("not purged", [...waiting.keys()], []);
    },
  };
};

export type Purges = ReturnType<typeof createPurges>;
