/** What two of Stripe, a box office and Postgres do not agree on. */
export const differenceKinds = [
  // Stripe and a box office
  "report_missed",
  "report_not_taken",
  "report_unreadable",
  "money_without_order",
  "payment_missed",
  "order_not_closed",
  "refund_waits",
  // A box office and Postgres
  "box_office_lost",
  "order_not_recorded",
  "order_not_in_postgres",
  "order_old_in_postgres",
  "order_ahead_in_postgres",
  "order_not_in_box_office",
  "order_differs",
  "tickets_differ",
  "seats_differ",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  /** Ids of what it is about: of the event or the order first. */
  readonly where: readonly string[];
  readonly detail: string;
  /** All agree again. What is not repaired has more than one answer, or could not be reached: a person looks at it. */
  readonly repaired: boolean;
}
