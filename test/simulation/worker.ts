import { type Booking, createBooking } from "../../src/booking/booking.ts";
import type { BoxOfficeContract } from "../../src/domain/box-office/contract.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { sha256 } from "../../src/digest.ts";
import type { PaymentGateway } from "../../src/payments/gateway.ts";
import { applyReport } from "../../src/payments/reports.ts";
import type { ReconciliationStore } from "../../src/reconciliation/ports.ts";
import { readEvent } from "../../src/payments/stripe-event.ts";
import type { Faults } from "./faults.ts";
import type { OfficeHost } from "./office/host.ts";
import type { ProviderEvent } from "./provider/events.ts";
import type { ProviderLine } from "./provider/gateway.ts";
import type { Random } from "./random.ts";
import { Scope } from "./scope.ts";
import type { Timeline } from "./timeline.ts";
import type { Trace } from "./trace.ts";

interface WorkerWorld {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly hostOf: (eventId: EventId) => OfficeHost;
  readonly line: ProviderLine;
  readonly storeFor: (scope: Scope) => ReconciliationStore;
  /** Each answer of a box office, as it leaves it. */
  readonly onAnswer: (host: OfficeHost, method: string, value: unknown) => void;
}

/** What came of a request: an answer, or nothing that the other side could know of. */
export type Reply<Value> = { readonly answered: true; readonly value: Value } | { readonly answered: false };

/** What a request in a Worker works with. */
export interface Parts {
  readonly booking: Booking;
  readonly offices: (eventId: EventId) => BoxOfficeContract;
  readonly payments: PaymentGateway;
  readonly store: ReconciliationStore;
  readonly wait: (ms: number) => Promise<void>;
}

/** The Workers: each request runs the real use-cases in a life of its own, which can end between any two awaits. */
export class Workers {
  readonly #world: WorkerWorld;
  #requests = 0;

  constructor(world: WorkerWorld) {
    this.#world = world;
  }

  /** A request over the network; it always comes to an end for who asks. */
  request<Value>(what: string, run: (parts: Parts) => Promise<Value>): Promise<Reply<Value>> {
    const { timeline, random, faults, trace } = this.#world;
    this.#requests += 1;
    const scope = new Scope(timeline, `request ${this.#requests} (${what})`);
    return new Promise((resolve) => {
      const reply = (settled: Reply<Value>): void =>
        timeline.add(random.spread(2, 80), `${scope.name} is answered`, () => resolve(settled));
      const fail = (why: string): void => {
        if (!scope.alive) return;
        scope.end();
        trace.note(`! ${scope.name} fails: ${why}`);
        reply({ answered: false });
      };
      timeline.add(random.spread(2, 80), `${scope.name} arrives`, () => {
        if (faults.strikes("request_lost")) return fail("lost");
        const offices = (eventId: EventId): BoxOfficeContract => this.#stub(scope, eventId, fail);
        run(this.#parts(scope, offices)).then(
          (value) => {
            if (!scope.alive) return;
            scope.end();
            trace.note(`! ${scope.name}: ${told(value)}`);
            reply({ answered: true, value });
          },
          (error: unknown) => fail(String(error)),
        );
      });
    });
  }

  /** What the webhook's route does, once its signature is found right; answers whether it need not come again. */
  async receive(event: ProviderEvent): Promise<boolean> {
    const reply = await this.request(`${event.type} of ${event.about}`, async ({ offices, payments }) => {
      const report = readEvent(event);
      if (report.kind === "malformed") throw new Error(`${report.at}: ${report.detail}`);
      return await applyReport(report, {
        boxOfficeOf: offices,
        orderOf: (id) => payments.orderOf(id),
        live: false,
        log: () => {},
      });
    });
    return reply.answered && reply.value.outcome !== "later";
  }

  #parts(scope: Scope, offices: (eventId: EventId) => BoxOfficeContract): Parts {
    const { line, random, storeFor } = this.#world;
    const payments = line.gatewayFor(scope);
    const booking = createBooking({
      boxOfficeOf: offices,
      payments,
      history: { ofFan: () => Promise.resolve([]) },
      entropy: { random: random.bytes, sha256 },
    });
    const wait = (ms: number): Promise<void> => scope.pause(ms, "waits");
    return { booking, offices, payments, store: storeFor(scope), wait };
  }

  /** A remote call for each method of the contract. */
  #stub(scope: Scope, eventId: EventId, fail: (why: string) => void): BoxOfficeContract {
    const host = this.#world.hostOf(eventId);
    const call =
      (method: string) =>
      (...args: readonly unknown[]): Promise<unknown> =>
        this.#call(scope, host, method, args, fail);
    // Whatever is asked of it is a method of the contract: its callers are checked against that.
    // It is no promise, though an async function that answers with it asks whether it is.
    return new Proxy(
      {},
      { get: (_, method) => (method === "then" ? undefined : call(String(method))) },
    ) as BoxOfficeContract;
  }

  #call(
    scope: Scope,
    host: OfficeHost,
    method: string,
    args: readonly unknown[],
    fail: (why: string) => void,
  ): Promise<unknown> {
    const { timeline, random, faults, onAnswer } = this.#world;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const what = `${scope.name}: ${method}`;
    timeline.add(random.spread(1, 30), `${what} arrives`, () =>
      host.serve({
        method,
        args,
        answer: (settled) => {
          if (settled.status === "fulfilled") onAnswer(host, method, settled.value);
          const isLost = faults.strikes("reply_lost");
          scope.later(random.spread(1, 30), `${what} is answered`, () => {
            if (faults.strikes("worker_dies")) return fail("its Worker is gone");
            if (settled.status === "fulfilled" && !isLost) resolve(settled.value);
            else
              reject(isLost ? new Error("the connection broke") : (settled as PromiseRejectedResult).reason);
          });
        },
      }),
    );
    return promise;
  }
}

const told = (value: unknown): string => {
  if (typeof value !== "object" || value === null || !("ok" in value)) return "done";
  if (!value.ok && "refusal" in value) return (value.refusal as { code: string }).code;
  if (!("value" in value) || typeof value.value !== "object" || value.value === null) return "ok";
  const { id, status } = value.value as { id?: string; status?: string };
  return `${id ?? "ok"} ${status ?? ""}`;
};
