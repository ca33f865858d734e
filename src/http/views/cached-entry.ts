/** The cached entry, as the gateway sees it. */
export interface CachedEntry {
  fetch(request: Request): Promise<Response>;
}
