import type { SaleRules } from "./box-office/setup.ts";

const hour = 3_600_000;

/** Until when the policy alone lets a fan give tickets back, epoch milliseconds; null: at no time. A refund window is apart from it. */
export const refundsEndAt = ({
  startsAt,
  refundHoursBefore,
}: Pick<SaleRules, "startsAt" | "refundHoursBefore">): number | null =>
  refundHoursBefore === null ? null : startsAt - refundHoursBefore * hour;
