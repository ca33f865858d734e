/** The combining diacritical marks, that decomposition sets free: é is e and one of these. */
const marks = /[\u0300-\u036f]/g;
const separators = /[\p{Z}\p{P}\p{S}\p{Cc}]+/gu;

/**
 * What a person typed, as it is compared: lower case, without accents, words between single spaces. An index may fold further
 * (ß and ss, ø and o) as long as it does the same to its documents; this much makes equal questions equal cache keys.
 */
export const foldText = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .normalize("NFC")
    .replace(separators, " ")
    .trim();
