/** All tables, for queries and for drizzle-kit: what an organizer publishes, what is sold of it, and what is searched. */
export { type EventStatus, type EventType, eventStatuses, eventTypes } from "../domain/event.ts";
export * from "./schema/catalogue.ts";
export * from "./schema/sales.ts";
export * from "./schema/search.ts";
