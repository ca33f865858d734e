export type PublicEvents = Record<never, never>;
