import type { EventId } from "../../src/domain/ids.ts";
import type { LiveFrame } from "../../src/domain/live/frames.ts";
import { Checks } from "./checks.ts";
import { Faults } from "./faults.ts";
import { ledgerFor } from "./ledger/line.ts";
import { storeFor } from "./ledger/store.ts";
import { Postgres } from "./ledger/postgres.ts";
import { type HostWorld, OfficeHost } from "./office/host.ts";
import { Books } from "./provider/books.ts";
import { Courier } from "./provider/courier.ts";
import type { ProviderEvent } from "./provider/events.ts";
import { ProviderLine } from "./provider/gateway.ts";
import { Provider } from "./provider/provider.ts";
import { Random } from "./random.ts";
import { newStage, type Stage } from "./stage.ts";
import { Timeline } from "./timeline.ts";
import { Trace } from "./trace.ts";
import { Verdict } from "./verdict.ts";
import { Witness } from "./witness.ts";
import { Workers } from "./worker.ts";

/** 1 September 2026, so that times read like times. */
const start = 1_788_220_800_000;

/** Everything there is in one simulation, put together: machines, network, provider, Postgres, and those who watch. */
export class World {
  readonly random: Random;
  readonly faults: Faults;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly verdict = new Verdict();
  readonly witness = new Witness(this.verdict);
  readonly postgres = new Postgres();
  readonly provider: Provider;
  readonly line: ProviderLine;
  readonly workers: Workers;
  readonly stages: readonly Stage[];
  readonly hosts: readonly OfficeHost[];
  readonly checks: Checks;

  constructor(seed: number, without: ReadonlySet<string>) {
    this.random = new Random(seed, "world");
    this.faults = new Faults(seed, without);
    this.timeline = new Timeline(new Random(seed, "timeline"), start);
    this.trace = new Trace(() => this.timeline.now);
    const now = (): number => this.timeline.now;
    const network = new Random(seed, "network");
    const { faults, timeline, trace, verdict, witness, postgres } = this;

    const books = new Books();
    this.provider = new Provider({
      timeline,
      faults,
      verdict,
      books,
      tell: (type, object, about, livemode) => courier.tell(type, object, about, livemode),
    });
    const deliver = (event: ProviderEvent): Promise<boolean> => this.workers.receive(event);
    const courier = new Courier({ timeline, random: network, faults, books, deliver });
    const { provider } = this;
    this.line = new ProviderLine({ provider, courier: () => courier, faults, random: network, now });

    const stages = new Random(seed, "stages");
    this.stages = Array.from({ length: stages.between(1, 3) }, () => newStage(stages, start));
    this.checks = new Checks({
      trace,
      verdict,
      witness,
      books,
      postgres,
      stages: this.stages,
      events: courier.events,
    });
    const ledger = { postgres, faults, random: network, now };
    const host: HostWorld = {
      timeline,
      random: new Random(seed, "offices"),
      faults,
      trace,
      verdict,
      payments: (scope) => this.line.gatewayFor(scope),
      ledger: (scope) => ledgerFor(scope, ledger),
      onFrame: (office: OfficeHost, frame: LiveFrame) => this.checks.afterFrame(office, frame),
    };
    this.hosts = this.stages.map(({ eventId, seatCount }) => new OfficeHost(host, eventId, seatCount));
    this.workers = new Workers({
      timeline,
      random: network,
      faults,
      trace,
      hostOf: (eventId) => this.hostOf(eventId),
      line: this.line,
      storeFor: (scope) =>
        storeFor(
          scope,
          ledger,
          this.stages.map(({ eventId }) => eventId),
        ),
      onAnswer: (office, method, value) => this.checks.afterAnswer(office, method, value),
    });
  }

  hostOf(eventId: EventId): OfficeHost {
    const host = this.hosts.find((each) => each.eventId === eventId);
    if (!host) throw new Error(`there is no ${eventId} here`);
    return host;
  }

  close(): void {
    for (const { disk } of this.hosts) disk.close();
  }
}
