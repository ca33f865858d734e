import { readFileSync } from "node:fs";

/** Cap'n Proto text for `workerd serve`: what wrangler.toml says, for the runtime alone. */
export interface WorkerdService {
  readonly name: string;
  /** The bundle, relative to the config. */
  readonly script: string;
  readonly port: number;
  readonly bindings: readonly Binding[];
  /** Durable Object classes of this script, by class name. */
  readonly classes: readonly string[];
}

export type Binding =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly className: string; readonly service?: string }
  | { readonly name: string; readonly rateLimit: number };

const deployment = readFileSync("wrangler.toml", "utf8");

/** The names of the rate-limit bindings. */
export const rateLimits = [...deployment.matchAll(/^\[\[ratelimits\]\]\nname = "(\w+)"/gm)].map(
  ([, name = ""]) => name,
);

/** As deployed. `nodejs_compat` is the default of this date, and workerd remarks on it when it is named. */
export const compatibilityDate = /^compatibility_date = "([\d-]+)"/m.exec(deployment)?.[1] ?? "unknown";

const quoted = (text: string): string => JSON.stringify(text);

const bindingText = (binding: Binding): string => {
  const name = `name = ${quoted(binding.name)}`;
  if ("text" in binding) return `(${name}, text = ${quoted(binding.text)})`;
  if ("rateLimit" in binding) {
    const inner = `(name = "limit", json = "${binding.rateLimit}"), (name = "period", json = "60")`;
    return `(${name}, wrapped = (moduleName = "local:rate-limit", innerBindings = [${inner}]))`;
  }
  const service = binding.service ? `, serviceName = ${quoted(binding.service)}` : "";
  return `(${name}, durableObjectNamespace = (className = ${quoted(binding.className)}${service}))`;
};

const serviceText = ({ name, script, bindings, classes }: WorkerdService): string => `
    (name = ${quoted(name)}, worker = (
      modules = [(name = "index.js", esModule = embed ${quoted(script)})],
      compatibilityDate = ${quoted(compatibilityDate)},
      bindings = [${bindings.map(bindingText).join(", ")}],
      durableObjectNamespaces = [${classes
        .map((c) => `(className = ${quoted(c)}, uniqueKey = ${quoted(`${name}-${c}`)}, enableSql = true)`)
        .join(", ")}],
      durableObjectStorage = (localDisk = "objects")
    ))`;

export const workerdConfig = (services: readonly WorkerdService[], objects: string): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${services.map(serviceText).join(",")},
    (name = "objects", disk = (path = ${quoted(objects)}, writable = true)),
    (name = "internet", network = (allow = ["public", "private"]))
  ],
  sockets = [${services
    .map(
      ({ name, port }) =>
        `(name = ${quoted(name)}, address = "127.0.0.1:${port}", http = (), service = ${quoted(name)})`,
    )
    .join(", ")}],
  extensions = [(modules = [(name = "local:rate-limit", internal = true, esModule = embed "rate-limit.mjs")])]
);
`;
