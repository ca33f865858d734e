CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- The documents are made anew by the next migration, with the columns that they gain here.
DELETE FROM "search_documents";
--> statement-breakpoint
CREATE TABLE "event_demand" (
	"event_id" text PRIMARY KEY NOT NULL,
	"availability" text NOT NULL,
	"lowest_minor" integer,
	"popularity" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_changes" (
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" bigserial NOT NULL,
	"event_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "search_changes_xid_id_pk" PRIMARY KEY("xid","id")
);
--> statement-breakpoint
CREATE TABLE "search_readers" (
	"region" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"id" bigint NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "names" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "organization_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "venue_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "performer_ids" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "city" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "country" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "time_zone" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "lowest_minor" integer;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "highest_minor" integer;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "currency" text NOT NULL;--> statement-breakpoint
ALTER TABLE "event_demand" ADD CONSTRAINT "event_demand_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_search_change_per_event" ON "search_changes" USING btree ("xid","event_id");--> statement-breakpoint
CREATE INDEX "search_documents_names" ON "search_documents" USING gin ("names" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_documents_performers" ON "search_documents" USING gin ("performer_ids");--> statement-breakpoint
CREATE INDEX "search_documents_by_venue" ON "search_documents" USING btree ("venue_id");