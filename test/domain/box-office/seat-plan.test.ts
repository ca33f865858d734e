import { expect, test } from "vitest";
import { decodeSeatPlan, encodeSeatPlan } from "../../../src/domain/box-office/seat-plan.ts";
import { planOf } from "../../support/box-office.ts";

test("a plan read is the plan that was written, labels and all", () => {
  const plan = planOf({
    rows: [3, 5],
    categories: 2,
    accessible: [2],
    aislesAfter: [1],
    generalAdmission: 4,
  });
  const { labelOf, ...columns } = decodeSeatPlan(encodeSeatPlan(plan));
  const { labelOf: labelBefore, ...before } = plan;
  expect(columns).toEqual(before);
  for (let seatNo = 0; seatNo < plan.seatCount; seatNo++) expect(labelOf(seatNo)).toBe(labelBefore(seatNo));
});

test("labels of any writing keep their place", () => {
  const labels = ["7", "é", "", "座", "a\nb", "9"];
  const plan = { ...planOf({ rows: [6] }), labelOf: (seatNo: number) => labels[seatNo] ?? "" };
  const { labelOf } = decodeSeatPlan(encodeSeatPlan(plan));
  expect(labels.map((_, seatNo) => labelOf(seatNo))).toEqual(["7", "é", "", "座", "a b", "9"]);
});
