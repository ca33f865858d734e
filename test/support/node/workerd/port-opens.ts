import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export const portOpens = async (port: number, seconds = 15): Promise<void> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return;
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port} after ${seconds} s`);
    await sleep(20);
  }
};
