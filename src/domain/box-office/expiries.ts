/** A binary heap of what ends when: the earliest is at hand, adding and taking cost log n. */
export class Expiries<Item> {
  readonly #times: number[] = [];
  readonly #items: Item[] = [];

  get nextAt(): number | undefined {
    return this.#times[0];
  }

  add(at: number, item: Item): void {
    const times = this.#times;
    const items = this.#items;
    let i = times.length;
    times.push(at);
    items.push(item);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((times[parent] as number) <= at) break;
      times[i] = times[parent] as number;
      items[i] = items[parent] as Item;
      i = parent;
    }
    times[i] = at;
    items[i] = item;
  }

  /** Takes the earliest, whose time is `nextAt`; call it only when there is one. */
  take(): Item {
    const times = this.#times;
    const items = this.#items;
    const first = items[0] as Item;
    const at = times.pop() as number;
    const item = items.pop() as Item;
    const size = times.length;
    if (size === 0) return first;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= at) break;
      times[i] = times[child] as number;
      items[i] = items[child] as Item;
      i = child;
    }
    times[i] = at;
    items[i] = item;
    return first;
  }
}
