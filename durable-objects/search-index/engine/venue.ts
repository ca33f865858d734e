import type { VenueId } from "../../../src/domain/ids.ts";
import type { SearchDocument } from "../../../src/search/document.ts";

/** What all events of a venue share; kept once. */
export interface IndexedVenue {
  readonly id: VenueId;
  readonly name: string;
  readonly city: string;
  readonly region: string | null;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

export const venueOf = ({ summary, region }: SearchDocument): IndexedVenue => ({
  id: summary.venue.id,
  name: summary.venue.name,
  city: summary.venue.city,
  region,
  country: summary.venue.country,
  latitude: summary.venue.latitude,
  longitude: summary.venue.longitude,
  timeZone: summary.timeZone,
});
