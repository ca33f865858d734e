import { Redis } from "ioredis";
import { holdMilliseconds, type SeatStore } from "./service.ts";

// All the seats, or none: KEYS are the seats, ARGV the fan and for how long.
const holdAll = `
for _, seat in ipairs(KEYS) do
  if redis.call('EXISTS', seat) == 1 then return 0 end
end
for _, seat in ipairs(KEYS) do
  redis.call('SET', seat, ARGV[1], 'PX', ARGV[2])
end
return 1`;

interface Scripted extends Redis {
  holdAll(count: number, ...keysAndArguments: string[]): Promise<number>;
}

/** One key a seat, which Redis lets go by itself when the hold is over; SET NX for one seat, a script for several. */
export const createRedisStore = (port: number): SeatStore => {
  const redis = new Redis(port, "127.0.0.1", { enableAutoPipelining: true }) as Scripted;
  redis.defineCommand("holdAll", { lua: holdAll });

  const take = async (keys: readonly string[], fanId: string): Promise<boolean> => {
    const [first, ...others] = keys;
    if (first === undefined) return false;
    if (others.length === 0) return (await redis.set(first, fanId, "PX", holdMilliseconds, "NX")) === "OK";
    return (await redis.holdAll(keys.length, ...keys, fanId, String(holdMilliseconds))) === 1;
  };

  return {
    async open() {},

    async hold(eventId, fanId, seats) {
      const held = await take(
        seats.map((seat) => `${eventId}:${seat}`),
        fanId,
      );
      if (held) void redis.publish("held", JSON.stringify([eventId, seats]));
      return held;
    },

    async subscribe(held) {
      const subscriber = new Redis(port, "127.0.0.1");
      await subscriber.subscribe("held");
      subscriber.on("message", (_channel, message) => {
        const [eventId, seats] = JSON.parse(message) as [string, number[]];
        held(eventId, seats);
      });
    },
  };
};
