import { env } from "cloudflare:workers";

const control = async (action: "stop" | "start"): Promise<void> => {
  const response = await fetch(`${env.TEST_CONTROL}/postgres/${action}`, { method: "POST" });
  if (!response.ok) throw new Error(await response.text());
};

/** Only in files named *.outage.test.ts, which have a database of their own. */
export const stopPostgres = (): Promise<void> => control("stop");

/** Does nothing when it runs. */
export const startPostgres = (): Promise<void> => control("start");
