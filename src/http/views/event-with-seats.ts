import type { Context } from "hono";
import type { z } from "zod";
import { decodeFrame } from "../../domain/live/frames.ts";
import type { AppEnv } from "../context.ts";
import type { EventSchema } from "../routes/event-schemas.ts";
import { askViews, unlessSame } from "./hand-on.ts";

/** An event as the cache keeps it: no seat is counted in it. */
export interface KeptEvent {
  readonly event: z.output<typeof EventSchema>;
  /** For each price category that is shown, which of the seat map's it is: the counts are in that order. */
  readonly categoryNos: readonly number[];
}

/**
 * An event beside the seats that are left of it, each from the cache. What an organizer says of an event is kept for an hour and
 * purged; seats go every second, and there are far fewer purges than that. So the counts are those of the availability, which is
 * kept for a second, and meet the event here.
 */
export const eventWithSeats = async (c: Context<AppEnv>, path: string): Promise<Response> => {
  const [kept, seats] = await Promise.all([
    askViews(c, path),
    askViews(c, `${path}/availability`, "application/octet-stream").catch(() => null),
  ]);
  if (kept.status !== 200) {
    await seats?.body?.cancel();
    return kept;
  }
  // The views' own answer, a moment or an hour ago.
  const { event, categoryNos } = (await kept.json()) as KeptEvent;
  const { counts, sequence } = await countsOf(seats, event.seatMapHash);
  const priceCategories = event.priceCategories.map((category, i) => ({
    ...category,
    available: counts?.[categoryNos[i] ?? -1] ?? null,
  }));
  const headers = new Headers(kept.headers);
  headers.delete("content-length");
  headers.set("etag", `"${kept.headers.get("etag")?.replaceAll('"', "")}.${sequence}"`);
  headers.set("vary", "accept");
  return await unlessSame(c, Response.json({ ...event, priceCategories }, { headers }));
};

interface Counts {
  /** By the categories of the seat map; null while the box office can not be asked. */
  readonly counts: readonly number[] | null;
  readonly sequence: string;
}

const unknown: Counts = { counts: null, sequence: "unknown" };

const countsOf = async (seats: Response | null, seatMapHash: string): Promise<Counts> => {
  if (seats?.status !== 200) {
    await seats?.body?.cancel();
    return unknown;
  }
  const frame = decodeFrame(new Uint8Array(await seats.arrayBuffer()));
  // While the organizer moves the event to an edited map the two may differ for a moment, and the counts mean other categories.
  if (frame.kind !== "snapshot" || frame.seatMapHash !== seatMapHash) return unknown;
  return { counts: frame.availableByCategory, sequence: String(frame.sequence) };
};
