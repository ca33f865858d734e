/** The documents that have a word, ascending, with the impact that it has in each. */
export interface Postings {
  readonly documents: Int32Array;
  readonly impacts: Uint8Array;
}

/** As many as fit into a page of SQLite, so that a block is one read. */
export const longestBlockBytes = 3900;
/** Blocks that are written full are left some room, so that not each new document splits one. */
export const goodBlockBytes = 3400;

/** A posting is the distance from the one before, seven bits a byte, and its impact; the first is at a distance of 0. */
export class BlockWriter {
  readonly #bytes = new Uint8Array(longestBlockBytes + 8);
  #length = 0;
  #first = -1;
  #last = 0;

  get first(): number {
    return this.#first;
  }

  get length(): number {
    return this.#length;
  }

  add(document: number, impact: number): void {
    let distance = this.#first < 0 ? 0 : document - this.#last;
    if (this.#first < 0) this.#first = document;
    this.#last = document;
    while (distance > 127) {
      this.#bytes[this.#length++] = (distance & 127) | 128;
      distance >>= 7;
    }
    this.#bytes[this.#length++] = distance;
    this.#bytes[this.#length++] = impact;
  }

  /** The block, and a fresh start. */
  take(): Uint8Array {
    const block = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#first = -1;
    return block;
  }
}

/** A posting takes two bytes or more. */
const scratchDocuments = new Int32Array(longestBlockBytes);
const scratchImpacts = new Uint8Array(longestBlockBytes);

export const readBlock = (first: number, bytes: Uint8Array): Postings => {
  let document = first;
  let count = 0;
  const { length } = bytes;
  for (let at = 0; at < length; ) {
    let byte = bytes[at++] as number;
    let distance = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] as number;
      distance |= (byte & 127) << shift;
    }
    document += distance;
    scratchDocuments[count] = document;
    scratchImpacts[count] = bytes[at++] as number;
    count++;
  }
  return { documents: scratchDocuments.slice(0, count), impacts: scratchImpacts.slice(0, count) };
};
