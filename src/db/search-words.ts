import { type SQL, sql } from "drizzle-orm";
import { cityNamesOf } from "../search/place-names.ts";
import type { Term, TermPart } from "../search/term.ts";

// `searchable_text` leaves no character that a tsquery reads as syntax, so its words can stand between quotes as they are. Folding may
// make two words of one (½), or none.
const tsquery = (text: string, suffix: string, between: "&" | "<->"): SQL => sql`
  to_tsquery('simple', '''' || replace(nullif(searchable_text(${text}), ''), ' ', ${`'${suffix} ${between} '`}) || ${`'${suffix}`})`;

const anyOf = (queries: readonly SQL[]): SQL => sql`(${sql.join([...queries], sql` || `)})`;

const weights = ["A", "B", "C", "D"];

/** Within one field: the last word of the name and the first of a performer are no phrase. */
const phraseQuery = (text: string): SQL => anyOf(weights.map((weight) => tsquery(text, `:${weight}`, "<->")));

/** A city's name is met by its other names too: "munich" is in Munich, however its venues write it. */
const partQuery = (part: TermPart, prefix: string): SQL => {
  if (part.kind === "phrase") return phraseQuery(part.words.join(" "));
  const others = cityNamesOf(part.text).filter((name) => name !== part.text);
  return anyOf([
    tsquery(part.text, part.isPrefix ? prefix : "", "&"),
    ...others.map((name) => tsquery(name, ":C", "<->")),
  ]);
};

const termQuery = ({ parts }: Term, prefix: string): SQL =>
  sql.join(
    parts.map((part) => partQuery(part, prefix)),
    sql` && `,
  );

/** Every part must be there; null, which matches nothing, where one has no letter that is searched for. */
export const hasTerm = (term: Term): SQL =>
  term.parts.length === 0 ? sql`false` : sql`d.words @@ (${termQuery(term, ":*")})`;

/** A whole number, so that a cursor compares exactly; a word that is met whole counts again. */
export const relevanceTo = (term: Term | null): SQL =>
  term === null || term.parts.length === 0
    ? sql`0`
    : sql`(100000 * (ts_rank_cd(d.words, ${termQuery(term, ":*")}) + ts_rank_cd(d.words, ${termQuery(term, "")})))::int`;

/** Begins with these words, the last one perhaps unfinished, in names alone. */
export const hasBeginning = (prefix: string): SQL => {
  const words = prefix.split(" ");
  const last = words.pop() ?? "";
  return sql`d.words @@ (${sql.join([...words.map((word) => tsquery(word, ":ABC", "&")), tsquery(last, ":*ABC", "&")], sql` && `)})`;
};
