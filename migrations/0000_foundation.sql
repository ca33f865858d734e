CREATE TABLE "blocked_seats" (
	"event_id" text NOT NULL,
	"seat_guid" text NOT NULL,
	CONSTRAINT "blocked_seats_event_id_seat_guid_pk" PRIMARY KEY("event_id","seat_guid")
);
--> statement-breakpoint
CREATE TABLE "event_performers" (
	"event_id" text NOT NULL,
	"performer_id" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "event_performers_event_id_performer_id_pk" PRIMARY KEY("event_id","performer_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"seat_map_id" text NOT NULL,
	"seat_map_hash" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"image_url" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"doors_at" timestamp (3) with time zone,
	"sale_starts_at" timestamp (3) with time zone,
	"sale_ends_at" timestamp (3) with time zone,
	"hold_seconds" integer DEFAULT 600 NOT NULL,
	"max_tickets_per_order" integer DEFAULT 8 NOT NULL,
	"currency" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"fan_id" text NOT NULL,
	"email" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"stripe_session_id" text,
	"stripe_payment_intent_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "performers" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"image_url" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_categories" (
	"event_id" text NOT NULL,
	"category" text NOT NULL,
	"price_minor" integer NOT NULL,
	CONSTRAINT "price_categories_event_id_category_pk" PRIMARY KEY("event_id","category")
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"event_id" text PRIMARY KEY NOT NULL,
	"words" "tsvector" NOT NULL,
	"places" jsonb NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"type" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat_map_geometries" (
	"hash" text PRIMARY KEY NOT NULL,
	"capacity" integer NOT NULL,
	"geometry" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat_maps" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"hash" text NOT NULL,
	"seat_no" integer NOT NULL,
	"seat_guid" text NOT NULL,
	"section" text NOT NULL,
	"row" text NOT NULL,
	"label" text NOT NULL,
	"category" smallint NOT NULL,
	"accessible" boolean NOT NULL,
	"removed" boolean NOT NULL,
	CONSTRAINT "seats_hash_seat_no_pk" PRIMARY KEY("hash","seat_no")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"order_id" text NOT NULL,
	"event_id" text NOT NULL,
	"seat_no" integer NOT NULL,
	"seat_guid" text NOT NULL,
	"section" text NOT NULL,
	"row" text NOT NULL,
	"label" text NOT NULL,
	"category" text NOT NULL,
	"price_minor" integer NOT NULL,
	"status" text DEFAULT 'valid' NOT NULL,
	CONSTRAINT "tickets_order_id_seat_no_pk" PRIMARY KEY("order_id","seat_no")
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"city" text NOT NULL,
	"region" text,
	"postal_code" text,
	"country" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "blocked_seats" ADD CONSTRAINT "blocked_seats_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_performers" ADD CONSTRAINT "event_performers_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_performers" ADD CONSTRAINT "event_performers_performer_id_performers_id_fk" FOREIGN KEY ("performer_id") REFERENCES "public"."performers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_seat_map_id_seat_maps_id_fk" FOREIGN KEY ("seat_map_id") REFERENCES "public"."seat_maps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_seat_map_hash_seat_map_geometries_hash_fk" FOREIGN KEY ("seat_map_hash") REFERENCES "public"."seat_map_geometries"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_categories" ADD CONSTRAINT "price_categories_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_maps" ADD CONSTRAINT "seat_maps_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_maps" ADD CONSTRAINT "seat_maps_hash_seat_map_geometries_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."seat_map_geometries"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_hash_seat_map_geometries_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."seat_map_geometries"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_performers_by_performer" ON "event_performers" USING btree ("performer_id");--> statement-breakpoint
CREATE INDEX "events_by_organization" ON "events" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "events_on_sale" ON "events" USING btree ("starts_at","id") WHERE "events"."status" = 'published';--> statement-breakpoint
CREATE INDEX "orders_by_fan" ON "orders" USING btree ("fan_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_by_event" ON "orders" USING btree ("event_id","created_at");--> statement-breakpoint
CREATE INDEX "performers_by_organization" ON "performers" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "search_documents_words" ON "search_documents" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_documents_by_date" ON "search_documents" USING btree ("starts_at","event_id");--> statement-breakpoint
CREATE INDEX "seat_maps_by_organization" ON "seat_maps" USING btree ("organization_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_ticket_per_seat" ON "tickets" USING btree ("event_id","seat_guid") WHERE "tickets"."status" = 'valid';--> statement-breakpoint
CREATE INDEX "venues_by_organization" ON "venues" USING btree ("organization_id","id");