import type { Days } from "./day-range.ts";
import { foldText } from "./folding.ts";
import { type Term, termOf } from "./term.ts";

/** What a term says of place and time in passing: 'jazz near Berlin this weekend'. */
export interface Spoken {
  /** The rest of it; null when nothing is left. */
  readonly term: Term | null;
  /** Folded; null when the term does not say. */
  readonly near: string | null;
  readonly days: Days | null;
}

const daysNamed = new Map<string, Days>();
for (const phrase of [
  "today",
  "tonight",
  "heute",
  "heute abend",
  "aujourd'hui",
  "ce soir",
  "hoy",
  "esta noche",
])
  daysNamed.set(foldText(phrase), { kind: "today" });
for (const phrase of [
  "this weekend",
  "dieses wochenende",
  "am wochenende",
  "ce week-end",
  "este fin de semana",
])
  daysNamed.set(foldText(phrase), { kind: "weekend" });
const nears = ["near", "in der nähe von", "près de", "cerca de"].map(foldText);
const longestPhrase = 4;

/** The words at the end of a term that stand in no quotes. */
const openWords = ({ parts }: Term): string[] => {
  const last = parts.findLastIndex(({ kind }) => kind === "phrase");
  return parts.slice(last + 1).flatMap((part) => (part.kind === "word" ? [part.text] : []));
};

const without = ({ parts }: Term, count: number): Term => termOf(parts.slice(0, parts.length - count));

const takeDays = (term: Term): { readonly term: Term; readonly days: Days } | null => {
  const words = openWords(term);
  for (let count = Math.min(longestPhrase, words.length); count > 0; count--) {
    const days = daysNamed.get(words.slice(-count).join(" "));
    if (days) return { term: without(term, count), days };
  }
  return null;
};

/** From the last such word on: one before it is part of a name. */
const takeNear = (term: Term): { readonly term: Term; readonly near: string } | null => {
  const words = openWords(term);
  for (let place = words.length - 1; place > 0; place--)
    for (const near of nears) {
      const count = near.split(" ").length;
      if (words.slice(Math.max(0, place - count), place).join(" ") !== near) continue;
      const name = words.slice(place).join(" ");
      // Where the fan is, nobody has said.
      return name === "me" ? null : { term: without(term, words.length - place + count), near: name };
    }
  return null;
};

/**
 * Only at the end of a term, and never within quotes: words in the middle are of a title. What a parameter of its own says
 * (`mayName` false) is not looked for.
 */
export const spokenIn = (
  asked: Term,
  mayName: { readonly place: boolean; readonly days: boolean },
): Spoken => {
  const first = mayName.days ? takeDays(asked) : null;
  const near = mayName.place ? takeNear(first?.term ?? asked) : null;
  // 'jazz this weekend near Berlin'
  const second = mayName.days && !first && near ? takeDays(near.term) : null;
  const term = second?.term ?? near?.term ?? first?.term ?? asked;
  const isRest = term === asked || term.parts.length > 0;
  return { term: isRest ? term : null, near: near?.near ?? null, days: (first ?? second)?.days ?? null };
};
