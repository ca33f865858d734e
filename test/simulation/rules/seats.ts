import { type Owner, statusOfOwner } from "../office/record.ts";
import type { Broken } from "../verdict.ts";

export const seatWithTwoOwners = (owners: readonly Owner[]): Broken | null => {
  const seatNo = owners.findIndex((owner) => owner.includes(" + "));
  const owner = owners[seatNo];
  if (owner === undefined) return null;
  return { rule: "no seat has two owners", detail: `seat ${seatNo}: ${owner}`, subjects: owner.split(" + ") };
};

/** What viewers are shown, seat by seat, is what is on record. */
export const seatShownWrong = (statuses: readonly number[], owners: readonly Owner[]): Broken | null => {
  const seatNo = owners.findIndex((owner, i) => statuses[i] !== statusOfOwner(owner));
  if (seatNo < 0) return null;
  const owner = owners[seatNo] ?? "";
  const detail = `seat ${seatNo} is shown as ${statuses[seatNo]}, on record it is '${owner}'`;
  return { rule: "viewers see what is on record", detail, subjects: owner ? [owner] : [] };
};

/** available + held + sold + blocked = capacity, and what is told as available is. */
export const unaccountedSeats = (
  statuses: readonly number[],
  availableByCategory: readonly number[],
  capacity: number,
): Broken | null => {
  const counts = [0, 1, 2, 3].map((status) => statuses.filter((each) => each === status).length);
  const sum = counts.reduce((all, count) => all + count, 0);
  const told = availableByCategory.reduce((all, count) => all + count, 0);
  if (sum === capacity && statuses.length === capacity && told === counts[0]) return null;
  const detail = `${counts.join(" + ")} of ${capacity}; ${told} are told to be available`;
  return { rule: "all seats are accounted for", detail, subjects: [] };
};

export const unpack = (packed: Uint8Array, seatCount: number): number[] =>
  Array.from({ length: seatCount }, (_, seatNo) => ((packed[seatNo >> 2] ?? 0) >> ((seatNo & 3) * 2)) & 3);
