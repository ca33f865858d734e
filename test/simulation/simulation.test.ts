import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { faultNames } from "./faults.ts";
import { mutated, sourceOf } from "./mutants/mutant.ts";
import { mutants } from "./mutants/mutants.ts";
import { simulate } from "./simulation.ts";

interface Report {
  readonly name: string;
  readonly figures: readonly {
    readonly name: string;
    readonly value: number;
    readonly met: boolean | null;
  }[];
}

/** As `npm run` has it; what it says when it fails is what a failing test shows. */
const run = async (script: string, ...more: readonly string[]): Promise<Report> => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path, "--json", ...more]);
  return JSON.parse(stdout) as Report;
};

const figureOf = ({ figures }: Report, name: string): number | undefined =>
  figures.find((figure) => figure.name === name)?.value;

describe("the simulation", () => {
  test("of 100 seeds breaks no rule, and every fault strikes", { timeout: 240_000 }, async () => {
    const report = await run("simulate.ts", "--quick");
    expect(figureOf(report, "seeds")).toBe(100);
    expect(figureOf(report, "fans")).toBeGreaterThan(3000);
    expect(report.figures.filter(({ met }) => met === false)).toEqual([]);
  });

  describe("of one seed", () => {
    beforeAll(() => {
      vi.spyOn(console, "warn").mockImplementation(() => {});
      vi.spyOn(console, "error").mockImplementation(() => {});
    });

    test("is the same each time, and of another seed another", async () => {
      const first = await simulate({ seed: 11, steps: 700 });
      const again = await simulate({ seed: 11, steps: 700 });
      const other = await simulate({ seed: 12, steps: 700 });
      expect(again).toEqual(first);
      expect(other.hash).not.toBe(first.hash);
    });

    test("has none of the faults that are left out", async () => {
      const { faults } = await simulate({
        seed: 11,
        steps: 700,
        without: new Set(["eviction", "alarm_late"]),
      });
      expect([faults.eviction, faults.alarm_late]).toEqual([0, 0]);
      const calm = await simulate({ seed: 11, steps: 700, without: new Set(faultNames) });
      expect(Object.values(calm.faults).every((count) => count === 0)).toBe(true);
      expect(calm.broken).toBeNull();
    });
  });
});

describe("the seeded bugs", () => {
  test("are at least 20, and each has its text exactly once where it belongs", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    for (const mutant of mutants) {
      const source = sourceOf(mutant);
      expect(mutated(mutant, source), mutant.name).not.toBe(source);
    }
    const [mutant] = mutants;
    expect(() => mutated({ ...mutants[0], ...mutant, find: "not in there" } as never, "")).toThrow();
  });

  test("are put in, and found", { timeout: 60_000 }, async () => {
    const report = await run("try-mutants.ts", "--only", "expire without", "--seeds", "10");
    expect(figureOf(report, "of them caught")).toBe(1);
  });
});
