/** `refund.*` names a group, as in Stripe's own lists. */
export const isOfType = (pattern: string, type: string): boolean =>
  pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
