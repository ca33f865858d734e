import { newPerformerId, type OrganizationId, type PerformerId, type RandomBytes } from "../domain/ids.ts";
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

export interface PerformerDetails {
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
}

export interface Performer extends PerformerDetails {
  readonly id: PerformerId;
  readonly organizationId: OrganizationId;
}

export interface PerformerStore {
  insert(performer: Performer): Promise<void>;
  update(
    organizationId: OrganizationId,
    id: PerformerId,
    changes: Partial<PerformerDetails>,
  ): Promise<Performer | undefined>;
  find(organizationId: OrganizationId, id: PerformerId): Promise<Performer | undefined>;
  /** Those of `ids` that exist and are the organization's. */
  known(organizationId: OrganizationId, ids: readonly PerformerId[]): Promise<ReadonlySet<string>>;
  list(organizationId: OrganizationId, page: PageRequest<PerformerId>): Promise<readonly Performer[]>;
}

export interface PerformerCatalog {
  create(organizationId: OrganizationId, details: PerformerDetails): Promise<Performer>;
  edit(
    organizationId: OrganizationId,
    id: PerformerId,
    changes: Partial<PerformerDetails>,
  ): Promise<CatalogResult<Performer>>;
  find(organizationId: OrganizationId, id: PerformerId): Promise<CatalogResult<Performer>>;
  list(organizationId: OrganizationId, page: PageRequest<PerformerId>): Promise<Page<Performer>>;
}

export const createPerformerCatalog = (ports: {
  readonly performers: PerformerStore;
  readonly random: RandomBytes;
  readonly purge: Purge;
}): PerformerCatalog => {
  const { performers, random, purge } = ports;
  return {
    async create(organizationId, details) {
      const performer = { ...details, id: newPerformerId(random), organizationId };
      await performers.insert(performer);
      return performer;
    },
    async edit(organizationId, id, changes) {
      const performer = await performers.update(organizationId, id, changes);
      if (!performer) return notFound("performer");
      await purge([cacheTag.performer(id), cacheTag.search]);
      return found(performer);
    },
    async find(organizationId, id) {
      const performer = await performers.find(organizationId, id);
      return performer ? found(performer) : notFound("performer");
    },
    async list(organizationId, page) {
      return pageOf(await performers.list(organizationId, { ...page, limit: page.limit + 1 }), page.limit);
    },
  };
};
