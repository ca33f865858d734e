import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { eventStatuses, eventTypes } from "../domain/event.ts";
import { type Refund, refundReasons, refundStatuses } from "../domain/box-office/order.ts";
import { eventAvailabilities } from "../search/document.ts";
import { searchRegions } from "../search/region.ts";
import type { SeatCategory } from "../domain/seat-map/seat-map.ts";

export { type EventStatus, type EventType, eventStatuses, eventTypes } from "../domain/event.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
/** A transaction's number in 64 bits, which never comes again; as text, because it is larger than numbers are exact. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

export const venues = pgTable(
  "venues",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    city: text("city").notNull(),
    region: text("region"),
    postalCode: text("postal_code"),
    /** ISO 3166-1 alpha-2. */
    country: text("country").notNull(),
    latitude: doublePrecision("latitude").notNull(),
    longitude: doublePrecision("longitude").notNull(),
    /** IANA name: the event's times are shown in it. */
    timeZone: text("time_zone").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("venues_by_organization").on(table.organizationId, table.id)],
);

/** Immutable, named by the hash of `geometry`. */
export const seatMapGeometries = pgTable("seat_map_geometries", {
  hash: text("hash").primaryKey(),
  capacity: integer("capacity").notNull(),
  /** Canonical JSON, kept as text so that its bytes are the ones that were hashed. */
  geometry: text("geometry").notNull(),
  /** Of the geometry, so that a view of the event need not read megabytes for their names. */
  categories: jsonb("categories")
    .$type<readonly SeatCategory[]>()
    .notNull()
    .generatedAlwaysAs(sql`(geometry::jsonb) -> 'categories'`),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** The seats of a geometry as rows, for tickets and lists: written once with it. */
export const seats = pgTable(
  "seats",
  {
    // No foreign key: both are written by one statement and never changed, and checking it 60,000 times is a third of an import.
    hash: text("hash").notNull(),
    seatNo: integer("seat_no").notNull(),
    seatGuid: text("seat_guid").notNull(),
    section: text("section").notNull(),
    row: text("row").notNull(),
    label: text("label").notNull(),
    category: smallint("category").notNull(),
    accessible: boolean("accessible").notNull(),
    removed: boolean("removed").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hash, table.seatNo] })],
);

/** What an organizer edits: it points at its present geometry. */
export const seatMaps = pgTable(
  "seat_maps",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id),
    name: text("name").notNull(),
    hash: text("hash")
      .notNull()
      .references(() => seatMapGeometries.hash),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("seat_maps_by_organization").on(table.organizationId, table.id)],
);

export const performers = pgTable(
  "performers",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    imageUrl: text("image_url"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("performers_by_organization").on(table.organizationId, table.id)],
);

export const events = pgTable(
  "events",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    venueId: text("venue_id")
      .notNull()
      .references(() => venues.id),
    seatMapId: text("seat_map_id")
      .notNull()
      .references(() => seatMaps.id),
    /** The geometry that is on sale; it changes only when the organizer moves the event to an edited map. */
    seatMapHash: text("seat_map_hash")
      .notNull()
      .references(() => seatMapGeometries.hash),
    name: text("name").notNull(),
    type: text("type", { enum: eventTypes }).notNull(),
    description: text("description").notNull().default(""),
    imageUrl: text("image_url"),
    startsAt: at("starts_at").notNull(),
    endsAt: at("ends_at"),
    doorsAt: at("doors_at"),
    saleStartsAt: at("sale_starts_at"),
    saleEndsAt: at("sale_ends_at"),
    holdSeconds: integer("hold_seconds").notNull().default(600),
    maxTicketsPerOrder: integer("max_tickets_per_order").notNull().default(8),
    preventSingleSeats: boolean("prevent_single_seats").notNull().default(true),
    /** ISO 4217, lower case. */
    currency: text("currency").notNull(),
    ticketFeeMinor: integer("ticket_fee_minor").notNull().default(0),
    orderFeeMinor: integer("order_fee_minor").notNull().default(0),
    feesRefundable: boolean("fees_refundable").notNull().default(false),
    /** null: fans can not give tickets back. */
    refundHoursBefore: integer("refund_hours_before"),
    delayedPaymentHours: integer("delayed_payment_hours").notNull().default(0),
    offerEquivalentSeats: boolean("offer_equivalent_seats").notNull().default(false),
    refundWindowEndsAt: at("refund_window_ends_at"),
    canceledAt: at("canceled_at"),
    cancelReason: text("cancel_reason").notNull().default(""),
    status: text("status", { enum: eventStatuses }).notNull().default("draft"),
    publishedAt: at("published_at"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("events_by_organization").on(table.organizationId, table.id),
    index("events_by_venue").on(table.venueId),
    index("events_on_sale").on(table.startsAt, table.id).where(sql`${table.status} = 'published'`),
  ],
);

