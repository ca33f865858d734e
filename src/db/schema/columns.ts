import { customType, timestamp } from "drizzle-orm/pg-core";

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
/** A transaction's number in 64 bits, which never comes again; as text, because it is larger than numbers are exact. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
