import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { EventId } from "../../src/domain/ids.ts";

/** Lets a box office that the API has opened live so much later, rings its alarm and waits for what that begins. */
export const passTime = async (eventId: EventId, ms: number): Promise<void> => {
  const stub = env.BOX_OFFICE.getByName(eventId);
  await runInDurableObject(stub, (instance) => {
    const { now } = instance.world;
    instance.world = { ...instance.world, now: () => now() + ms };
  });
  await ringAlarm(eventId);
};

export const ringAlarm = async (eventId: EventId): Promise<void> => {
  const stub = env.BOX_OFFICE.getByName(eventId);
  await runDurableObjectAlarm(stub);
  await runInDurableObject(stub, (instance) => instance.dutiesDone());
};
