/** The one event, and what belongs to it, that all examples are of. */
export const ids = {
  event: "evt_7k2m9q4x1v8p",
  venue: "ven_7k2m9q4x1v8pabcd",
  seatMap: "map_7k2m9q4x1v8pabcd",
  organization: "org_yours",
  performer: "prf_7k2m9q4x1v8pabcd",
  tickets: ["tkt_7k2m9q4x1v8p_2f", "tkt_7k2m9q4x1v8p_2g"],
  hold: "hld_7k2m9q4x1v8p_3d5f7h9k1m3p5r7t9w1y",
  order: "ord_7k2m9q4x1v8p_3d5f7h9k1m3p5r7t9w1y",
  refund: "rfd_7k2m9q4x1v8p_3d5f7h9k1m3p5r7t9w1y_0",
  seatMapHash: "9b1d7a4e0c5f2836".repeat(4),
} as const;
