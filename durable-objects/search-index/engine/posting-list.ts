import type { Block } from "../store/posting-store.ts";
import type { IndexStore } from "../store/index-store.ts";
import { readBlock, type Postings } from "./postings.ts";

const mostAtOnce = 32;
const nothing: Postings = { documents: new Int32Array(), impacts: new Uint8Array() };

/** Walks the documents of a word forwards, reading only the blocks that it comes to. */
export class PostingList {
  readonly #store: IndexStore;
  readonly #word: number;
  /** Read, in their order; one of them is open. */
  #blocks: readonly Block[];
  #open = 0;
  /** There is none behind these. */
  #isLast: boolean;
  #atOnce = 2;
  #postings = nothing;
  #at = 0;

  /** `first`: the word's first block; undefined: it has none. `count`: how many documents have it. */
  constructor(store: IndexStore, word: number, count: number, first: Block | undefined) {
    this.#store = store;
    this.#word = word;
    this.#blocks = first ? [first] : [];
    this.#openAt(0);
    this.#isLast = this.#postings.documents.length >= count;
  }

  get documents(): Int32Array {
    return this.#postings.documents;
  }

  get impacts(): Uint8Array {
    return this.#postings.impacts;
  }

  /** Where in `documents` the walk is. */
  get at(): number {
    return this.#at;
  }

  /**
   * Walks on, by one block at most: those from the last `at` to the one that it answers with are before `end`. 0: there are no more
   * of those.
   */
  walkTo(end: number): number {
    if (this.#at === this.#postings.documents.length && !this.#openNext(end)) return 0;
    const { documents } = this.#postings;
    const { length } = documents;
    const to = (documents[length - 1] as number) < end ? length : placeOf(documents, end, this.#at);
    return to === this.#at ? 0 : to;
  }

  /** What `walkTo` answered has been dealt with. */
  walked(to: number): void {
    this.#at = to;
  }

  /** Passes all before `document`, and answers with the impact in it; 0: it does not have the word. */
  impactIn(document: number): number {
    if ((this.#postings.documents.at(-1) ?? -1) < document) this.#openFor(document);
    const { documents, impacts } = this.#postings;
    this.#at = placeOf(documents, document, this.#at);
    return documents[this.#at] === document ? (impacts[this.#at] as number) : 0;
  }

  #openNext(end: number): boolean {
    if (this.#open + 1 >= this.#blocks.length) {
      const last = this.#blocks.at(-1);
      if (!last || this.#isLast) return false;
      this.#keep(this.#store.postings.behind(this.#word, last.first, this.#atOnce));
      return (this.#blocks[0]?.first ?? end) < end;
    }
    if ((this.#blocks[this.#open + 1] as Block).first >= end) return false;
    this.#openAt(this.#open + 1);
    return true;
  }

  /** The block in which the document would be. */
  #openFor(document: number): void {
    let to = this.#open;
    while ((this.#blocks[to + 1]?.first ?? Number.POSITIVE_INFINITY) <= document) to++;
    if (to >= this.#blocks.length - 1 && !this.#isLast)
      this.#keep(this.#store.postings.from(this.#word, document, this.#atOnce));
    else if (to !== this.#open) this.#openAt(to);
    else this.#at = this.#postings.documents.length;
  }

  #keep(blocks: readonly Block[]): void {
    this.#isLast = blocks.length < this.#atOnce;
    this.#atOnce = Math.min(mostAtOnce, this.#atOnce * 2);
    this.#blocks = blocks;
    this.#openAt(0);
  }

  #openAt(i: number): void {
    const block = this.#blocks[i];
    this.#open = i;
    this.#postings = block ? readBlock(block.first, block.bytes) : nothing;
    this.#at = 0;
  }
}

/** Of the first document that is not before `document`, from `low` on. */
const placeOf = (documents: Int32Array, document: number, low: number): number => {
  let from = low;
  let to = documents.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((documents[middle] as number) < document) from = middle + 1;
    else to = middle;
  }
  return from;
};
