export type Booking = Record<never, never>;
