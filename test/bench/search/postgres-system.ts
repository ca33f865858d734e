import pg from "pg";
import { startPostgres } from "../../../scripts/local/postgres.ts";
import { atEnd } from "../harness/processes.ts";
import { boundingBoxOf } from "../../../src/search/place.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { BenchQuery } from "./queries.ts";

const batch = 5000;

const columns = [
  ["id", "text"],
  ["name", "text"],
  ["performers", "text"],
  ["venue", "text"],
  ["city", "text"],
  ["country", "text"],
  ["description", "text"],
  ["type", "text"],
  ["availability", "text"],
  ["currency", "text"],
  ["lowest_minor", "int"],
  ["popularity", "int"],
  ["day", "date"],
  ["starts_at", "float8"],
  ["latitude", "float8"],
  ["longitude", "float8"],
] as const;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** The same million events in one table, as one would search them with Postgres alone. */
export class PostgresSystem {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async start(directory: string, port: number): Promise<PostgresSystem> {
    const postgres = await startPostgres({ port, directory, durable: true });
    const client = new pg.Client(postgres.url);
    await client.connect();
    atEnd(async () => {
      await client.end();
      await postgres.stop();
    });
    const system = new PostgresSystem(client);
    await client.query("create extension if not exists pg_trgm");
    return system;
  }

  async load(catalogue: Catalogue, progress: (count: number) => void): Promise<void> {
    await this.#client.query(
      `create unlogged table found (${columns.map((column) => column.join(" ")).join(", ")})`,
    );
    for (let from = 0; from < catalogue.size; from += batch) {
      const rows = Array.from({ length: Math.min(batch, catalogue.size - from) }, (_, i) => {
        const { summary, description, day, popularity } = catalogue.document(from + i);
        return {
          ...{
            id: summary.id,
            name: summary.name,
            performers: summary.performers.join(" "),
            description,
            day,
            popularity,
          },
          ...{
            venue: summary.venue.name,
            city: summary.venue.city,
            country: summary.venue.country,
            type: summary.type,
          },
          ...{
            availability: summary.availability,
            currency: summary.prices?.currency,
            lowest_minor: summary.prices?.lowestMinor,
          },
          ...{
            starts_at: summary.startsAt,
            latitude: summary.venue.latitude,
            longitude: summary.venue.longitude,
          },
        };
      });
      await this.#client.query(
        `insert into found select ${columns.map(([name]) => name).join(", ")}
         from json_to_recordset($1) as t(${columns.map((column) => column.join(" ")).join(", ")})`,
        [JSON.stringify(rows)],
      );
      progress(from + rows.length);
    }
  }

  /** Weighted words, trigrams of names, and what places and days are found by. */
  async index(): Promise<void> {
    await this.#client.query(`alter table found add column words tsvector generated always as (
      setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', performers), 'B') ||
      setweight(to_tsvector('simple', venue || ' ' || city), 'C') || setweight(to_tsvector('simple', description), 'D')) stored,
      add column names text generated always as (lower(name || ' ' || performers)) stored`);
    await this.#client.query("create index on found using gin (words)");
    await this.#client.query("create index on found using gin (names gin_trgm_ops)");
    await this.#client.query("create index on found (latitude, day)");
    await this.#client.query("vacuum analyze found");
  }

  async bytes(): Promise<number> {
    const { rows } = await this.#client.query<{ bytes: string }>(
      "select pg_total_relation_size('found') as bytes",
    );
    return Number(rows[0]?.bytes ?? Number.NaN);
  }

  /** Milliseconds, by the client's clock. */
  async time({ text, values }: Statement): Promise<number> {
    const begun = performance.now();
    await this.#client.query(text, values);
    return performance.now() - begun;
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}

const termOf = ({ parameters }: BenchQuery): readonly string[] =>
  (parameters.term ?? "").replaceAll('"', "").toLowerCase().split(" ").filter(Boolean);

const facetsOf = (where: string): string => `
  select type, city, country, to_char(day, 'YYYY-MM') as month, currency || width_bucket(lowest_minor, array[1000,2000,5000,10000,20000]) as price,
         availability, count(*) from found where ${where}
   group by grouping sets ((type), (city), (country), (to_char(day, 'YYYY-MM')),
                           (currency || width_bucket(lowest_minor, array[1000,2000,5000,10000,20000])), (availability))`;

const nearOf = ({ query, parameters }: BenchQuery): Statement => {
  const { place } = query;
  if (place?.kind !== "around") throw new Error("a query near a place has one");
  const { south, north, west, east } = boundingBoxOf(place);
  const [from, to] = (parameters.date ?? "").split("..");
  return {
    text: `select * from (select *, 12742 * asin(sqrt(power(sin(radians(latitude - $7) / 2), 2) +
             cos(radians($7)) * cos(radians(latitude)) * power(sin(radians(longitude - $8) / 2), 2))) as distance
             from found where latitude between $1 and $2 and longitude between $3 and $4 and day between $5 and $6) f
            where distance <= $9 order by starts_at, id limit 20`,
    values: [south, north, west, east, from, to, place.latitude, place.longitude, place.radiusKm],
  };
};

/** As a first version does it: every text is looked through. */
export const withIlike = (asked: BenchQuery): Statement => {
  if (asked.kind === "near, in a month") return nearOf(asked);
  const words = termOf(asked);
  const where = words
    .map((_, i) => `concat_ws(' ', name, performers, venue, city, description) ilike '%' || $${i + 1} || '%'`)
    .join(" and ");
  return {
    text: asked.parameters.facets
      ? facetsOf(where)
      : `select * from found where ${where} order by popularity desc, id limit 20`,
    values: [...words],
  };
};

/** As Postgres is meant to be used for this. */
export const withGin = (asked: BenchQuery): Statement => {
  if (asked.kind === "near, in a month") return nearOf(asked);
  const words = termOf(asked);
  if (asked.kind === "misspelt")
    return {
      text: "select *, word_similarity($1, names) as likeness from found where $1 <% names order by likeness desc, id limit 20",
      values: [...words],
    };
  const query = words
    .map((word) => `'${word.replaceAll("'", "''")}'${asked.kind === "prefix" ? ":*" : ""}`)
    .join(" & ");
  return {
    text: asked.parameters.facets
      ? facetsOf("words @@ $1::tsquery")
      : "select *, ts_rank_cd(words, $1::tsquery) as rank from found where words @@ $1::tsquery order by rank desc, starts_at, id limit 20",
    values: [query],
  };
};
