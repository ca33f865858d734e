import type { EventType } from "../domain/event.ts";
import type { OrganizationId, PerformerId, VenueId } from "../domain/ids.ts";
import type { SearchSort } from "./sort.ts";

/** A search as it comes in a URL, its types already checked. */
export interface SearchParameters {
  readonly term?: string | undefined;
  readonly location?: string | undefined;
  readonly radiusKm?: number | undefined;
  readonly type?: readonly EventType[] | undefined;
  readonly date?: string | undefined;
  readonly priceMin?: number | undefined;
  readonly priceMax?: number | undefined;
  readonly currency?: string | undefined;
  readonly available?: boolean | undefined;
  readonly organizer?: OrganizationId | undefined;
  readonly venue?: VenueId | undefined;
  readonly performer?: PerformerId | undefined;
  readonly sort?: SearchSort | undefined;
  readonly facets?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ParameterFault {
  readonly at: keyof SearchParameters;
  readonly detail: string;
}
