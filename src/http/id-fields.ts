import { z } from "@hono/zod-openapi";
import {
  type EventId,
  type HoldId,
  idPatterns,
  type OrderId,
  type OrganizationId,
  type PerformerId,
  type RefundId,
  type SeatMapId,
  type TicketId,
  type VenueId,
} from "../domain/ids.ts";
import { ids } from "./examples/ids.ts";

interface Ids {
  readonly event: EventId;
  readonly venue: VenueId;
  readonly seatMap: SeatMapId;
  readonly performer: PerformerId;
  readonly organization: OrganizationId;
  readonly ticket: TicketId;
  readonly hold: HoldId;
  readonly order: OrderId;
  readonly refund: RefundId;
}

const kinds = {
  event: ["an event id", ids.event],
  venue: ["a venue id", ids.venue],
  seatMap: ["a seat map id", ids.seatMap],
  performer: ["a performer id", ids.performer],
  organization: ["an organization id", ids.organization],
  ticket: ["a ticket id", ids.tickets[0]],
  hold: ["a hold id", ids.hold],
  order: ["an order id", ids.order],
  refund: ["a refund id", ids.refund],
} as const satisfies Record<keyof Ids, readonly [string, string]>;

/** A parameter or a field that holds an id of one kind. */
export const idField = <Kind extends keyof Ids>(kind: Kind) => {
  const [name, example] = kinds[kind];
  return (
    z
      .string()
      .regex(idPatterns[kind], `not ${name}: one looks like '${example}'`)
      // The pattern has just said so.
      .transform((text) => text as Ids[Kind])
      .openapi({
        type: "string",
        pattern: idPatterns[kind].source,
        description: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        example,
      })
  );
};
