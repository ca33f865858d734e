import { chunkNoOf, chunkSize, placeInChunk } from "./chunk.ts";

const none = -1;

/** The documents of each venue, as chains through the numbers: four bytes a document, and none is moved when one comes or goes. */
export class VenueEvents {
  readonly #first: number[] = [];
  readonly #next: Int32Array[] = [];

  add(n: number, venue: number): void {
    this.#setNext(n, this.#first[venue] ?? none);
    this.#first[venue] = n;
  }

  remove(n: number, venue: number): void {
    let before = none;
    for (let at = this.#first[venue] ?? none; at !== none; at = this.#nextOf(at)) {
      if (at === n) {
        if (before === none) this.#first[venue] = this.#nextOf(n);
        else this.#setNext(before, this.#nextOf(n));
        return;
      }
      before = at;
    }
  }

  each(venue: number, visit: (n: number) => void): void {
    for (let at = this.#first[venue] ?? none; at !== none; at = this.#nextOf(at)) visit(at);
  }

  #nextOf(n: number): number {
    return this.#next[chunkNoOf(n)]?.[placeInChunk(n)] ?? none;
  }

  #setNext(n: number, next: number): void {
    const no = chunkNoOf(n);
    let links = this.#next[no];
    if (!links) {
      links = new Int32Array(chunkSize).fill(none);
      this.#next[no] = links;
    }
    links[placeInChunk(n)] = next;
  }
}
