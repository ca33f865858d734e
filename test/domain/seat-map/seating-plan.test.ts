import { describe, expect, it } from "vitest";
import { capacityOf, type SeatMap, seatFlags } from "../../../src/domain/seat-map/seat-map.ts";
import { seatMapLimits } from "../../../src/domain/seat-map/seat-map-limits.ts";
import { seatingPlanSchema } from "../../../src/domain/seat-map/seating-plan.ts";
import { seatMapOf } from "../../../src/domain/seat-map/seating-plan-import.ts";

const seat = (guid: string, x: number, more: object = {}) => ({
  seat_guid: guid,
  seat_number: guid,
  category: "Stalls",
  position: { x, y: 0 },
  ...more,
});

const planOf = (zones: readonly object[], more: object = {}): object => ({
  name: "Hall",
  size: { width: 1000, height: 500 },
  categories: [{ name: "Stalls", color: "#ff0000" }, { name: "Standing" }],
  zones,
  ...more,
});

const oneRow = (seats: readonly object[]): object =>
  planOf([{ name: "Stalls", position: { x: 0, y: 0 }, rows: [{ row_number: "1", seats }] }]);

const importOf = (plan: object) => seatMapOf(seatingPlanSchema.parse(plan));

const mapOf = (plan: object): SeatMap => {
  const imported = importOf(plan);
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  return imported.map;
};

const faultsOf = (plan: object): string[] => {
  const imported = importOf(plan);
  return imported.ok ? [] : imported.faults.map(({ at }) => at);
};

describe("a seating plan", () => {
  it("places a seat relative to its row, and the row relative to its zone", () => {
    const map = mapOf(
      planOf([
        {
          position: { x: 100, y: 10 },
          rows: [{ row_number: "A", position: { x: 20, y: 5 }, seats: [seat("a", 3), seat("b", 13.26)] }],
        },
      ]),
    );
    expect([map.seats.x, map.seats.y]).toEqual([
      [123, 133.3],
      [15, 15],
    ]);
  });

  it("may have properties that nobody knows, at every level", () => {
    const odd = { uuid: "x", zone_id: "z", radius: 10, start_direction: "<>", future: { deep: [1] } };
    const plan = planOf(
      [
        {
          ...odd,
          position: { x: 0, y: 0, z: 1 },
          rows: [{ ...odd, row_number: "1", row_label: null, seats: [seat("a", 0, odd)] }],
          areas: [{ ...odd, shape: "hexagram" }],
        },
      ],
      odd,
    );
    expect(capacityOf(mapOf(plan))).toBe(1);
  });

  it("marks a wheelchair place as accessible, and only by a plain true", () => {
    const seats = [
      seat("a", 0, { wheelchair: true }),
      seat("b", 10, { accessible: true }),
      seat("c", 20, { wheelchair: "no" }),
      seat("d", 30),
    ];
    const { accessible } = seatFlags;
    expect(mapOf(oneRow(seats)).seats.flags).toEqual([accessible, accessible, 0, 0]);
  });

  it("names both places of a duplicate seat", () => {
    const zone = (...guids: string[]) => ({
      position: { x: 0, y: 0 },
      rows: [{ row_number: "1", seats: guids.map((guid, i) => seat(guid, i * 10)) }],
    });
    const imported = importOf(planOf([zone("a", "twice"), zone("b"), zone("twice", "c")]));
    expect(imported).toMatchObject({ ok: false });
    if (imported.ok) return;
    expect(imported.faults.map(({ at }) => at)).toEqual([
      "/zones/0/rows/0/seats/1",
      "/zones/2/rows/0/seats/0",
    ]);
    expect(imported.faults[0]?.detail).toContain('"twice"');
  });

  it("tells which seat has a category that the plan does not have", () => {
    expect(faultsOf(oneRow([seat("a", 0), seat("b", 10, { category: "Royal" })]))).toEqual([
      "/zones/0/rows/0/seats/1/category",
    ]);
  });

  it("has a seat", () => {
    expect(faultsOf(planOf([]))).toEqual(["/zones"]);
  });

  it("is refused at the first seat beyond the limit", () => {
    const seats = Array.from({ length: seatMapLimits.seats / 100 + 1 }, (_, i) => i);
    const row = (r: number) => ({
      row_number: `${r}`,
      seats: seats.map((i) => seat(`${r}-${i}`, i)),
    });
    const rows = Array.from({ length: 100 }, (_, r) => row(r));
    expect(faultsOf(planOf([{ position: { x: 0, y: 0 }, rows }]))).toEqual(["/zones/0/rows/99/seats/901"]);
  });

  it("sells an area with a capacity as general admission, and draws the others", () => {
    const area = {
      shape: "rectangle",
      position: { x: 50, y: 60 },
      rectangle: { width: 100, height: 40 },
      text: { text: "Floor", position: { x: 50, y: 20 } },
    };
    const map = mapOf(
      planOf([
        { position: { x: 0, y: 0 }, rows: [], areas: [area, { ...area, capacity: 3, category: "Standing" }] },
      ]),
    );
    expect(map.sections).toMatchObject([{ name: "Floor", generalAdmission: true, label: { x: 100, y: 80 } }]);
    expect(map.seats.guid).toEqual(["Floor-1", "Floor-2", "Floor-3"]);
    expect(map.shapes.map(({ section }) => section)).toEqual([undefined, 0]);
  });

  it("never lets anything but a colour into the drawing", () => {
    const plan = planOf([{ position: { x: 0, y: 0 }, rows: [{ row_number: "1", seats: [seat("a", 0)] }] }], {
      categories: [{ name: "Stalls", color: 'red" onload="alert(1)' }],
    });
    expect(mapOf(plan).categories[0]?.color).toMatch(/^#[0-9a-f]{6}$/);
  });
});
