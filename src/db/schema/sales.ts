import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { type Refund, refundReasons, refundStatuses } from "../../domain/box-office/order.ts";
import { at } from "./columns.ts";
import { events } from "./catalogue.ts";

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
