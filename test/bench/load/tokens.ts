import { signToken } from "../../../src/http/tokens.ts";

/** The gateway remembers 10,000 tokens: when these come round again, each has to be checked again. */
const fanCount = 12_000;

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

/** The tokens of the next `count` fans of this server; they stay the next ones until `passTokens` says how many were used. */
export const takeTokens = (port: number, count: number): readonly string[] => {
  const from = nextFan.get(port) ?? 0;
  return Array.from({ length: count }, (_, i) => tokens[(from + i) % tokens.length] ?? "");
};

export const passTokens = (port: number, used: number): void => {
  nextFan.set(port, ((nextFan.get(port) ?? 0) + used) % tokens.length);
};
