/** Distinct on light and dark, and to eyes that see no red or no green; for categories without a colour of their own. */
export const categoryColors = [
  "#c9352b",
  "#e08a1e",
  "#2f6fb3",
  "#3c9a6b",
  "#7b52a8",
  "#4fb3c8",
  "#b5457f",
  "#7d8794",
] as const;

export const categoryColor = (index: number): string =>
  categoryColors[index % categoryColors.length] ?? "#7d8794";

const cssColor = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([0-9.,%/\s-]{1,50}\))$/i;

/** A plan is drawn with what it says, so nothing but a colour gets through. */
export const colorOr = (color: string | undefined, otherwise: string): string =>
  color !== undefined && cssColor.test(color) ? color : otherwise;
