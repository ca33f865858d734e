import type { IndexStore } from "../store/index-store.ts";
import { wordBits } from "../store/word-store.ts";
import type { Counts } from "./counts.ts";
import { canBeMeant, deletionsOf } from "./spelling.ts";

interface Entry {
  readonly word: string;
  readonly no: number;
  documents: number;
  isName: boolean;
  /** Nothing in the store has it yet. */
  isNew: boolean;
}

/** Some megabytes. */
const mostKept = 60_000;

/** The words of an index while documents are written: their numbers, and in how many documents each is. */
export class WordBook {
  readonly #store: IndexStore;
  readonly #counts: Counts;
  readonly #entries = new Map<string, Entry>();
  readonly #byNo = new Map<number, Entry>();
  readonly #changed = new Set<Entry>();
  readonly #newNames: Entry[] = [];

  constructor(store: IndexStore, counts: Counts) {
    this.#store = store;
    this.#counts = counts;
  }

  /** Reads those that are not in memory, all at once. */
  meet(words: Iterable<string>): void {
    const unknown = [...new Set(words)].filter((word) => !this.#entries.has(word));
    if (unknown.length === 0) return;
    for (const row of this.#store.words.find(unknown)) this.#keep({ ...row, isNew: false });
  }

  meetNumbers(numbers: Iterable<number>): void {
    const unknown = [...new Set(numbers)].filter((no) => !this.#byNo.has(no));
    if (unknown.length === 0) return;
    for (const row of this.#store.words.byNo(unknown)) this.#keep({ ...row, isNew: false });
  }

  #keep(entry: Entry): Entry {
    const known = this.#entries.get(entry.word);
    if (known) return known;
    this.#entries.set(entry.word, entry);
    this.#byNo.set(entry.no, entry);
    return entry;
  }

  /** Of a word that was met; one that the index does not have gets a number. `isName`: others may be misspelt ones of it. */
  numberOf(word: string, isName: boolean): number {
    const known = this.#entries.get(word);
    const entry =
      known ?? this.#keep({ word, no: ++this.#counts.lastWord, documents: 0, isName: false, isNew: true });
    if (!known) this.#changed.add(entry);
    if (isName && !entry.isName && canBeMeant(word)) {
      entry.isName = true;
      this.#newNames.push(entry);
      this.#changed.add(entry);
    }
    return entry.no;
  }

  isNew(no: number): boolean {
    return this.#byNo.get(no)?.isNew === true;
  }

  /** One document more has the word, or one less. */
  count(no: number, difference: number): void {
    const entry = this.#byNo.get(no);
    if (!entry) throw new Error(`word ${no} was not met`);
    entry.documents += difference;
    this.#changed.add(entry);
  }

  flush(): void {
    const changed = [...this.#changed].sort((a, b) => (a.word < b.word ? -1 : 1));
    this.#store.words.put(changed);
    for (const entry of changed) entry.isNew = false;
    this.#changed.clear();
    const names = this.#newNames.splice(0);
    const keys = names.flatMap(({ word, no }) => deletionsOf(word).map((hash) => hash * wordBits + no));
    if (keys.length > 0) this.#store.words.addDeletions(keys.sort((a, b) => a - b));
    if (this.#entries.size <= mostKept) return;
    this.#entries.clear();
    this.#byNo.clear();
  }
}
