import { sql } from "drizzle-orm";
import { editDistance, mostWrongLetters } from "../search/edit-distance.ts";
import { cityNamesOf } from "../search/place-names.ts";
import type { Correction } from "../search/search-index.ts";
import { type Term, type TermPart, type TermWord, termOf } from "../search/term.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";

interface Candidate extends Record<string, unknown> {
  readonly word: string;
  readonly folded: string;
  readonly candidate: string;
  readonly documents: number;
}

/** Of three letters in a row few are left when one of a short word is wrong. */
const leastAlike = "0.3";
const mostDocuments = 300;

/** Words of names that are like the ones that no document has. */
const candidatesFor = async (
  database: HttpDatabase,
  words: readonly TermWord[],
): Promise<readonly Candidate[]> => {
  const asked = words.map(({ text, isPrefix }) => ({ word: text, suffix: isPrefix ? ":*" : "" }));
  const [, { rows }] = await reading(
    database.batch([
      database.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${leastAlike}, true)`),
      database.execute<Candidate>(sql`
        with asked as (
          select distinct word, suffix, searchable_text(word) as folded
            from json_to_recordset(${JSON.stringify(asked)}::json) as t(word text, suffix text)
        ), unknown as (
          select word, folded from asked
           where folded <> '' and folded not like '% %'
             and not exists (select from search_documents d
                              where d.words @@ to_tsquery('simple', '''' || folded || '''' || suffix))
        )
        select u.word, u.folded, near.candidate, count(*)::int as documents
          from unknown u
         cross join lateral (
           select d.names from search_documents d where u.folded <% d.names
            order by word_similarity(u.folded, d.names) desc, d.event_id limit ${mostDocuments}) alike
         cross join lateral (select distinct unnest(string_to_array(alike.names, ' ')) as candidate) near
         where abs(length(near.candidate) - length(u.folded)) <= 2
         group by 1, 2, 3`),
    ]),
  );
  return rows;
};

/** The nearest, of equally near ones the most frequent. */
const nearestTo = (word: string, candidates: readonly Candidate[]): string | undefined => {
  const most = mostWrongLetters(word);
  const ranked = candidates
    .filter((candidate) => candidate.word === word)
    .map(({ folded, candidate, documents }) => ({
      candidate,
      documents,
      distance: editDistance(folded, candidate, most),
    }))
    .filter(({ distance }) => distance <= most)
    .toSorted(
      (one, other) =>
        one.distance - other.distance ||
        other.documents - one.documents ||
        (one.candidate < other.candidate ? -1 : 1),
    );
  return ranked[0]?.candidate;
};

/** A city's name in another language is no mistake. */
const mayBeMisspelt = (part: TermPart): part is TermWord =>
  part.kind === "word" && mostWrongLetters(part.text) > 0 && cityNamesOf(part.text).length === 1;

/** The term with the words that nothing has replaced by near ones that something has; null when none could be. Phrases stay. */
export const correctedTerm = async (
  database: HttpDatabase,
  { parts }: Term,
): Promise<{ readonly term: Term; readonly corrections: readonly Correction[] } | null> => {
  const words = parts.filter(mayBeMisspelt);
  if (words.length === 0) return null;
  const candidates = await candidatesFor(database, words);
  const corrections = new Map<string, string>();
  for (const { text } of words) {
    const nearest = nearestTo(text, candidates);
    if (nearest !== undefined) corrections.set(text, nearest);
  }
  if (corrections.size === 0) return null;
  const corrected = (part: TermPart): TermPart =>
    part.kind === "word" ? { ...part, text: corrections.get(part.text) ?? part.text } : part;
  return {
    term: termOf(parts.map(corrected)),
    corrections: [...corrections].map(([from, to]) => ({ from, to })),
  };
};
