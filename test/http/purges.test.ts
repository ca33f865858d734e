import { describe, expect, test } from "vitest";
import { type AskPurge, createPurges } from "../../src/http/views/purges.ts";

/** A cache that writes down what it is asked, on a clock that moves only where something sleeps. */
const setting = (refusals = 0) => {
  let now = 1_000_000;
  let left = refusals;
  const asked: { at: number; tags: readonly string[] }[] = [];
  const purges = createPurges({
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    log: () => {},
  });
  const ask: AskPurge = async (tags) => {
    asked.push({ at: now - 1_000_000, tags });
    return { success: left-- <= 0, errors: [] };
  };
  return { purges, ask, asked };
};

const many = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `event:${from + i}`);

describe("a purge", () => {
  test("comes at once, and again when what was under way is stored", async () => {
    const { purges, ask, asked } = setting();
    await purges.now(["event:1", "search"], ask);
    expect(asked).toEqual([{ at: 0, tags: ["event:1", "search"] }]);
    await purges.rest(ask);
    expect(asked.slice(1)).toEqual([{ at: 5000, tags: ["event:1", "search"] }]);
  });

  test("of nothing is not asked for", async () => {
    const { purges, ask, asked } = setting();
    await purges.now([], ask);
    await purges.rest(ask);
    expect(asked).toEqual([]);
  });

  test("that is refused is asked for again, for half a minute", async () => {
    const { purges, ask, asked } = setting(2);
    await purges.now(["event:1"], ask);
    await purges.rest(ask);
    expect(asked.map(({ at }) => at)).toEqual([0, 5000, 17_000]);
    const away = setting(99);
    await away.purges.now(["event:1"], away.ask);
    await away.purges.rest(away.ask);
    expect(away.asked.map(({ at }) => at)).toEqual([0, 5000, 17_000, 29_000]);
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

  test("names a hundred at most, those first that were never purged, and comes to all of them", async () => {
    const { purges, ask, asked } = setting();
    await purges.now(many(90), ask);
    await purges.now(many(90, 90), ask);
    expect(asked[1]?.tags).toEqual([...many(90, 90), ...many(10)]);
    await purges.rest(ask);
    const settled = asked.filter(({ at }) => at >= 5000).flatMap(({ tags }) => tags);
    expect(new Set(settled)).toEqual(new Set(many(180)));
  });

  test("of a tag that changes again meanwhile waits for that change to settle", async () => {
    const { purges, ask, asked } = setting();
    await purges.now(["event:1"], ask);
    const rest = purges.rest(async (tags) => {
      const answer = await ask(tags);
      if (asked.length === 2) await purges.now(["event:1"], ask);
      return answer;
    });
    await rest;
    expect(asked.map(({ at }) => at)).toEqual([0, 5000, 5000, 17_000]);
  });
});
