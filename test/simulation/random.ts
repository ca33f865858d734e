/** FNV-1a, 32 bits. */
export const hashOf = (text: string, from = 0x811c9dc5): number => {
  let hash = from;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** The finalizer of MurmurHash3: one bit of difference in changes half of the bits out. */
const mix = (value: number): number => {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/**
 * All chance of a simulation: xoshiro128** 1.1 of David Blackman and Sebastiano Vigna (prng.di.unimi.it). Streams of other names are
 * independent, so that leaving a fault out does not change what the fans choose.
 */
export class Random {
  readonly #state: [number, number, number, number];

  constructor(seed: number, stream: string) {
    const start = hashOf(stream) ^ mix(seed + 1);
    const fill = (n: number): number => mix((start + Math.imul(n, 0x9e3779b9)) | 0) || 1;
    this.#state = [fill(1), fill(2), fill(3), fill(4)];
  }

  /** 32 bits. */
  next(): number {
    const [a, b, c, d] = this.#state;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    this.#state[1] = b ^ third;
    this.#state[0] = a ^ fourth;
    this.#state[2] = third ^ (b << 9);
    this.#state[3] = rotate(fourth, 11);
    return result;
  }

  /** In [0, 1). */
  readonly fraction = (): number => this.next() / 2 ** 32;

  chance(share: number): boolean {
    return this.fraction() < share;
  }

  /** Whole, both bounds included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  /** Whole; small numbers are as likely as great ones, by order of magnitude. */
  spread(least: number, most: number): number {
    return Math.round(Math.exp(Math.log(least) + this.fraction() * (Math.log(most) - Math.log(least))));
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError("nothing to pick from");
    // The index is within the list, which is not empty.
    return items[this.between(0, items.length - 1)] as Item;
  }

  /** Up to `count` of them, each once. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    const chosen: Item[] = [];
    while (chosen.length < count && left.length > 0)
      chosen.push(...left.splice(this.between(0, left.length - 1), 1));
    return chosen;
  }

  readonly bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => this.next() & 255);
}
