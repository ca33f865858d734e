import { migrateDatabase } from "./local/migrations.ts";
import { runScript, Trouble } from "./local/trouble.ts";

await runScript(async () => {
  const { DATABASE_URL: databaseUrl } = process.env;
  if (!databaseUrl) throw new Trouble("DATABASE_URL is not set: the database to migrate.");
  await migrateDatabase(databaseUrl);
  console.log("The database is up to date.");
});
