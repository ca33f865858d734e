/** Where an index can stand: the location hints of Durable Objects. */
export const searchRegions = ["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"] as const;
export type SearchRegion = (typeof searchRegions)[number];
