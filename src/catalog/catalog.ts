export type Catalog = Record<never, never>;
