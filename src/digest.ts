import { createHash } from "node:crypto";

/** SHA-256, without a trip through the event loop. */
export const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();
