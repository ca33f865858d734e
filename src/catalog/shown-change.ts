import type { EventId, OrganizationId } from "../domain/ids.ts";
import { tagsShowing } from "./cache-tags.ts";
import type { EventRecord } from "./event-record.ts";
import type { EventStore } from "./event-store.ts";
import type { CatalogResult, Purge } from "./result.ts";

/**
 * `EventStore.change` of what fans are shown of an event, who see it within seconds. Seats are not among it: what is blocked or sold is told by the
 * availability, which is kept for a second, and a purge for every seat would use up how many there may be.
 */
export const changeShown = async (
  { events, purge }: { readonly events: EventStore; readonly purge: Purge },
  organizationId: OrganizationId,
  id: EventId,
  decide: Parameters<EventStore["change"]>[2],
): Promise<CatalogResult<EventRecord>> => {
  const versions: EventRecord[] = [];
  const changed = await events.change(organizationId, id, async (before) => {
    versions.push(before);
    return await decide(before);
  });
  if (changed.ok) await purge(tagsShowing([...versions, changed.value]));
  return changed;
};
