import { wordsOf } from "../../../durable-objects/search-index/engine/tokens.ts";
import { searchQueryOf } from "../../../src/search/query.ts";
import type { SearchFound } from "../../../src/search/search-index.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { pick, randomOf } from "./catalogue/random.ts";
import { typoOf } from "./catalogue/typos.ts";
import type { IndexSystem } from "./index-system.ts";

/** Which share of misspelt words find what was meant, and of which the first correction is the word itself. */
export const measureCorrections = async (
  index: IndexSystem,
  catalogue: Catalogue,
  count: number,
): Promise<{ readonly found: number; readonly first: number }> => {
  const random = randomOf(99);
  let found = 0;
  let first = 0;
  for (let tried = 0; tried < count; ) {
    const { summary } = catalogue.document(Math.floor(random() * catalogue.size));
    const words = wordsOf(summary.performers.join(" ")).filter((word) => word.length >= 4);
    if (words.length === 0) continue;
    const meant = pick(random, words);
    const answer = await index.find(queryOf(typoOf(random, meant)), 50);
    const [correction] = answer?.corrections ?? [];
    // Without a correction it is a word that the index has, unless nothing at all was found.
    if (!correction && (answer?.hits.length ?? 0) > 0) continue;
    tried++;
    if (correction?.to === meant) first++;
    if (correction?.to === meant || (answer && hasWord(answer, meant))) found++;
  }
  return { found: found / count, first: first / count };
};

const queryOf = (typo: string) => {
  // The space says that the word is whole.
  const read = searchQueryOf({ term: `${typo} ` });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const [part] = read.query.term?.parts ?? [];
  if (part?.kind !== "word") throw new Error(`${typo} is no word`);
  return { ...read.query, term: { parts: [{ ...part, isPrefix: false }] } };
};

const hasWord = ({ hits }: SearchFound, word: string): boolean =>
  hits.some(({ event }) => wordsOf([event.name, ...event.performers].join(" ")).includes(word));
