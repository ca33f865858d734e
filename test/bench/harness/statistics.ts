export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Nearest rank. */
export const quantile = (values: readonly number[] | Float64Array, share: number): number => {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
};
