import { spawn } from "node:child_process";
import { once } from "node:events";
import { migrateDatabase } from "./local/migrations.ts";
import { projectFolder } from "./local/settings.ts";
import { runScript, Trouble } from "./local/trouble.ts";
import { wranglerProgram } from "./local/worker.ts";

/** The database first: the new Worker may need what a migration adds, the old one must live with it. */
await runScript(async () => {
  const { DATABASE_URL: databaseUrl } = process.env;
  if (!databaseUrl)
    throw new Trouble("DATABASE_URL is not set: the production database, which is migrated first.");
  await migrateDatabase(databaseUrl).catch((error: unknown) => {
    throw new Trouble(`The migration failed, so nothing was deployed: ${error}`);
  });
  console.log("The database is up to date.");
  const wrangler = spawn(process.execPath, [wranglerProgram(), "deploy", ...process.argv.slice(2)], {
    cwd: projectFolder,
    stdio: "inherit",
  });
  const [status] = await once(wrangler, "exit");
  if (status !== 0) throw new Trouble("wrangler deploy failed.");
});
