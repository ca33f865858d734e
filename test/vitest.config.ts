import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const outages = "test/**/*.outage.test.ts";

/** Inside `workerd`, with the bindings of wrangler.toml and a database of the project's own. */
const inWorkers = (
  name: string,
  test: TestProjectInlineConfiguration["test"],
): TestProjectInlineConfiguration => ({
  root,
  plugins: [
    cloudflareTest(({ inject }) => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { cf: false, bindings: { ...inject("bindings")[name] } },
    })),
  ],
  test: { name, testTimeout: 20_000, hookTimeout: 30_000, ...test },
});

export default defineConfig({
  root,
  test: {
    globalSetup: ["test/global-setup.ts"],
    projects: [
      inWorkers("workers", {
        include: ["test/{domain,search,reconciliation,durable-objects,http,db}/**/*.test.ts"],
        exclude: [outages],
      }),
      // They stop PostgreSQL, so they run one by one and away from those that need it.
      inWorkers("outages", { include: [outages], fileParallelism: false }),
      {
        root,
        test: {
          name: "node",
          include: ["test/{e2e,edge,scripts,simulation}/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: "crash",
          include: ["test/crash/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
