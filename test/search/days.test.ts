import { expect, test } from "vitest";
import { daysFrom, localDayOf } from "../../src/search/day-range.ts";

const from = (kind: "today" | "weekend", today: string) => {
  const { from: first, to } = daysFrom({ kind }, today);
  return [first, to];
};

test("today is the one day", () => {
  expect(from("today", "2027-03-01")).toEqual(["2027-03-01", "2027-03-01"]);
});

test("this weekend is the next Saturday and Sunday, and on these days what is left of them", () => {
  for (const today of ["2027-03-01", "2027-03-04", "2027-03-05", "2027-03-06"])
    expect(from("weekend", today)).toEqual(["2027-03-06", "2027-03-07"]);
  expect(from("weekend", "2027-03-07")).toEqual(["2027-03-07", "2027-03-07"]);
  expect(from("weekend", "2027-12-31")).toEqual(["2028-01-01", "2028-01-02"]);
});

test("a day is the one on the calendar of the zone", () => {
  const at = Date.parse("2027-03-01T03:00:00Z");
  expect(localDayOf(at, "America/New_York")).toBe("2027-02-28");
  expect(localDayOf(at, "Europe/Berlin")).toBe("2027-03-01");
  expect(localDayOf(Date.parse("2027-03-01T12:00:00Z"), "Pacific/Kiritimati")).toBe("2027-03-02");
});
