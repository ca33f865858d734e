import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeSeatMaps } from "../../../src/domain/seat-map/merge-seat-maps.ts";
import { capacityOf, type SeatMap, seatFlags } from "../../../src/domain/seat-map/seat-map.ts";
import type { CheckedSeatMap } from "../../../src/domain/seat-map/seat-map-draft.ts";
import { seatMapOf } from "../../../src/domain/seat-map/seating-plan-import.ts";

const valid = (checked: CheckedSeatMap): SeatMap => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.map;
};
const merged = (old: SeatMap, next: SeatMap): SeatMap => valid(mergeSeatMaps(old, next));

/** Up to three sections in up to two categories; the same letters come back in other maps, in other rows. */
const anyMap = fc
  .uniqueArray(
    fc.record({
      guid: fc.constantFrom(..."abcdefghijklmnop"),
      section: fc.constantFrom("Left", "Right", "Middle"),
      row: fc.constantFrom("1", "2"),
      category: fc.constantFrom("Dear", "Cheap"),
      x: fc.integer({ min: 0, max: 300 }),
    }),
    { selector: ({ guid }) => guid, minLength: 1 },
  )
  .map((seats) =>
    valid(
      seatMapOf({
        name: "Any",
        size: { width: 400, height: 100 },
        categories: [...new Set(seats.map(({ category }) => category))].map((name) => ({ name })),
        zones: [...Map.groupBy(seats, ({ section }) => section)].map(([name, own]) => ({
          name,
          position: { x: 0, y: 0 },
          rows: [...Map.groupBy(own, ({ row }) => row)].map(([row_number, inRow]) => ({
            row_number,
            seats: inRow.map(({ guid, category, x }) => ({
              seat_guid: guid,
              seat_number: guid,
              category,
              position: { x, y: 0 },
            })),
          })),
        })),
      }),
    ),
  );

const isRemoved = (map: SeatMap, seatNo: number): boolean =>
  ((map.seats.flags[seatNo] ?? 0) & seatFlags.removed) !== 0;

const describedAs = (map: SeatMap, guid: string) => {
  const i = map.seats.guid.indexOf(guid);
  const row = map.rows[map.seats.row[i] ?? -1];
  return {
    section: map.sections[row?.section ?? -1]?.name,
    row: row?.label,
    category: map.categories[map.seats.category[i] ?? -1]?.name,
    place: map.seats.place[i],
    at: [map.seats.x[i], map.seats.y[i]],
  };
};

describe("an edit of a seat map", () => {
  it("keeps every seat's number, for ever", () => {
    fc.assert(
      fc.property(anyMap, anyMap, anyMap, (first, second, third) => {
        const twice = merged(merged(first, second), third);
        expect(twice.seats.guid.slice(0, first.seats.guid.length)).toEqual(first.seats.guid);
        expect(new Set(twice.seats.guid).size).toBe(twice.seats.guid.length);
      }),
    );
  });

  it("sells exactly the seats of the new map, as the new map describes them", () => {
    fc.assert(
      fc.property(anyMap, anyMap, (old, next) => {
        const map = merged(old, next);
        const live = map.seats.guid.filter((_, i) => !isRemoved(map, i));
        expect(live.toSorted()).toEqual(next.seats.guid.toSorted());
        expect(capacityOf(map)).toBe(next.seats.guid.length);
        for (const guid of live) expect(describedAs(map, guid)).toEqual(describedAs(next, guid));
      }),
    );
  });

  it("makes a seat that left nobody's neighbour", () => {
    fc.assert(
      fc.property(anyMap, anyMap, (old, next) => {
        const map = merged(old, next);
        const rowsOfRemoved = new Set(map.seats.row.filter((_, i) => isRemoved(map, i)));
        const rowsOfOthers = new Set(map.seats.row.filter((_, i) => !isRemoved(map, i)));
        expect([...rowsOfRemoved].filter((row) => rowsOfOthers.has(row))).toEqual([]);
      }),
    );
  });

  it("changes nothing when it is made again", () => {
    fc.assert(
      fc.property(anyMap, anyMap, (old, next) => {
        const once = merged(old, next);
        expect(merged(once, next)).toEqual(once);
        expect(merged(next, next)).toEqual(next);
      }),
    );
  });
});
