/** The texts of an event in the order of their weight. */
export const fields = ["name", "performers", "venue", "city", "description"] as const;
export const fieldCount = fields.length;

/** BM25F: how much a word in each field counts, and how long such a field is commonly, in words. */
const weights = [6, 4, 1.6, 1.6, 0.5];
const commonLengths = [4, 3, 3, 1.5, 20];
/** How much the length of a field matters, from 0 to 1: little, for names are short and their length says little. */
const lengthMatters = 0.3;
/** Where more of the same word stops to matter. */
const saturation = 2;

export const greatestImpact = 255;

/**
 * What a word adds to a document's score but for how rare it is: the part of BM25F that is the document's own, from 1 to 255.
 * It is worked out once, when the document is written; how rare a word is changes, and is known when it is asked for.
 */
export const impactsOf = (words: readonly (readonly number[])[]): Map<number, number> => {
  const weighted = new Map<number, number>();
  words.forEach((ofField, field) => {
    const common = commonLengths[field] ?? 1;
    const once = (weights[field] ?? 0) / (1 - lengthMatters + (lengthMatters * ofField.length) / common);
    for (const word of ofField) weighted.set(word, (weighted.get(word) ?? 0) + once);
  });
  for (const [word, sum] of weighted)
    weighted.set(word, Math.max(1, Math.round((greatestImpact * sum) / (saturation + sum))));
  return weighted;
};

/**
 * How rare a word is, as BM25 has it. Of powers of two, so that a few events more or less leave the relevance of all others, and
 * with it the place of a cursor, as they are.
 */
export const rarityOf = (documents: number, withWord: number): number => {
  const all = 2 ** Math.round(Math.log2(Math.max(documents, 1)));
  const some = Math.min(all, 2 ** Math.round(Math.log2(Math.max(withWord, 1))));
  return Math.log(1 + (all - some + 0.5) / (some + 0.5));
};
