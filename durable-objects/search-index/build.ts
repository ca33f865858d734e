import type { SearchDocument } from "../../src/search/document.ts";
import { Shelf } from "./engine/shelf.ts";
import { writeDocuments } from "./engine/writer.ts";
import { type ShelfName, tables } from "./migrations.ts";
import type { Building } from "./progress.ts";
import type { IndexStorage } from "./storage.ts";
import type { IndexWorld } from "./world.ts";

/** Asked of Postgres in one go. */
const pageSize = 1000;
/** Written together: the more there are, the fewer blocks are written twice; they are in memory for so long, beside the index that answers. */
const batchSize = 6000;
/** Work between two turns of others. */
const sliceMs = 8;

/** Empties a shelf, table by table. */
export const startBuilding = async (
  sql: IndexStorage["sql"],
  name: ShelfName,
  { pause }: IndexWorld,
): Promise<void> => {
  for (const table of tables) {
    sql.exec(`DELETE FROM ${table}_${name}`);
    await pause(0);
  }
};

/**
 * Writes batch after batch until time is up, letting others have their turn; answers whether all is written. `written` is told how far
 * it came, also when a batch is about to be half written.
 */
export const buildSome = async (
  sql: IndexStorage["sql"],
  from: Building,
  until: number,
  world: IndexWorld,
  written: (building: Building) => void,
): Promise<boolean> => {
  const shelf = new Shelf(sql, from.shelf, false);
  let building = from;
  do {
    const { documents, isLast } = await readBatch(building, world);
    const last = documents.at(-1);
    if (last) {
      written({ ...building, isHalfWritten: true });
      await writeInSlices(shelf, documents, world);
      building = { ...building, after: last.summary.id };
      written(building);
    }
    if (isLast) return true;
  } while (world.now() < until);
  return false;
};

const readBatch = async (
  { after }: Building,
  { changeLog }: IndexWorld,
): Promise<{ readonly documents: readonly SearchDocument[]; readonly isLast: boolean }> => {
  const documents: SearchDocument[] = [];
  while (documents.length < batchSize) {
    const page = await changeLog.all(documents.at(-1)?.summary.id ?? after, pageSize);
    if (page.length === 0) return { documents, isLast: true };
    documents.push(...page);
  }
  return { documents, isLast: false };
};

const writeInSlices = async (
  shelf: Shelf,
  documents: readonly SearchDocument[],
  { now, pause }: IndexWorld,
): Promise<void> => {
  let begun = now();
  for (const _ of writeDocuments(shelf, documents, [])) {
    if (now() - begun < sliceMs) continue;
    await pause(0);
    begun = now();
  }
};
