import { randomInt } from "node:crypto";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const kinds = {
  session: ["cs_test_", 58],
  lineItem: ["li_", 24],
  paymentIntent: ["pi_", 24],
  charge: ["ch_", 24],
  paymentMethod: ["pm_", 24],
  refund: ["re_", 24],
  dispute: ["du_", 24],
  event: ["evt_", 24],
  delivery: ["whd_", 24],
  request: ["req_", 14],
} as const;

export const newStripeId = (kind: keyof typeof kinds): string => {
  const [prefix, length] = kinds[kind];
  return prefix + Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
};
