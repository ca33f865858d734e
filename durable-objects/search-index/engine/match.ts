import type { IndexStore } from "../store/index-store.ts";
import type { Counts } from "./counts.ts";
import { firstOfLevel, levels } from "./numbering.ts";
import { PostingList } from "./posting-list.ts";

/** A word that does for what was asked, and how much each of its impact counts. */
export interface Alternative {
  readonly word: number;
  /** How many documents have it. */
  readonly documents: number;
  readonly weight: number;
}

/** Any of them has to be in a document; the one that counts most counts. */
export type WordGroup = readonly Alternative[];

export interface Matching {
  readonly groups: readonly WordGroup[];
  /** Only these, ascending; null: all. */
  readonly among: Int32Array | null;
  readonly visit: (n: number, score: number) => void;
  /** Asked after some thousand documents at a time. */
  readonly isEnough: () => boolean;
}

interface Walked {
  readonly documents: number;
  readonly lists: readonly { readonly weight: number; readonly list: PostingList }[];
}

/** Documents are matched window by window: so many fit into the processor's nearest memory. */
const windowSize = 2 ** 13;
/** To look a document up costs about as much as to walk past so many. */
const lookUpCost = 16;

const matched = new Uint8Array(windowSize);
const score = new Float32Array(windowSize);
const best = new Float32Array(windowSize);
const touched = new Int32Array(windowSize);

/**
 * Calls `visit` with each document that has a word of every group, and its score: the popular ones first, until after some window
 * it is enough; answers whether it came to the end. One at a time: what it works in is shared.
 */
export const matchDocuments = (store: IndexStore, counts: Counts, matching: Matching): boolean => {
  const { among, visit, isEnough } = matching;
  const groups = openLists(store, matching.groups);
  let candidate = 0;
  for (let level = 0; level < levels; level++) {
    const levelEnd = firstOfLevel(level) + (counts.given[level] ?? 0);
    for (let base = firstOfLevel(level); base < levelEnd; base += windowSize) {
      if (isEnough()) return false;
      const end = Math.min(levelEnd, base + windowSize);
      let count = 0;
      if (among) {
        for (; candidate < among.length && (among[candidate] as number) < end; candidate++) {
          const i = (among[candidate] as number) - base;
          matched[i] = 1;
          score[i] = 0;
          touched[count++] = i;
        }
      } else count = walkFirst(groups[0] as Walked, base, end);
      if (count === 0) continue;
      const share = (end - base) / Math.max(counts.documents, 1);
      let matches = 1;
      for (let g = among ? 0 : 1; g < groups.length; g++, matches++) {
        const group = groups[g] as Walked;
        if (count * lookUpCost < group.documents * share || count < lookUpCost)
          lookUp(group, matches, base, count);
        else walkNext(group, matches, base, end);
      }
      for (let t = 0; t < count; t++) {
        const i = touched[t] as number;
        if (matched[i] === matches) visit(base + i, score[i] as number);
        matched[i] = 0;
      }
    }
  }
  return true;
};

/** The rarest group first. */
const openLists = (store: IndexStore, groups: readonly WordGroup[]): Walked[] => {
  const firsts = store.postings.first(groups.flatMap((group) => group.map(({ word }) => word)));
  return groups
    .map((group) => ({
      documents: group.reduce((sum, { documents }) => sum + documents, 0),
      lists: group.map(({ word, documents, weight }) => ({
        weight,
        list: new PostingList(store, word, documents, firsts.get(word)),
      })),
    }))
    .sort((a, b) => a.documents - b.documents);
};

const walkFirst = ({ lists }: Walked, base: number, end: number): number => {
  let count = 0;
  for (const { list, weight } of lists)
    for (let to = list.walkTo(end); to > 0; to = list.walkTo(end)) {
      const { documents, impacts } = list;
      for (let at = list.at; at < to; at++) {
        const i = (documents[at] as number) - base;
        const gain = (impacts[at] as number) * weight;
        if (matched[i] === 0) {
          matched[i] = 1;
          score[i] = gain;
          touched[count++] = i;
        } else if (gain > (score[i] as number)) score[i] = gain;
      }
      list.walked(to);
    }
  // What is looked up next is looked up forwards.
  if (lists.length > 1) touched.subarray(0, count).sort();
  return count;
};

const walkNext = ({ lists }: Walked, matches: number, base: number, end: number): void => {
  for (const { list, weight } of lists) {
    // It may stand in an earlier window, in which nothing was asked of it.
    list.impactIn(base);
    for (let to = list.walkTo(end); to > 0; to = list.walkTo(end)) {
      const { documents, impacts } = list;
      for (let at = list.at; at < to; at++) {
        const i = (documents[at] as number) - base;
        const gain = (impacts[at] as number) * weight;
        if (matched[i] === matches) {
          matched[i] = matches + 1;
          best[i] = gain;
          score[i] = (score[i] as number) + gain;
        } else if (matched[i] === matches + 1 && gain > (best[i] as number)) {
          score[i] = (score[i] as number) + gain - (best[i] as number);
          best[i] = gain;
        }
      }
      list.walked(to);
    }
  }
};

const lookUp = ({ lists }: Walked, matches: number, base: number, count: number): void => {
  for (let t = 0; t < count; t++) {
    const i = touched[t] as number;
    if (matched[i] !== matches) continue;
    let gain = -1;
    for (const { list, weight } of lists) {
      const impact = list.impactIn(base + i);
      if (impact > 0) gain = Math.max(gain, impact * weight);
    }
    if (gain < 0) continue;
    matched[i] = matches + 1;
    score[i] = (score[i] as number) + gain;
  }
};
