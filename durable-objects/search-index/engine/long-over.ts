import type { EventId } from "../../../src/domain/ids.ts";
import type { Shelf } from "./shelf.ts";

/** What is over is not found from its end on; it is taken out a day later, all in its time. */
const keptMs = 24 * 3600_000;

export const longOver = (shelf: Shelf, now: number, limit: number): EventId[] => {
  const numbers: number[] = [];
  for (const { first, chunk } of shelf.columns.all())
    for (let i = 0; i < chunk.isTaken.length && numbers.length < limit; i++)
      if (chunk.isTaken[i] === 1 && (chunk.endsAt[i] as number) < now - keptMs) numbers.push(first + i);
  return shelf.store.documents.at(numbers).map(({ id }) => id);
};
