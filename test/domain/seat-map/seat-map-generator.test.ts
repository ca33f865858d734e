import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../src/domain/seat-map/canonical-json.ts";
import { capacityOf, type SeatMap, seatFlags } from "../../../src/domain/seat-map/seat-map.ts";
import { seatMapDescriptionSchema } from "../../../src/domain/seat-map/seat-map-description.ts";
import { generateSeatMap } from "../../../src/domain/seat-map/seat-map-generator.ts";

const drawn = (description: object): SeatMap => {
  const map = generateSeatMap("Any", seatMapDescriptionSchema.parse(description));
  if (!map.ok) throw new Error(JSON.stringify(map.faults));
  return map.map;
};

/** The distance of the two seats that stand closest, general admission aside; in units of which a chair is 10 wide. */
const closest = ({ seats, rows, sections }: SeatMap): number => {
  const cells = new Map<string, number[]>();
  let least = Number.POSITIVE_INFINITY;
  seats.guid.forEach((_, i) => {
    if (sections[rows[seats.row[i] ?? -1]?.section ?? -1]?.generalAdmission) return;
    const [x, y] = [seats.x[i] ?? 0, seats.y[i] ?? 0];
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const other of cells.get(`${Math.floor(x / 12) + dx} ${Math.floor(y / 12) + dy}`) ?? [])
          least = Math.min(least, Math.hypot(x - (seats.x[other] ?? 0), y - (seats.y[other] ?? 0)));
    const cell = `${Math.floor(x / 12)} ${Math.floor(y / 12)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), i]);
  });
  return least;
};

const isInsideFrame = ({ seats, size }: SeatMap): boolean =>
  seats.x.every((x) => x > 0 && x < size.width) && seats.y.every((y) => y > 0 && y < size.height);

const level = fc.record({
  kind: fc.constant("seated"),
  category: fc.constantFrom("Dear", "Cheap"),
  rows: fc.integer({ min: 1, max: 20 }),
  seatsPerRow: fc.integer({ min: 1, max: 60 }),
  rowShape: fc.constantFrom("curved", "straight"),
  blocks: fc.integer({ min: 1, max: 5 }),
  rowLabels: fc.constantFrom("letters", "numbers"),
  seatNumbers: fc.constantFrom("left-to-right", "right-to-left", "odd-even"),
  accessibleSeats: fc.integer({ min: 0, max: 8 }),
});
const standing = fc.record({
  kind: fc.constant("standing"),
  category: fc.constant("Standing"),
  capacity: fc.integer({ min: 1, max: 500 }),
});
const theatre = fc.array(fc.oneof(level, level, standing), { minLength: 1, maxLength: 5 }).map((levels) => ({
  layout: "theatre",
  levels: levels.map((one, i) => ({ ...one, name: `Level ${i}` })),
}));

const tier = fc.record({
  category: fc.constant("Tier"),
  endsCategory: fc.constant("Ends"),
  capacity: fc.integer({ min: 100, max: 6000 }),
  sections: fc.integer({ min: 4, max: 50 }),
  accessibleSeats: fc.integer({ min: 0, max: 40 }),
});
const floor = fc.record({
  kind: fc.constantFrom("standing", "seated"),
  name: fc.constant("Floor"),
  category: fc.constant("Floor"),
  capacity: fc.integer({ min: 1, max: 3000 }),
});
const layout = fc.constantFrom("arena", "stadium");
const tiers = fc.array(tier, { minLength: 1, maxLength: 3 });
const bowl = fc.oneof(
  fc.record({ layout, tiers, stage: fc.constant(false) }),
  fc.record(
    { layout, tiers, stage: fc.constant(true), floor },
    { requiredKeys: ["layout", "tiers", "stage"] },
  ),
);

interface Capacities {
  readonly levels?: readonly {
    readonly capacity?: number;
    readonly rows?: number;
    readonly seatsPerRow?: number;
  }[];
  readonly tiers?: readonly { readonly capacity: number }[];
  readonly floor?: { readonly capacity: number } | undefined;
}
const asked = ({ levels = [], tiers = [], floor: area }: Capacities): number =>
  [...levels, ...tiers, ...(area ? [area] : [])].reduce(
    (sum, part) => sum + (part.capacity ?? ("rows" in part ? (part.rows ?? 0) * (part.seatsPerRow ?? 0) : 0)),
    0,
  );

describe("a generated seat map", () => {
  it("has as many seats as asked, apart from each other and inside the drawing", () => {
    fc.assert(
      fc.property(fc.oneof(theatre, bowl), (description) => {
        const map = drawn(description);
        expect(capacityOf(map)).toBe(asked(description));
        expect(closest(map)).toBeGreaterThan(8);
        expect(isInsideFrame(map)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same whenever it is drawn", () => {
    fc.assert(
      fc.property(theatre, (description) => {
        expect(canonicalJson(drawn(description))).toBe(canonicalJson(drawn(description)));
      }),
      { numRuns: 20 },
    );
  });

  it("has the accessible seats that were asked for", () => {
    const levels = [
      { kind: "seated", name: "Stalls", category: "A", rows: 8, capacity: 200, accessibleSeats: 11 },
    ];
    const { flags } = drawn({ layout: "theatre", levels }).seats;
    expect(flags.filter((bits) => bits & seatFlags.accessible)).toHaveLength(11);
  });

  it("leaves an aisle between blocks, so that who sits at it has no neighbour across", () => {
    const levels = [{ kind: "seated", name: "Stalls", category: "A", rows: 1, seatsPerRow: 9, blocks: 3 }];
    expect(drawn({ layout: "theatre", levels }).seats.place).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 10]);
  });

  it("counts odd and even seats from the middle", () => {
    const levels = [
      {
        kind: "seated",
        name: "Stalls",
        category: "A",
        rows: 1,
        seatsPerRow: 6,
        blocks: 1,
        seatNumbers: "odd-even",
      },
    ];
    expect(drawn({ layout: "theatre", levels }).seats.label).toEqual(["5", "3", "1", "2", "4", "6"]);
  });

  it("is refused when two of its sections would have one name", () => {
    const floorLevel = { kind: "standing", name: "Floor", category: "A", capacity: 10 };
    const description = seatMapDescriptionSchema.parse({
      layout: "theatre",
      levels: [floorLevel, floorLevel],
    });
    expect(generateSeatMap("Any", description)).toMatchObject({
      ok: false,
      faults: [{ at: "/levels/1/name" }],
    });
  });
});
