import { newVenueId, type OrganizationId, type RandomBytes, type VenueId } from "../domain/ids.ts";
import { cacheTag } from "./cache-tags.ts";
import {
  type CatalogResult,
  found,
  notFound,
  type Page,
  type PageRequest,
  type Purge,
  pageOf,
} from "./result.ts";

export interface VenueDetails {
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** IANA name. */
  readonly timeZone: string;
}

export interface Venue extends VenueDetails {
  readonly id: VenueId;
  readonly organizationId: OrganizationId;
}

export interface VenueStore {
  insert(venue: Venue): Promise<void>;
  update(
    organizationId: OrganizationId,
    id: VenueId,
    changes: Partial<VenueDetails>,
  ): Promise<Venue | undefined>;
  find(organizationId: OrganizationId, id: VenueId): Promise<Venue | undefined>;
  list(organizationId: OrganizationId, page: PageRequest<VenueId>): Promise<readonly Venue[]>;
}

export interface VenueCatalog {
  create(organizationId: OrganizationId, details: VenueDetails): Promise<Venue>;
  edit(
    organizationId: OrganizationId,
    id: VenueId,
    changes: Partial<VenueDetails>,
  ): Promise<CatalogResult<Venue>>;
  find(organizationId: OrganizationId, id: VenueId): Promise<CatalogResult<Venue>>;
  list(organizationId: OrganizationId, page: PageRequest<VenueId>): Promise<Page<Venue>>;
}

export const createVenueCatalog = (ports: {
  readonly venues: VenueStore;
  readonly random: RandomBytes;
  readonly purge: Purge;
}): VenueCatalog => {
  const { venues, random, purge } = ports;
  return {
    async create(organizationId, details) {
      const venue = { ...details, id: newVenueId(random), organizationId };
      await venues.insert(venue);
      return venue;
    },
    async edit(organizationId, id, changes) {
      const venue = await venues.update(organizationId, id, changes);
      if (!venue) return notFound("venue");
      await purge([cacheTag.venue(id), cacheTag.search]);
      return found(venue);
    },
    async find(organizationId, id) {
      const venue = await venues.find(organizationId, id);
      return venue ? found(venue) : notFound("venue");
    },
    async list(organizationId, page) {
      return pageOf(await venues.list(organizationId, { ...page, limit: page.limit + 1 }), page.limit);
    },
  };
};
