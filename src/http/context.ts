import { OpenAPIHono } from "@hono/zod-openapi";
import type { FanId, OrganizationId } from "../domain/ids.ts";
import type { Services } from "../services.ts";
import { type FieldError, HttpProblem } from "./problem.ts";

/** What a route finds in its context: the use-cases, and who asks. */
export interface AppEnv {
  Variables: {
    services: Services;
    /** Set by `requireFan`. */
    fanId: FanId;
    /** Set by `requireOrganizer`. */
    organizationId: OrganizationId;
  };
}

type Target = "json" | "query" | "param" | "header" | "cookie" | "form";
const places = {
  json: "body",
  query: "query",
  param: "path",
  header: "header",
  cookie: "header",
  form: "body",
} as const;

/** A broken export of a seat map can have a fault a seat; the first ones are enough to start repairing. */
const errorsShown = 50;

const fieldErrors = (target: Target, issues: readonly Issue[]): FieldError[] =>
  issues
    .slice(0, errorsShown)
    // The fault of an unknown field is in the field, not in what it is in.
    .flatMap(({ path, message, keys }) =>
      (keys ?? [[]]).map((key) => ({ path: [...path, ...[key].flat()], message })),
    )
    .map(({ path, message }) => ({
      in: places[target],
      at:
        places[target] === "body"
          ? path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
          : String(path[0] ?? ""),
      detail: message,
    }));

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

/** A router whose zod validation answers with a problem that says where. A malformed id in a path is a thing that does not exist. */
export const createRouter = (
  options: Pick<ConstructorParameters<typeof OpenAPIHono<AppEnv>>[0] & object, "getPath"> = {},
): OpenAPIHono<AppEnv> =>
  new OpenAPIHono<AppEnv>({
    ...options,
    defaultHook: (result) => {
      if (result.success) return;
      const errors = fieldErrors(result.target as Target, result.error.issues);
      if (result.target === "param")
        throw new HttpProblem("not_found", "There is nothing at this address.", { errors });
      throw new HttpProblem("invalid_request", "The request has faults; 'errors' says where.", { errors });
    },
  });
