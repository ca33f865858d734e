import type { IndexStore } from "../store/index-store.ts";
import { Chunk, chunkNoOf, firstOfChunk } from "./chunk.ts";
import { numbersEnd } from "./numbering.ts";

const chunkCount = chunkNoOf(numbersEnd);

/** All columns of a shelf; what is written to them goes into the store with `flush`. */
export class Columns {
  readonly #store: IndexStore;
  readonly #chunks: (Chunk | null)[] = new Array<Chunk | null>(chunkCount).fill(null);
  readonly #changed = new Set<number>();
  /** A shelf that is built keeps only what it just wrote, for memory is for the one that answers. */
  readonly #keeps: boolean;

  constructor(store: IndexStore, keeps: boolean) {
    this.#store = store;
    this.#keeps = keeps;
    if (keeps) for (const { no, bytes } of store.chunks()) this.#chunks[no] = new Chunk(bytes);
  }

  /** Of a number that is taken, in a shelf that keeps its chunks. */
  at(n: number): Chunk {
    return this.#chunks[chunkNoOf(n)] as Chunk;
  }

  /** By number, ascending: the most popular first. */
  *all(): Iterable<{ readonly first: number; readonly chunk: Chunk }> {
    for (let no = 0; no < chunkCount; no++) {
      const chunk = this.#chunks[no];
      if (chunk) yield { first: firstOfChunk(no), chunk };
    }
  }

  toWrite(n: number): Chunk {
    const no = chunkNoOf(n);
    this.#changed.add(no);
    const known = this.#chunks[no];
    if (known) return known;
    const chunk = new Chunk(this.#keeps ? undefined : this.#store.findChunk(no));
    this.#chunks[no] = chunk;
    return chunk;
  }

  flush(): void {
    const chunks = [...this.#changed].map((no) => ({ no, bytes: (this.#chunks[no] as Chunk).bytes }));
    for (let from = 0; from < chunks.length; from += 16) this.#store.putChunks(chunks.slice(from, from + 16));
    this.#changed.clear();
    if (!this.#keeps) for (const { no } of chunks) this.#chunks[no] = null;
  }
}
