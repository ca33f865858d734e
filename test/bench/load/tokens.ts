import { signToken } from "../../../src/http/tokens.ts";

/** The gateway remembers 10,000 tokens; twice as many in turn are never remembered when they come again. */
export const fanCount = Number(process.env.BENCH_FANS ?? 24_000);

const tokens: string[] = [];

export const signTokens = async (secret: string): Promise<void> => {
  for (let from = 0; from < fanCount; from += 500) {
    const some = Array.from({ length: 500 }, (_, i) =>
      signToken(secret, "fan", { sub: fanIdOf(from + i) }, 3600),
    );
    tokens.push(...(await Promise.all(some)));
  }
};

const fanIdOf = (fan: number): string => `fan_${fan.toString().padStart(16, "0")}`;

// Each server has seen the tokens in its own order.
const nextFan = new Map<number, number>();

/** The tokens of the next `count` fans of this server. */
export const takeTokens = (port: number, count: number): readonly string[] => {
  const from = nextFan.get(port) ?? 0;
  nextFan.set(port, (from + count) % tokens.length);
  return Array.from({ length: count }, (_, i) => tokens[(from + i) % tokens.length] ?? "");
};
