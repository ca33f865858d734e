/** What the load process is asked to do; it answers with a `LoadResult`. */
export interface LoadJob {
  readonly over: "http" | "socket";
  readonly port: number;
  readonly work: Work;
  /** Connections, each with one request under way. */
  readonly clients: number;
  readonly seconds: number;
}

export type Work =
  /** The same request again and again. */
  | { readonly kind: "empty"; readonly path: string }
  /** A hold's way through the gateway, to an RPC that does nothing. */
  | { readonly kind: "gateway"; readonly eventId: string; readonly with: "nothing" | "hold" }
  /** Each once. */
  | { readonly kind: "posts"; readonly path: string; readonly posts: readonly Post[] }
  | {
      readonly kind: "hold";
      readonly of: "frontrow" | "peer";
      readonly eventId: string;
      readonly plan: HoldPlan;
    };

export interface Post {
  readonly body: string;
  readonly header?: string;
}

export interface HoldPlan {
  readonly seatCount: number;
  readonly seatsPerHold: number;
}

export interface LoadResult {
  readonly answered: number;
  /** Answers other than 2xx, by status or code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** The seats that were held by the answers. */
  readonly seatsHeld: number;
}

/** A fan of the load: as many holds as the limit of eight tickets an order lets one fan make. */
export const holdsPerFan = (seatsPerHold: number): number => Math.max(1, Math.floor(8 / seatsPerHold));
