export const eventTypes = [
  "concert",
  "theatre",
  "sport",
  "comedy",
  "classical",
  "festival",
  "family",
  "talk",
] as const;
export type EventType = (typeof eventTypes)[number];

/** A draft is the organizer's alone. Only a published event is found by search; a closed or canceled one can still be looked at. */
export const eventStatuses = ["draft", "published", "closed", "canceled"] as const;
export type EventStatus = (typeof eventStatuses)[number];
