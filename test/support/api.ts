import { env, exports } from "cloudflare:workers";
import type { OrganizationId } from "../../src/domain/ids.ts";
import { signToken } from "../../src/http/tokens.ts";

const hour = 3600;

const newName = (prefix: string): string =>
  prefix + crypto.randomUUID().replaceAll("-", "").slice(0, 12).toLowerCase();

/** Of a fan that nobody was before, or of the one that is named. */
export const fanToken = (fanId: string = newName("fan_")): Promise<string> =>
  signToken(env.TOKEN_SECRET, "fan", { sub: fanId }, hour);

export const newOrganization = (): OrganizationId => `org_${newName("")}`;

export const organizerToken = (organizationId: OrganizationId = newOrganization()): Promise<string> =>
  signToken(env.TOKEN_SECRET, "organizer", { sub: "fan_organizer", org: organizationId }, hour);

// 2001:db8::/32 is for examples: nobody's.
const newAddress = (): string => {
  const groups = crypto.getRandomValues(new Uint16Array(2));
  return `2001:db8::${[...groups].map((group) => group.toString(16)).join(":")}`;
};

export interface ApiRequest extends Omit<RequestInit, "body" | "headers"> {
  readonly token?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  /** Each request has an address of its own unless this says otherwise, so that the limit of an address is in nobody's way. */
  readonly address?: string;
}

/** Asks the Worker under test, through its own `fetch`. A body makes it a POST unless `method` says otherwise. */
export const api = (path: string, request: ApiRequest = {}): Promise<Response> => {
  const {
    token,
    json,
    body = json === undefined ? undefined : JSON.stringify(json),
    address,
    ...rest
  } = request;
  return exports.default.fetch(`https://frontrow.test${path}`, {
    ...(body === undefined ? {} : { method: "POST", body }),
    ...rest,
    headers: {
      "cf-connecting-ip": address ?? newAddress(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    },
  });
};
