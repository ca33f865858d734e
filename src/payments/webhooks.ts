export type Webhooks = Record<never, never>;