export const eventPerformers = pgTable(
  "event_performers",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    performerId: text("performer_id")
      .notNull()
      .references(() => performers.id),
    /** The headliner is 0. */
    position: smallint("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.performerId] }),
    index("event_performers_by_performer").on(table.performerId),
  ],
);

/** The price of a seat map's category for one event; a category without a row is not sold. */
export const priceCategories = pgTable(
  "price_categories",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    /** The name of the category in the seat map. */
    category: text("category").notNull(),
    priceMinor: integer("price_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.category] })],
);

export const blockedSeats = pgTable(
  "blocked_seats",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    seatGuid: text("seat_guid").notNull(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.seatGuid] })],
);

export const orderStatuses = ["confirmed", "refunding", "refunded"] as const;

/** Orders arrive here when they are paid; until then the box office alone knows them. */
export const orders = pgTable(
  "orders",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    fanId: text("fan_id").notNull(),
    email: text("email").notNull(),
    status: text("status", { enum: orderStatuses }).notNull(),
    currency: text("currency").notNull(),
    /** What was due: prices and fees. */
    totalMinor: bigint("total_minor", { mode: "number" }).notNull(),
    feesMinor: bigint("fees_minor", { mode: "number" }).notNull().default(0),
    /** What was paid; null: what was due. */
    paidMinor: bigint("paid_minor", { mode: "number" }),
    /** What the fees were made of: on each ticket that costs something, and on the order. */
    ticketFeeMinor: integer("ticket_fee_minor").notNull().default(0),
    orderFeeMinor: integer("order_fee_minor").notNull().default(0),
    /** Back, or on its way. */
    refundedMinor: bigint("refunded_minor", { mode: "number" }).notNull().default(0),
    /** Of the box office: an older one never overwrites a newer one. */
    revision: integer("revision").notNull().default(1),
    stripeSessionId: text("stripe_session_id"),
    stripePaymentIntentId: text("stripe_payment_intent_id"),
    createdAt: at("created_at").notNull(),
    paidAt: at("paid_at").notNull(),
    confirmedAt: at("confirmed_at").notNull().defaultNow(),
  },
  (table) => [
    index("orders_by_fan").on(table.fanId, table.createdAt),
    index("orders_by_event").on(table.eventId, table.createdAt),
    index("orders_of_event_by_id").on(table.eventId, table.id),
  ],
);

/** Money that goes back, as the box office has it in `record`. */
export const refunds = pgTable(
  "refunds",
  {
    id: text("id").primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    eventId: text("event_id").notNull(),
    status: text("status", { enum: refundStatuses }).notNull(),
    reason: text("reason", { enum: refundReasons }).notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    providerId: text("provider_id"),
    record: jsonb("record").$type<Refund>().notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("refunds_by_order").on(table.orderId), index("refunds_by_event").on(table.eventId)],
);

/** How far a sweep over what others have on record has come. */
export const sweeps = pgTable("sweeps", {
  name: text("name").primaryKey(),
  cursor: jsonb("cursor").$type<unknown>().notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

export const ticketStatuses = ["valid", "void"] as const;

export const tickets = pgTable(
  "tickets",
  {
    orderId: text("order_id").notNull(),
    eventId: text("event_id").notNull(),
    seatNo: integer("seat_no").notNull(),
    seatGuid: text("seat_guid").notNull(),
    section: text("section").notNull(),
    row: text("row").notNull(),
    label: text("label").notNull(),
    category: text("category").notNull(),
    priceMinor: integer("price_minor").notNull(),
    status: text("status", { enum: ticketStatuses }).notNull().default("valid"),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.seatNo] }),
    foreignKey({ columns: [table.orderId], foreignColumns: [orders.id] }),
    // The last word: whatever a box office believes, a seat is on one live ticket.
    uniqueIndex("one_live_ticket_per_seat")
      .on(table.eventId, table.seatGuid)
      .where(sql`${table.status} = 'valid'`),
  ],
);

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
