ALTER TABLE "seats" DROP CONSTRAINT "seats_hash_seat_map_geometries_hash_fk";
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "prevent_single_seats" boolean DEFAULT true NOT NULL;