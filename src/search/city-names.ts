/** Names that one city has in several languages, folded; only itself when no other is known. */
export const cityNamesOf = (folded: string): readonly string[] => [folded];
