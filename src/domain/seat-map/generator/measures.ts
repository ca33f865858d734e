/** One unit of a generated drawing is 5 cm: a chair is 50 cm wide, and rows stand 65 cm apart, a little closer than in life. */
export const seatPitch = 10;
export const rowPitch = 13;
/** Added between two blocks of a row: a metre. */
export const aisleWidth = 20;
/** Between two levels, and around the drawing. */
export const levelGap = 45;
export const frame = 60;
/** A standing place takes a third of a square metre. */
export const standingPlace = 133;

/** `total` shared out by weight, whole numbers that add up to it: the largest remainders get what rounding left. */
export const shareOut = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  exact
    .map((share, i) => ({ i, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
    .forEach(({ i }) => {
      shares[i] = (shares[i] ?? 0) + 1;
    });
  return shares;
};
