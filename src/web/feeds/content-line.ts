const encoder = new TextEncoder();
/** Of a line without its break (RFC 5545, 3.1). */
const mostOctets = 75;

// A control character has no form in a calendar; a reader may refuse all of it for one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A TEXT value (RFC 5545, 3.3.11). */
export const calendarText = (text: string): string =>
  text
    .replace(controls, "")
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, "\\n");

/** A UTC DATE-TIME, `20270301T190000Z`. `at` in epoch milliseconds. */
export const calendarTime = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** Folded, with its break; a character is never cut. */
export const contentLine = (name: string, value: string): string => {
  const line = `${name}:${value}`;
  // An octet at least a character: most lines are short.
  if (line.length * 3 <= mostOctets) return `${line}\r\n`;
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > mostOctets) {
      lines.push(current);
      // The space that marks a continuation counts as well.
      current = " ";
      octets = 1;
    }
    current += character;
    octets += length;
  }
  return `${[...lines, current].join("\r\n")}\r\n`;
};
