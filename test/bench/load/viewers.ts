import type { ChildProcess } from "node:child_process";
import { ask, forkScript } from "../harness/processes.ts";

export type ViewersQuestion =
  | { readonly url: string; readonly count: number }
  /** What they have seen, once each of them sees so many seats held (or after five seconds). */
  | { readonly heldSeats: number; readonly close: boolean };

export interface ViewersReport {
  /** Viewers whose seats are as they should be and who missed nothing on the way. */
  readonly complete: number;
  readonly gaps: number;
  readonly framesMedian: number;
  readonly freedAt: readonly (readonly [seatNo: number, at: number])[];
}

type Answer = { readonly result: ViewersReport | null } | { readonly error: string };

export const viewerCount = 50;

/** The viewers' process, from the side of who asks. */
export class ViewersProcess {
  readonly #child: ChildProcess = forkScript(`${import.meta.dirname}/viewers-process.ts`);

  async open(url: string, count = viewerCount): Promise<void> {
    await this.#ask({ url, count });
  }

  async look(heldSeats: number, close = true): Promise<ViewersReport> {
    const report = await this.#ask({ heldSeats, close });
    if (!report) throw new Error("the viewers saw nothing");
    return report;
  }

  async #ask(question: ViewersQuestion): Promise<ViewersReport | null> {
    const answer = await ask<Answer>(this.#child, question);
    if ("error" in answer) throw new Error(`viewers: ${answer.error}`);
    return answer.result;
  }
}
