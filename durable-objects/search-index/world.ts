import type { ChangeLog } from "../../src/search/change-log.ts";

/** What an index is handed: the log that it follows, and time. */
export interface IndexWorld {
  readonly changeLog: ChangeLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so long; others have their turn meanwhile. */
  readonly pause: (ms: number) => Promise<void>;
  readonly log: (text: string, error: unknown) => void;
}

export const realTime: Pick<IndexWorld, "now" | "pause"> = {
  now: Date.now,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
