import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { loadDemoCatalogue } from "../demo-catalogue/demo-catalogue.ts";

export const demoOrganization = "org_demo";

const hasEvents = async (databaseUrl: string): Promise<boolean> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ present: boolean }>(
      "select exists (select from events) as present",
    );
    return rows[0]?.present ?? false;
  } finally {
    await client.end();
  }
};

/** Loads the demo catalogue through the organizer's API, unless somebody's events are there already. */
export const ensureDemoCatalogue = async (settings: {
  readonly origin: string;
  readonly databaseUrl: string;
  readonly organizerToken: string;
  /** What marks a load that did not come to its end is kept here. */
  readonly folder: string;
  readonly log: (line: string) => void;
}): Promise<void> => {
  const loading = join(settings.folder, "demo-catalogue-loading");
  if (existsSync(loading))
    settings.log(`The demo catalogue was broken off: remove ${settings.folder} to begin anew.`);
  if (await hasEvents(settings.databaseUrl)) return;
  writeFileSync(loading, "");
  await loadDemoCatalogue(settings);
  rmSync(loading);
};
