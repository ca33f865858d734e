import type { BoxOfficeContract } from "./domain/box-office/contract.ts";
import type { EventId, FanId } from "./domain/ids.ts";
import { fanHeader } from "./domain/live/fan-header.ts";
import type { Env } from "./env.ts";

/** The one place that names a box office's object. */
const stubOf = (env: Env, eventId: EventId) => env.BOX_OFFICE.getByName(eventId);

export const boxOfficeOf =
  (env: Env) =>
  (eventId: EventId): BoxOfficeContract =>
    // RPC answers with the same values, behind promises; its types wrap each in a disposable stub that plain data does not need.
    stubOf(env, eventId) as unknown as BoxOfficeContract;

/** A socket to an event's box office; without a fan it can look and not hold. 404 when the event is not on sale. */
export type OpenLiveSocket = (eventId: EventId, fanId: FanId | null) => Promise<Response>;

export const openLiveSocket =
  (env: Env): OpenLiveSocket =>
  (eventId, fanId) =>
    stubOf(env, eventId).fetch("https://box-office/live", {
      headers: { upgrade: "websocket", ...(fanId === null ? {} : { [fanHeader]: fanId }) },
    });
