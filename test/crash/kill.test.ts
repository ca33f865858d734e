import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { localFolder } from "../../scripts/local/settings.ts";

const rounds = 4;

it("whenever the Worker and Postgres are killed, no hold, seat, order or payment is lost or given twice", async () => {
  // A process of its own: it stops what it started also when this one is gone.
  const child = spawn(process.execPath, [join(import.meta.dirname, "kill.ts"), "--rounds", `${rounds}`], {
    env: {
      ...process.env,
      npm_lifecycle_event: "test",
      FRONTROW_LOCAL_DIR: join(localFolder(process.env), "kill-in-test"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const [status] = await once(child, "close");
  expect(status, said).toBe(0);
  expect(said.match(/^round \d+: killed/gm)).toHaveLength(rounds);
});
