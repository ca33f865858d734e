ALTER TABLE "search_documents" DROP COLUMN "places";--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "places" "tsvector" NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "day" date NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "ends_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "seat_map_geometries" ADD COLUMN "categories" jsonb GENERATED ALWAYS AS ((geometry::jsonb) -> 'categories') STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "events_by_venue" ON "events" USING btree ("venue_id");--> statement-breakpoint
CREATE INDEX "search_documents_places" ON "search_documents" USING gin ("places");--> statement-breakpoint
CREATE INDEX "search_documents_by_latitude" ON "search_documents" USING btree ("latitude");