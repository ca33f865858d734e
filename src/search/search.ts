export type Search = Record<never, never>;
