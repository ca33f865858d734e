import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const Created = z.object({ id: z.string() });

export interface OrganizerApi {
  /** Answers with the id of what was made. */
  create(path: string, body: unknown): Promise<string>;
  act(path: string): Promise<void>;
}

/** Speaks to /organizer as any organizer would; a refusal ends the load with what the API said. */
export const organizerApi = (origin: string, token: string): OrganizerApi => {
  const post = async (path: string, body: unknown): Promise<Response> => {
    const response = await fetch(`${origin}/organizer${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 429) {
      await response.body?.cancel();
      await wait(Number(response.headers.get("retry-after") ?? 60) * 1000);
      return await post(path, body);
    }
    if (!response.ok) throw new Error(`POST /organizer${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    create: async (path, body) => Created.parse(await (await post(path, body)).json()).id,
    act: async (path) => {
      await (await post(path, undefined)).body?.cancel();
    },
  };
};

/** Four requests at a time keep a development server busy; more only wait in it. */
const atATime = 4;

/** Answers in the order of `items`. */
export const forEach = async <Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await run(item);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return results;
};
