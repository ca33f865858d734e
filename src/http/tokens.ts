import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from "jose";
import { type FanId, idPatterns, newFanId, type OrganizationId } from "../domain/ids.ts";
import { Unavailable } from "../domain/unavailable.ts";
import { HttpProblem } from "./problem.ts";

/**
 * Who asks, as a signed token says. Every kind has a `typ` of its own, so that one can not be passed for another
 * (RFC 8725, 3.11), and its algorithm is fixed here, never read from the token.
 */
export type Bearer = {
  readonly fanId: FanId;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
} & ({ readonly kind: "fan" } | { readonly kind: "organizer"; readonly organizationId: OrganizationId });

export interface Tokens {
  /** A guest: a new fan with a token that is good for `guestTokenSeconds`. */
  issueGuest(): Promise<{ readonly token: string; readonly fanId: FanId; readonly expiresAt: number }>;
  /** Throws `token_invalid` or `token_expired`, and `Unavailable` while an outside issuer can not be asked for its keys. */
  verify(token: string): Promise<Bearer>;
  /** Only an operator's own kind of token passes, and only soon after it was signed. Throws as `verify` does. */
  verifyOperator(token: string): Promise<void>;
}

export interface TokenSettings {
  /** 32 bytes or more, base64url. */
  readonly secret: string;
  readonly outside: { readonly jwksUrl: string; readonly issuer: string; readonly audience: string } | null;
}

export const tokenTypes = {
  fan: "frontrow-fan+jwt",
  organizer: "frontrow-organizer+jwt",
  operator: "frontrow-operator+jwt",
} as const;
const issuer = "frontrow";
/** An operator's command signs one for each request; whatever a token says of itself, it is not taken for longer. */
export const operatorTokenSeconds = 300;
export const guestTokenSeconds = 30 * 24 * 3600;

/** In a token of an outside issuer, the claim that names the organization of an organizer. */
export const organizationClaim = "frontrow_organization";

const keyOf = (secret: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(secret.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
    c.charCodeAt(0),
  );
  if (bytes.length < 32) throw new Error("TOKEN_SECRET must be at least 32 bytes in base64url");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
};

/** `audience` is the kind of token as well; `seconds` how long it is good for. */
export const signToken = async (
  secret: string,
  kind: keyof typeof tokenTypes,
  claims: JWTPayload & { readonly sub: string },
  seconds: number,
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: tokenTypes[kind] })
    .setIssuer(issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(await keyOf(secret));
};

// A fan asks many times with one token: what was verified once is known until it ends. Bounded, the oldest leaves first.
const knownTokens = 10_000;

export const createTokens = ({ secret, outside }: TokenSettings): Tokens => {
  let key: Promise<CryptoKey> | undefined;
  const outsideKeys = outside ? createRemoteJWKSet(new URL(outside.jwksUrl)) : undefined;
  const known = new Map<string, Bearer>();

  const payloadOf = async (
    token: string,
    kind: keyof typeof tokenTypes,
    more: JWTVerifyOptions = {},
  ): Promise<JWTPayload> => {
    key ??= keyOf(secret);
    const { payload } = await jwtVerify(token, await key, {
      algorithms: ["HS256"],
      typ: tokenTypes[kind],
      issuer,
      requiredClaims: ["sub", "exp"],
      ...more,
    });
    return payload;
  };

  const verifyOwn = async (token: string, kind: Bearer["kind"]): Promise<Bearer> => {
    const payload = await payloadOf(token, kind);
    return bearerOf(payload.sub ?? "", payload, kind === "organizer" ? payload.org : undefined);
  };

  const verifyOutside = async (token: string): Promise<Bearer> => {
    if (!outside || !outsideKeys)
      throw new HttpProblem("token_invalid", "This issuer's tokens are not accepted here.");
    const { payload } = await jwtVerify(token, outsideKeys, {
      algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
      issuer: outside.issuer,
      audience: outside.audience,
      requiredClaims: ["sub", "exp"],
    }).catch((error: unknown) => {
      if (isOfTheToken(error)) throw error;
      throw new Unavailable("the token's issuer could not be asked for its keys", { cause: error });
    });
    // The prefix keeps an outside subject from ever being one of our guests.
    return bearerOf(`ext_${payload.sub}`, payload, payload[organizationClaim]);
  };

  return {
    async issueGuest() {
      const fanId = newFanId((length) => crypto.getRandomValues(new Uint8Array(length)));
      const token = await signToken(secret, "fan", { sub: fanId }, guestTokenSeconds);
      return { token, fanId, expiresAt: Date.now() + guestTokenSeconds * 1000 };
    },

    async verify(token) {
      const before = known.get(token);
      if (before && before.expiresAt > Date.now()) return before;
      const { alg, typ } = headerOf(token);
      const kind = typ === tokenTypes.organizer ? "organizer" : "fan";
      try {
        const bearer = alg === "HS256" ? await verifyOwn(token, kind) : await verifyOutside(token);
        if (known.size >= knownTokens) known.delete(known.keys().next().value ?? "");
        known.set(token, bearer);
        return bearer;
      } catch (error) {
        throw problemOfToken(error, "The token has expired; ask POST /session for another.");
      }
    },

    async verifyOperator(token) {
      try {
        await payloadOf(token, "operator", { maxTokenAge: operatorTokenSeconds });
      } catch (error) {
        throw problemOfToken(error, "The token has expired; sign another.");
      }
    },
  };
};

const latestDate = 8.64e15;

const bearerOf = (fanId: FanId, { exp = 0 }: JWTPayload, organization: unknown): Bearer => {
  // An issuer may say any number of seconds; later than this there is no date.
  const expiresAt = Math.min(exp * 1000, latestDate);
  if (typeof organization === "string" && idPatterns.organization.test(organization))
    return { kind: "organizer", fanId, expiresAt, organizationId: organization as OrganizationId };
  return { kind: "fan", fanId, expiresAt };
};

const problemOfToken = (error: unknown, ifExpired: string): unknown => {
  if (error instanceof errors.JWTExpired) return new HttpProblem("token_expired", ifExpired);
  return isOfTheToken(error) ? notOurs() : error;
};

const notOurs = (): HttpProblem =>
  new HttpProblem("token_invalid", "The token is not one of ours, or was changed.");

const headerOf = (token: string) => {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw notOurs();
  }
};

const faultsOfTokens = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/** What else goes wrong is the issuer's, or ours: a good token would fare no better. */
const isOfTheToken = (error: unknown): boolean => faultsOfTokens.some((Fault) => error instanceof Fault);
