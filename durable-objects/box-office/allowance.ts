/** What a socket may ask that nobody else counts: snapshots, and messages that are none. */
const perSecond = 2;
const atOnce = 20;

const left = new WeakMap<WebSocket, { count: number; at: number }>();

/** Takes one from the socket's allowance; false when there is none. It fills up again with time (a token bucket). */
export const takeAllowance = (socket: WebSocket, now: number): boolean => {
  const before = left.get(socket) ?? { count: atOnce, at: now };
  const count = Math.min(atOnce, before.count + ((now - before.at) / 1000) * perSecond);
  left.set(socket, { count: Math.max(0, count - 1), at: now });
  return count >= 1;
};
