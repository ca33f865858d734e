import { runHttpLoad } from "./http-load.ts";
import type { LoadJob } from "./job.ts";
import { runSocketLoad } from "./socket-load.ts";
import { signTokens } from "./tokens.ts";

/** A process of its own, so that the load does not take turns with what it measures or with the report. */
process.on("message", (message: { readonly sign: string } | { readonly job: LoadJob }) => {
  const work =
    "sign" in message
      ? signTokens(message.sign)
      : message.job.over === "http"
        ? runHttpLoad(message.job)
        : runSocketLoad(message.job);
  work.then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
