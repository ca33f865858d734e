import type { SeatedLevel } from "../seat-map-description.ts";

/** Without I and O, which are misread as 1 and 0. After Z comes AA, then BB. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

export const rowLabel = (scheme: SeatedLevel["rowLabels"], index: number): string =>
  scheme === "numbers"
    ? String(index + 1)
    : (letters[index % letters.length] ?? "").repeat(Math.floor(index / letters.length) + 1);

/** `index` from the left of `count` seats. */
export const seatLabel = (scheme: SeatedLevel["seatNumbers"], index: number, count: number): string => {
  if (scheme === "left-to-right") return String(index + 1);
  if (scheme === "right-to-left") return String(count - index);
  const left = Math.ceil(count / 2);
  return String(index < left ? 2 * (left - index) - 1 : 2 * (index - left + 1));
};
