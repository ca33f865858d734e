import { migrateDatabase } from "./migrations.ts";
import { type NeonProxy, startNeonProxy } from "./neon-proxy.ts";
import { type Postgres, type PostgresSettings, startPostgres } from "./postgres.ts";

/** PostgreSQL with the newest migrations, and the proxy in front of it. */
export interface LocalDatabase {
  readonly postgres: Postgres;
  readonly proxy: NeonProxy;
  stop(): Promise<void>;
}

export const startDatabase = async (
  settings: PostgresSettings & { readonly proxyPort: number },
): Promise<LocalDatabase> => {
  const postgres = await startPostgres(settings);
  try {
    await migrateDatabase(postgres.url);
    const proxy = await startNeonProxy({ port: settings.proxyPort, postgresPort: settings.port });
    return {
      postgres,
      proxy,
      async stop() {
        await proxy.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};
