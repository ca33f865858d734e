import { categoryColor, colorOr } from "./colors.ts";
import { middleOf, shapeOf } from "./plan-shapes.ts";
import { placesInRow } from "./row-order.ts";
import { type Point, seatFlags } from "./seat-map.ts";
import { type CheckedSeatMap, SeatMapDraft } from "./seat-map-draft.ts";
import type { PlanArea, PlanRow, PlanSeat, SeatingPlan } from "./seating-plan.ts";

/** Seats are numbered as the plan lists them: zones in order, the rows of a zone before its general-admission areas. */
export const seatMapOf = (plan: SeatingPlan): CheckedSeatMap => {
  const draft = new SeatMapDraft(
    plan.categories.map(({ name, color }, i) => ({ name, color: colorOr(color, categoryColor(i)) })),
  );
  plan.zones.forEach((zone, z) => {
    const name = zone.name || `Zone ${z + 1}`;
    zone.rows.forEach((row, r) => {
      if (row.seats.length > 0) addRow(draft, row, name, zone.position, `/zones/${z}/rows/${r}`);
    });
    zone.areas?.forEach((area, a) => {
      addArea(draft, area, moved(zone.position, area.position), `/zones/${z}/areas/${a}`);
    });
  });
  return draft.finish({
    name: plan.name,
    ...(plan.size ? { size: plan.size } : {}),
    ...(plan.focal_point ? { focalPoint: plan.focal_point } : {}),
  });
};

const moved = (origin: Point, by: Point | undefined): Point => ({
  x: origin.x + (by?.x ?? 0),
  y: origin.y + (by?.y ?? 0),
});

const addRow = (
  draft: SeatMapDraft,
  row: PlanRow,
  zoneName: string,
  zoneOrigin: Point,
  pointer: string,
): void => {
  const origin = moved(zoneOrigin, row.position);
  const section = draft.section(zoneName, false, pointer);
  const rowNo = draft.row(section, row.row_number, pointer);
  const places = placesInRow(row.seats.map((seat) => seat.position));
  row.seats.forEach((seat, s) => {
    draft.seat({
      guid: seat.seat_guid,
      label: seat.seat_number,
      row: rowNo,
      place: places[s] ?? 0,
      category: seat.category,
      at: moved(origin, seat.position),
      flags: isAccessible(seat) ? seatFlags.accessible : 0,
      pointer: () => `${pointer}/seats/${s}`,
    });
  });
};

const isAccessible = ({ accessible, wheelchair }: PlanSeat): boolean =>
  accessible === true || wheelchair === true;

const addArea = (draft: SeatMapDraft, area: PlanArea, origin: Point, pointer: string): void => {
  if (area.capacity === undefined) {
    draft.shape(shapeOf(area, origin, undefined));
    return;
  }
  const written = typeof area.text === "string" ? area.text : area.text?.text;
  const name = area.name || written || "General admission";
  const section = draft.section(name, true, pointer);
  const row = draft.row(section, "", pointer);
  const at = moved(origin, middleOf(area));
  for (let place = 0; place < area.capacity; place++) {
    draft.seat({
      guid: `${area.uuid ?? name}-${place + 1}`,
      label: "",
      row,
      place,
      category: area.category ?? "",
      at,
      flags: 0,
      pointer: () => pointer,
    });
    if (draft.isFull) break;
  }
  draft.shape(shapeOf(area, origin, section));
};
