import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { SaleRules } from "../../src/domain/box-office/setup.ts";
import type { EventId } from "../../src/domain/ids.ts";

/** The rules of sale as the box office of an event has them on record. */
export const rulesToldTo = (id: EventId): Promise<SaleRules> =>
  runInDurableObject(env.BOX_OFFICE.getByName(id), (_, { storage }) => {
    const { setup } = storage.sql.exec<{ setup: string }>("SELECT setup FROM event").one();
    return (JSON.parse(setup) as { rules: SaleRules }).rules;
  });
