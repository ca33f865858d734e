import { Workerd } from "../../support/node/workerd/workerd.ts";
import { type Binding, rateLimits, type WorkerdService } from "../../support/node/workerd/workerd-config.ts";
import { atEnd } from "../harness/processes.ts";

export interface Ports {
  /** The Worker as it is deployed. */
  readonly frontrow: number;
  /** The same Worker with empty box offices behind it. */
  readonly gateway: number;
  readonly limits: number;
  readonly metered: number;
}

export interface Settings {
  readonly directory: string;
  readonly ports: Ports;
  readonly secrets: Readonly<Record<string, string>>;
  readonly inspectorPort?: number;
  /** Folder of the Durable Objects' SQLite in `directory`; `objects` unless said. */
  readonly objects?: string;
}

// Far above what the load asks for: a refusal is not what is measured.
const neverRefused = 1_000_000_000;

const services = ({ ports, secrets }: Settings): readonly WorkerdService[] => {
  const common: readonly Binding[] = [
    ...rateLimits.map((name) => ({ name, rateLimit: neverRefused })),
    ...Object.entries(secrets).map(([name, text]) => ({ name, text })),
  ];
  const boxOffice = { name: "BOX_OFFICE", className: "BoxOffice" };
  const searchIndex = { name: "SEARCH_INDEX", className: "SearchIndex" };
  const worker = { bindings: [boxOffice, searchIndex, ...common], classes: ["BoxOffice", "SearchIndex"] };
  return [
    { name: "frontrow", script: "frontrow.js", port: ports.frontrow, ...worker },
    { name: "metered", script: "metered.js", port: ports.metered, ...worker },
    {
      name: "gateway",
      script: "frontrow.js",
      port: ports.gateway,
      bindings: [
        { name: "BOX_OFFICE", className: "EmptyBoxOffice", service: "limits" },
        { ...searchIndex, service: "frontrow" },
        ...common,
      ],
      classes: [],
    },
    {
      name: "limits",
      script: "limits.js",
      port: ports.limits,
      bindings: [
        { name: "EMPTY", className: "EmptyBoxOffice" },
        { ...boxOffice, service: "frontrow" },
        { name: "METERED", className: "BoxOffice", service: "metered" },
        ...common,
      ],
      classes: ["EmptyBoxOffice"],
    },
  ];
};

/** One workerd with all of it, its Durable Objects' SQLite in `directory`. */
export const createWorkerd = (settings: Settings): Workerd => {
  const { directory, inspectorPort, objects = "objects" } = settings;
  const workerd = new Workerd({
    directory,
    objects,
    services: services(settings),
    ...(inspectorPort ? { inspectorPort } : {}),
    onLine: console.error,
  });
  atEnd(() => workerd.stop());
  return workerd;
};
