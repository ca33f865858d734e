import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AskPurge, createPurges } from "../../src/http/views/purges.ts";

const start = 1_000_000;
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A cache that writes down what it is asked. */
const setting = (refusals = 0) => {
  let left = refusals;
  const asked: { at: number; tags: readonly string[] }[] = [];
  const logged: string[] = [];
  const purges = createPurges({
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log: (what) => logged.push(what),
  });
  const ask: AskPurge = async (tags) => {
    asked.push({ at: Date.now() - start, tags });
    return { success: left-- <= 0, errors: [] };
  };
  const restOf = async (purge: AskPurge = ask): Promise<void> => {
    const rest = purges.rest(purge);
    await vi.advanceTimersByTimeAsync(60_000);
    await rest;
  };
  return { purges, ask, asked, logged, restOf };
};

const many = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `event:${from + i}`);

describe("a purge", () => {
  test("comes at once, and again when what was under way is stored", async () => {
    const { purges, ask, asked, logged, restOf } = setting();
    await purges.now(["event:1", "search"], ask);
    expect(asked).toEqual([{ at: 0, tags: ["event:1", "search"] }]);
    await restOf();
    expect(asked.slice(1)).toEqual([{ at: 5000, tags: ["event:1", "search"] }]);
    expect(logged).toEqual([]);
  });

  test("of nothing is not asked for", async () => {
    const { purges, ask, asked, restOf } = setting();
    await purges.now([], ask);
    await restOf();
    expect(asked).toEqual([]);
  });

  test("that is refused is asked for again, for less than half a minute, and is named in the log", async () => {
    const { purges, ask, asked, logged, restOf } = setting(2);
    await purges.now(["event:1"], ask);
    await restOf();
    expect(asked.map(({ at }) => at)).toEqual([0, 5000, 15_000]);
    expect(logged).toEqual(["purge refused", "purge refused"]);
    const away = setting(99);
    vi.setSystemTime(start + 1);
    await away.purges.now(["event:1"], away.ask);
    await away.restOf();
    expect(away.asked.map(({ at }) => at)).toEqual([1, 10_000, 20_000, 29_000]);
    expect(away.logged.at(-1)).toBe("not purged");
  });

  test("names what was refused before", async () => {
    const { purges, ask, asked } = setting(1);
    await purges.now(["event:1"], ask);
    await purges.now(["event:2"], ask);
    expect(asked.at(-1)?.tags).toEqual(["event:1", "event:2"]);
  });

  test("that throws is no fault of the change", async () => {
    const { purges } = setting();
    const away: AskPurge = async () => {
      throw new Error("no cache");
    };
    await expect(purges.now(["event:1"], away)).resolves.toBeUndefined();
  });

  test("comes the second time for all that changed within some seconds", async () => {
    const { purges, ask, asked } = setting();
    const rests: Promise<void>[] = [];
    for (let i = 1; i <= 4; i++) {
      await vi.advanceTimersByTimeAsync(1000);
      await purges.now([`event:${i}`], ask);
      rests.push(purges.rest(ask));
    }
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(rests);
    expect(asked.map(({ at }) => at)).toEqual([1000, 2000, 3000, 4000, 10_000]);
    expect(asked.at(-1)?.tags.toSorted()).toEqual(many(4, 1));
  });

  test("names a hundred at most, those first that never were purged, and comes to all of them", async () => {
    const { purges, ask, asked, restOf } = setting();
    await purges.now(many(90), ask);
    await purges.now(many(90, 90), ask);
    expect(asked[1]?.tags).toEqual([...many(90, 90), ...many(10)]);
    await restOf();
    const settled = asked.filter(({ at }) => at >= 5000).flatMap(({ tags }) => tags);
    expect(new Set(settled)).toEqual(new Set(many(180)));
  });

  test("of a tag that changes again meanwhile waits for that change to settle", async () => {
    const { purges, ask, asked, restOf } = setting();
    await purges.now(["event:1"], ask);
    await restOf(async (tags) => {
      const answer = await ask(tags);
      if (asked.length === 2) await purges.now(["event:1"], ask);
      return answer;
    });
    expect(asked.map(({ at }) => at)).toEqual([0, 5000, 5000, 15_000]);
  });
});
