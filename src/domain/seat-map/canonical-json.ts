/**
 * Keys sorted, no spaces (as RFC 8785): the same content has the same bytes, and so the same hash. Takes what JSON can say;
 * members that are undefined are left out.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  // Columns of strings or numbers are most of it, and the runtime writes them a hundred times faster.
  if (Array.isArray(value))
    return value.some((item) => typeof item === "object")
      ? `[${value.map(canonicalJson).join(",")}]`
      : JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
};
