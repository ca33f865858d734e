import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { eventStatuses, eventTypes } from "../../domain/event.ts";
import type { SeatCategory } from "../../domain/seat-map/seat-map.ts";
import { at } from "./columns.ts";

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
