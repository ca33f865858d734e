import type { EventId, OrganizationId } from "../domain/ids.ts";
import { openBoxOffice } from "./box-office-setup.ts";
import type { EventPorts } from "./events.ts";
import { found } from "./result.ts";

export type RestorePorts = Pick<EventPorts, "events" | "seatMaps" | "boxOfficeOf"> & {
  /** null: there is no such event, or it was never published. */
  readonly organizationOf: (id: EventId) => Promise<OrganizationId | null>;
};

/**
 * Sets a box office up again as the event is in Postgres, in its turn among the organizer's changes of the event, so that it never
 * hears of what is not so any more. Answers why that can not be, or null when it is whole.
 */
export const createBoxOfficeRestore =
  (ports: RestorePorts) =>
  async (id: EventId): Promise<string | null> => {
    const organizationId = await ports.organizationOf(id);
    if (organizationId === null) return "There is no such event, or it was never published.";
    const restored = await ports.events.change(organizationId, id, async (event) =>
      found({ event, tellBoxOffice: () => openBoxOffice(ports, event) }),
    );
    if (restored.ok) return null;
    const { refusal } = restored;
    return refusal.kind === "refused" ? `${refusal.refusal.code}: ${refusal.refusal.detail}` : refusal.kind;
  };
