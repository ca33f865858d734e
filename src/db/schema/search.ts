import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { eventTypes } from "../../domain/event.ts";
import { eventAvailabilities } from "../../search/document.ts";
import { searchRegions } from "../../search/region.ts";
import { at, tsvector, xid8 } from "./columns.ts";
import { events } from "./catalogue.ts";

/**
 * What is searched of a published event, kept by triggers in the transaction that changes the event, its venue or a performer.
 * Text is folded by the function `searchable_text`: lower case, without accents, words between single spaces.
 */
export const searchDocuments = pgTable(
  "search_documents",
  {
    eventId: text("event_id")
      .primaryKey()
      .references(() => events.id, { onDelete: "cascade" }),
    /** Weights: A name, B performers, C venue and city, D description. */
    words: tsvector("words").notNull(),
    /** A place is one lexeme, spaces and all: the city, the region, and the country's code behind an '@'. */
    places: tsvector("places").notNull(),
    /** The folded names of the event, its performers, its venue and city: what a misspelt word is compared with. */
    names: text("names").notNull(),
    organizationId: text("organization_id").notNull(),
    venueId: text("venue_id").notNull(),
    performerIds: text("performer_ids").array().notNull(),
    city: text("city").notNull(),
    country: text("country").notNull(),
    timeZone: text("time_zone").notNull(),
    latitude: doublePrecision("latitude").notNull(),
    longitude: doublePrecision("longitude").notNull(),
    type: text("type", { enum: eventTypes }).notNull(),
    /** On which it starts, at the venue. */
    day: date("day").notNull(),
    startsAt: at("starts_at").notNull(),
    /** `startsAt` when the event does not say. */
    endsAt: at("ends_at").notNull(),
    /** Of all categories that have a price. */
    lowestMinor: integer("lowest_minor"),
    highestMinor: integer("highest_minor"),
    currency: text("currency").notNull(),
  },
  (table) => [
    index("search_documents_words").using("gin", table.words),
    index("search_documents_places").using("gin", table.places),
    index("search_documents_names").using("gin", sql`${table.names} gin_trgm_ops`),
    index("search_documents_performers").using("gin", table.performerIds),
    index("search_documents_by_venue").on(table.venueId),
    index("search_documents_by_latitude").on(table.latitude),
    index("search_documents_by_date").on(table.startsAt, table.eventId),
  ],
);

/** How an event sells, as its box office has told last. */
export const eventDemand = pgTable("event_demand", {
  eventId: text("event_id")
    .primaryKey()
    .references(() => events.id, { onDelete: "cascade" }),
  availability: text("availability", { enum: eventAvailabilities }).notNull(),
  lowestMinor: integer("lowest_minor"),
  popularity: integer("popularity").notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/**
 * Of which events something changed that search finds or shows, written by triggers in the transaction that changed it. Numbers are
 * given when a row is written and seen when its transaction ends, so that they alone say nothing of order: `xid` comes first.
 */
export const searchChanges = pgTable(
  "search_changes",
  {
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    id: bigserial("id", { mode: "bigint" }).notNull(),
    // No foreign key: that an event is gone is a change too.
    eventId: text("event_id").notNull(),
    at: at("at").notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.xid, table.id] }),
    uniqueIndex("one_search_change_per_event").on(table.xid, table.eventId),
  ],
);

/** How far each region's index has come in the changes. */
export const searchReaders = pgTable("search_readers", {
  region: text("region", { enum: searchRegions }).primaryKey(),
  xid: xid8("xid").notNull(),
  id: bigint("id", { mode: "bigint" }).notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});
