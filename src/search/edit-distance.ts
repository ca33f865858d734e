/**
 * How many letters were typed wrong: inserted, left out, mistaken, or two neighbours swapped (optimal string alignment). `Infinity` when
 * more than `most`.
 */
export const editDistance = (one: string, other: string, most: number): number => {
  const [from, to] = [[...one], [...other]];
  if (Math.abs(from.length - to.length) > most) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = to.map((_, i) => i);
  last.push(to.length);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  const distance = last[to.length] ?? 0;
  return distance > most ? Number.POSITIVE_INFINITY : distance;
};

/** In a short word two wrong letters leave too little of it; below three letters one does. */
export const mostWrongLetters = (word: string): number => {
  const { length } = [...word];
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
};
