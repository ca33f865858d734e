import type { CancellationProgress } from "../domain/box-office/contract.ts";
import type { EventId, OrganizationId } from "../domain/ids.ts";
import { openBoxOffice } from "./box-office-setup.ts";
import type { EventRecord } from "./event-record.ts";
import type { EventPorts } from "./events.ts";
import { type CatalogResult, found, notFound, refused } from "./result.ts";
import { changeShown } from "./shown-change.ts";

/** An event that does not take place. Its box office gives back what it sold, in the background. */
export interface EventCancellation {
  /** For good. Asking again changes nothing but brings an interrupted one on its way. */
  cancel(organizationId: OrganizationId, id: EventId, reason: string): Promise<CatalogResult<EventRecord>>;
  /** null: it is not canceled, or nothing of it was ever on sale. */
  progress(organizationId: OrganizationId, id: EventId): Promise<CatalogResult<CancellationProgress | null>>;
}

export const createEventCancellation = (
  ports: Pick<EventPorts, "events" | "seatMaps" | "boxOfficeOf" | "purge"> & { readonly now: () => number },
): EventCancellation => ({
  async cancel(organizationId, id, reason) {
    return await changeShown(ports, organizationId, id, async (event) => {
      const canceled: EventRecord = {
        ...event,
        status: "canceled",
        canceledAt: event.canceledAt ?? new Date(ports.now()),
        cancelReason: event.canceledAt ? event.cancelReason : reason,
      };
      if (event.status === "draft") return found({ event: canceled });
      const tellBoxOffice = async () => {
        const outcome = await ports.boxOfficeOf(id).cancelEvent(canceled.cancelReason);
        // One that knows nothing of the event is set up with its sales, canceled.
        return outcome.ok ? outcome : await openBoxOffice(ports, canceled);
      };
      return found({ event: canceled, tellBoxOffice });
    });
  },

  async progress(organizationId, id) {
    const event = await ports.events.find(organizationId, id);
    if (!event) return notFound("event");
    if (event.status !== "canceled") return found(null);
    const progress = await ports.boxOfficeOf(id).cancellation();
    if (progress.ok) return found(progress.value);
    return progress.refusal.code === "event_not_found" ? found(null) : refused(progress.refusal);
  },
});
