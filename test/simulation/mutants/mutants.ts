import type { Mutant } from "./mutant.ts";
import { mutantsOfBoxOffice } from "./of-box-office.ts";
import { mutantsOfPayments } from "./of-payments.ts";
import { mutantsOfRefunds } from "./of-refunds.ts";

/** Bugs that others have shipped, or that a careless edit could bring. Each must be found. */
export const mutants: readonly Mutant[] = [...mutantsOfPayments, ...mutantsOfRefunds, ...mutantsOfBoxOffice];
