import fc from "fast-check";
import { expect, test } from "vitest";
import { Expiries } from "../../../src/domain/box-office/expiries.ts";

test("what ends first comes first, whatever the order it was put in and however takes and adds mix", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat({ max: 50 }), { nil: undefined })), (steps) => {
      const expiries = new Expiries<number>();
      const plain: number[] = [];
      for (const at of steps) {
        if (at !== undefined) {
          expiries.add(at, at);
          plain.push(at);
        } else if (plain.length > 0) {
          plain.sort((a, b) => a - b);
          expect(expiries.take()).toBe(plain.shift());
        }
        expect(expiries.nextAt).toBe(plain.length > 0 ? Math.min(...plain) : undefined);
      }
    }),
  );
});
