import type { IndexStore } from "../store/index-store.ts";
import { BlockWriter, goodBlockBytes, longestBlockBytes, readBlock } from "./postings.ts";

/** What becomes of a word's postings: document and impact in turn, by document; an impact of 0 takes the posting away. */
export type PostingChanges = number[];

export interface ChangedBlocks {
  readonly put: { readonly word: number; readonly first: number; readonly bytes: Uint8Array }[];
  readonly gone: { readonly word: number; readonly first: number }[];
}

/** At most this many bytes for one posting: four for the distance, one for the impact. */
const postingBytes = 5;

const inOrder = (changes: PostingChanges): PostingChanges => {
  for (let i = 2; i < changes.length; i += 2)
    if ((changes[i] as number) < (changes[i - 2] as number)) {
      const pairs = Array.from({ length: changes.length / 2 }, (_, at) => [
        changes[2 * at] as number,
        changes[2 * at + 1] as number,
      ]);
      return pairs.sort(([a = 0], [b = 0]) => a - b).flat();
    }
  return changes;
};

const writer = new BlockWriter();

/** Reads the blocks that the changes touch and adds to `into` how they are afterwards. `isNew`: the word has no postings yet. */
export const mergePostings = (
  store: IndexStore,
  word: number,
  unordered: PostingChanges,
  isNew: boolean,
  into: ChangedBlocks,
): void => {
  const changes = inOrder(unordered);
  for (let at = 0; at < changes.length; ) {
    const [block, next] = isNew ? [] : store.postings.from(word, changes[at] as number, 2);
    const end = next?.first ?? Number.POSITIVE_INFINITY;
    const old = block ? readBlock(block.first, block.bytes) : null;
    const oldCount = old?.documents.length ?? 0;
    let to = at;
    while (to < changes.length && (changes[to] as number) < end) to += 2;
    const mayBeOne = (block?.bytes.length ?? 0) + ((to - at) / 2) * postingBytes <= longestBlockBytes;
    const firsts: number[] = [];
    const take = () => {
      if (writer.length === 0) return;
      const { first } = writer;
      firsts.push(first);
      into.put.push({ word, first, bytes: writer.take() });
    };
    const add = (document: number, impact: number) => {
      writer.add(document, impact);
      if (!mayBeOne && writer.length >= goodBlockBytes) take();
    };
    let i = 0;
    for (; at < to; at += 2) {
      const document = changes[at] as number;
      const impact = changes[at + 1] as number;
      for (; old && i < oldCount && (old.documents[i] as number) < document; i++)
        add(old.documents[i] as number, old.impacts[i] as number);
      if (old && i < oldCount && old.documents[i] === document) i++;
      if (impact > 0) add(document, impact);
    }
    for (; old && i < oldCount; i++) add(old.documents[i] as number, old.impacts[i] as number);
    take();
    if (block && !firsts.includes(block.first)) into.gone.push({ word, first: block.first });
  }
};
