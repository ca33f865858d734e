import { signToken } from "../src/http/tokens.ts";
import { demoOrganization, ensureDemoCatalogue } from "./local/catalogue.ts";
import { farewell } from "./local/farewell.ts";
import { choosePorts, portSettings } from "./local/ports.ts";
import { localFolder, localSecrets } from "./local/settings.ts";
import { type Stack, startStack } from "./local/stack.ts";
import { runScript, Trouble } from "./local/trouble.ts";
import { bookingWalk } from "./local/walk.ts";

const tokenSeconds = 30 * 24 * 3600;

const places = (stack: Stack, folder: string): string => `
Frontrow is up.
  the Worker          ${stack.worker}
  docs                ${stack.worker}/docs
  OpenAPI             ${stack.worker}/openapi.json
  PostgreSQL          ${stack.databaseUrl}
  the Neon proxy      ${stack.neonProxy}
  the Stripe stand-in ${stack.stripe}/_control
  its data            ${folder}
Ports are set with ${Object.values(portSettings)
  .map(({ setting }) => setting)
  .join(", ")}.
`;

/** Up to the moment when it is time to go; what is said meanwhile goes to the terminal. */
const serve = async (goodbye: Promise<string>): Promise<void> => {
  const folder = localFolder(process.env);
  const secrets = localSecrets(folder);
  const ports = await choosePorts(process.env);
  const abandoned = new AbortController();
  goodbye.then(() => abandoned.abort());
  const stack = await startStack({
    ports,
    folder,
    secrets,
    onProgress: (what) => console.log(`Starting ${what} …`),
    onWorkerLine: (line) => line.trim() && console.log(`  worker: ${line}`),
    abandoned: abandoned.signal,
  });
  try {
    const token = (kind: "fan" | "organizer", claims: { sub: string; org?: string }) =>
      signToken(secrets.tokenSecret, kind, claims, tokenSeconds);
    const organizerToken = await token("organizer", { sub: "fan_demo_organizer", org: demoOrganization });
    const welcome = async (): Promise<"welcomed"> => {
      await ensureDemoCatalogue({
        origin: stack.worker,
        databaseUrl: stack.databaseUrl,
        organizerToken,
        folder,
        log: console.log,
      });
      console.log(places(stack, folder));
      console.log(await bookingWalk({ origin: stack.worker }));
      console.log(`A fan's token:\n  ${await token("fan", { sub: "fan_demo" })}\n`);
      console.log(`An organizer's token, of ${demoOrganization}:\n  ${organizerToken}\n`);
      console.log("Ctrl-C stops everything; the data stays.");
      return "welcomed";
    };
    const broken = stack.broken.then((what) => {
      throw new Trouble(what);
    });
    const reason = await Promise.race([welcome(), goodbye, broken]);
    console.log(`\nStopping (${reason === "welcomed" ? await Promise.race([goodbye, broken]) : reason}) …`);
  } finally {
    await stack.stop();
  }
};

await runScript(async () => {
  await serve(farewell());
  console.log("Nothing is left running.");
});
process.exit();
