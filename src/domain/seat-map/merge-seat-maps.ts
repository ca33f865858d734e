import { type SeatMap, seatFlags } from "./seat-map.ts";
import type { CheckedSeatMap } from "./seat-map-draft.ts";
import { type SeatMapFault, seatMapLimits } from "./seat-map-limits.ts";

/**
 * An edit: `next`, as it comes out of a plan, with every seat that `old` knew under its old number. New seats are numbered after
 * them; a seat that left keeps its number and is marked as removed, in a row of its own so that it is nobody's neighbour.
 * Merging the same edit again changes nothing.
 */
export const mergeSeatMaps = (old: SeatMap, next: SeatMap): CheckedSeatMap => {
  const draft = extensible(next);
  const seatNoInNext = new Map(next.seats.guid.map((guid, seatNo) => [guid, seatNo]));
  const known = new Set(old.seats.guid);
  old.seats.guid.forEach((guid, seatNo) => {
    const now = seatNoInNext.get(guid);
    if (now === undefined) draft.keepRemoved(old, seatNo);
    else draft.copy(now);
  });
  next.seats.guid.forEach((guid, seatNo) => {
    if (!known.has(guid)) draft.copy(seatNo);
  });
  const map = draft.map();
  const faults = faultsOf(map);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, map };
};

const faultsOf = ({ seats, rows, categories }: SeatMap): readonly SeatMapFault[] => {
  const counts = [
    ["/zones", "seats", seats.guid.length, seatMapLimits.seats],
    ["/zones", "rows", rows.length, seatMapLimits.rows],
    ["/categories", "categories", categories.length, seatMapLimits.categories],
  ] as const;
  return counts.flatMap(([at, what, count, limit]) =>
    count > limit
      ? [
          {
            at,
            detail: `With those that earlier versions had there are ${count} ${what}, more than ${limit}.`,
          },
        ]
      : [],
  );
};

/** `next` without its seats; what a removed seat still points at is added behind what `next` has. */
const extensible = (next: SeatMap) => {
  const sections = [...next.sections];
  const rows = [...next.rows];
  const categories = [...next.categories];
  const graves = new Map<string, { readonly row: number; seats: number }>();
  const columns = {
    guid: [] as string[],
    label: [] as string[],
    row: [] as number[],
    place: [] as number[],
    category: [] as number[],
    x: [] as number[],
    y: [] as number[],
    flags: [] as number[],
  };

  const push = (
    from: SeatMap,
    seatNo: number,
    row: number,
    place: number,
    category: number,
    flags: number,
  ) => {
    columns.guid.push(from.seats.guid[seatNo] ?? "");
    columns.label.push(from.seats.label[seatNo] ?? "");
    columns.row.push(row);
    columns.place.push(place);
    columns.category.push(category);
    columns.x.push(from.seats.x[seatNo] ?? 0);
    columns.y.push(from.seats.y[seatNo] ?? 0);
    columns.flags.push(flags);
  };

  const sectionLike = (from: SeatMap, index: number): number => {
    const section = from.sections[index];
    if (!section) return 0;
    const same = sections.findIndex(
      ({ name, generalAdmission }) => name === section.name && generalAdmission === section.generalAdmission,
    );
    return same >= 0 ? same : sections.push(section) - 1;
  };

  const categoryLike = (from: SeatMap, index: number): number => {
    const category = from.categories[index];
    if (!category) return 0;
    const same = categories.findIndex(({ name }) => name === category.name);
    return same >= 0 ? same : categories.push(category) - 1;
  };

  const graveOf = (from: SeatMap, rowNo: number): { readonly row: number; seats: number } => {
    const row = from.rows[rowNo];
    const label = row?.label ?? "";
    const section = sectionLike(from, row?.section ?? 0);
    const key = `${section} ${label}`;
    const known = graves.get(key);
    if (known) return known;
    const grave = { row: rows.push({ section, label }) - 1, seats: 0 };
    graves.set(key, grave);
    return grave;
  };

  return {
    copy(seatNo: number): void {
      const { row, place, category, flags } = next.seats;
      push(next, seatNo, row[seatNo] ?? 0, place[seatNo] ?? 0, category[seatNo] ?? 0, flags[seatNo] ?? 0);
    },
    keepRemoved(from: SeatMap, seatNo: number): void {
      const grave = graveOf(from, from.seats.row[seatNo] ?? 0);
      const category = categoryLike(from, from.seats.category[seatNo] ?? 0);
      const flags = (from.seats.flags[seatNo] ?? 0) | seatFlags.removed;
      push(from, seatNo, grave.row, Math.min(2 * grave.seats++, seatMapLimits.placesInRow), category, flags);
    },
    map: (): SeatMap => ({ ...next, categories, sections, rows, seats: columns }),
  };
};
