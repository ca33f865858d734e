import type { ChildProcess } from "node:child_process";
import { ask, forkScript } from "../harness/processes.ts";
import type { LoadJob, LoadResult } from "./job.ts";

type Answer = { readonly result: LoadResult } | { readonly error: string };

/** The load's process, from the side of who asks. */
export class Loader {
  readonly #child: ChildProcess = forkScript(`${import.meta.dirname}/load-process.ts`);

  async signTokens(secret: string): Promise<void> {
    await ask(this.#child, { sign: secret });
  }

  async run(job: LoadJob): Promise<LoadResult> {
    const answer = await ask<Answer>(this.#child, { job }, job.seconds + 30);
    if ("error" in answer) throw new Error(`load on port ${job.port}: ${answer.error}`);
    return answer.result;
  }
}
