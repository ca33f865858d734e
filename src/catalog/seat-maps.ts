import {
  newSeatMapId,
  type OrganizationId,
  type RandomBytes,
  type SeatMapId,
  type VenueId,
} from "../domain/ids.ts";
import { canonicalJson } from "../domain/seat-map/canonical-json.ts";
import { mergeSeatMaps } from "../domain/seat-map/merge-seat-maps.ts";
import { capacityOf, type SeatCategory, type SeatMap } from "../domain/seat-map/seat-map.ts";
import type { SeatMapDescription } from "../domain/seat-map/seat-map-description.ts";
import type { CheckedSeatMap } from "../domain/seat-map/seat-map-draft.ts";
import { generateSeatMap } from "../domain/seat-map/seat-map-generator.ts";
import type { SeatingPlan } from "../domain/seat-map/seating-plan.ts";
import { seatMapOf } from "../domain/seat-map/seating-plan-import.ts";
import {
  type CatalogResult,
  conflict,
  found,
  notFound,
  type Page,
  type PageRequest,
  pageOf,
  seatMapInvalid,
} from "./result.ts";
import type { VenueStore } from "./venues.ts";

/** What an organizer sees of a seat map; its geometry is at /seat-maps/:hash. */
export interface SeatMapSummary {
  readonly id: SeatMapId;
  readonly organizationId: OrganizationId;
  readonly venueId: VenueId;
  readonly name: string;
  readonly hash: string;
  readonly capacity: number;
  readonly categories: readonly SeatCategory[];
}

/** A geometry with its name: SHA-256 of `json`, in hex. */
export interface NamedGeometry {
  readonly hash: string;
  readonly capacity: number;
  /** Canonical. */
  readonly json: string;
}

export interface SeatMapStore {
  insert(
    seatMap: Omit<SeatMapSummary, "hash" | "capacity" | "categories">,
    geometry: NamedGeometry,
  ): Promise<void>;
  /**
   * Points the seat map at `geometry`, and its drafts as well; false, and nothing done, when it is no longer at `seen`, the hash
   * that the edit was made from.
   */
  replace(id: SeatMapId, seen: string, name: string, geometry: NamedGeometry): Promise<boolean>;
  rename(organizationId: OrganizationId, id: SeatMapId, name: string): Promise<boolean>;
  find(organizationId: OrganizationId, id: SeatMapId): Promise<SeatMapSummary | undefined>;
  list(organizationId: OrganizationId, page: PageRequest<SeatMapId>): Promise<readonly SeatMapSummary[]>;
  /** Throws for a hash that nothing is stored under. */
  geometry(hash: string): Promise<SeatMap>;
  /** The names of a geometry's categories, without the rest of it; throws as well. */
  categories(hash: string): Promise<readonly string[]>;
}

export type SeatMapSource =
  | { readonly from: "seatingPlan"; readonly plan: SeatingPlan }
  | { readonly from: "description"; readonly description: SeatMapDescription };

export interface SeatMapCatalog {
  create(
    organizationId: OrganizationId,
    seatMap: { readonly name: string; readonly venueId: VenueId; readonly source: SeatMapSource },
  ): Promise<CatalogResult<SeatMapSummary>>;
  edit(
    organizationId: OrganizationId,
    id: SeatMapId,
    changes: { readonly name?: string | undefined; readonly source?: SeatMapSource | undefined },
  ): Promise<CatalogResult<SeatMapSummary>>;
  find(organizationId: OrganizationId, id: SeatMapId): Promise<CatalogResult<SeatMapSummary>>;
  list(organizationId: OrganizationId, page: PageRequest<SeatMapId>): Promise<Page<SeatMapSummary>>;
}

const drawn = (name: string, source: SeatMapSource): CatalogResult<SeatMap> =>
  checked(
    source.from === "seatingPlan" ? seatMapOf(source.plan) : generateSeatMap(name, source.description),
    source.from,
  );

const checked = (drawing: CheckedSeatMap, from: SeatMapSource["from"]): CatalogResult<SeatMap> =>
  drawing.ok
    ? found(drawing.map)
    : seatMapInvalid(drawing.faults.map(({ at, detail }) => ({ at: `/${from}${at}`, detail })));

const named = async (map: SeatMap): Promise<NamedGeometry> => {
  const json = canonicalJson(map);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(json));
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { hash, capacity: capacityOf(map), json };
};

export const createSeatMapCatalog = (ports: {
  readonly seatMaps: SeatMapStore;
  readonly venues: VenueStore;
  readonly random: RandomBytes;
}): SeatMapCatalog => {
  const { seatMaps, venues, random } = ports;
  return {
    async create(organizationId, { name, venueId, source }) {
      if (!(await venues.find(organizationId, venueId))) return notFound("venue");
      const drawing = drawn(name, source);
      if (!drawing.ok) return drawing;
      const geometry = await named(drawing.value);
      const seatMap = { id: newSeatMapId(random), organizationId, venueId, name };
      await seatMaps.insert(seatMap, geometry);
      const { hash, capacity } = geometry;
      return found({ ...seatMap, hash, capacity, categories: drawing.value.categories });
    },

    async edit(organizationId, id, changes) {
      const before = await seatMaps.find(organizationId, id);
      if (!before) return notFound("seat map");
      const name = changes.name ?? before.name;
      if (!changes.source) {
        await seatMaps.rename(organizationId, id, name);
        return found({ ...before, name });
      }
      const drawing = drawn(name, changes.source);
      if (!drawing.ok) return drawing;
      const merged = checked(
        mergeSeatMaps(await seatMaps.geometry(before.hash), drawing.value),
        changes.source.from,
      );
      if (!merged.ok) return merged;
      const geometry = await named(merged.value);
      if (!(await seatMaps.replace(id, before.hash, name, geometry)))
        return conflict("The seat map was edited at the same moment; look at it and try again.");
      const { hash, capacity } = geometry;
      return found({ ...before, name, hash, capacity, categories: merged.value.categories });
    },

    async find(organizationId, id) {
      const seatMap = await seatMaps.find(organizationId, id);
      return seatMap ? found(seatMap) : notFound("seat map");
    },

    async list(organizationId, page) {
      return pageOf(await seatMaps.list(organizationId, { ...page, limit: page.limit + 1 }), page.limit);
    },
  };
};
