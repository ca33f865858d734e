/** What a fan would pay: an event is found when its prices, from the lowest to the highest, reach into this. */
export interface PriceFilter {
  readonly minMinor: number;
  /** Null: any more. */
  readonly maxMinor: number | null;
  /** Null: whatever currency the event is sold in. */
  readonly currency: string | null;
}
