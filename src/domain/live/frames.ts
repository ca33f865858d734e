import type { Availability, AvailabilityChanges } from "../box-office/contract.ts";
import { seatStatuses } from "../box-office/contract.ts";

/**
 * The binary frames of the live seat map, the same from the box office, through whatever stands between, to the page.
 * Little-endian throughout.
 *
 *     snapshot  u8 1 · u8 version · u16 categories · u32 seats · f64 sequence · 32 bytes seat map hash ·
 *               u32 available, a category · two bits a seat (seat 0 in the lowest bits of the first byte)
 *     changes   u8 2 · u8 version · u16 0 · u32 count · f64 since · f64 sequence · u32 (seat number × 4 + status), a change
 *
 * `changes` leads from `since` to `sequence` and says each seat as it is at `sequence`. A viewer at its own number n passes by
 * what it has (`sequence` ≤ n), has missed something when `since` > n, and asks for a snapshot then; else it takes the changes.
 */
export type LiveFrame = Availability | AvailabilityChanges;

const version = 1;
const kinds = { snapshot: 1, changes: 2 } as const;
const snapshotHeader = 48;
const changesHeader = 24;

export const encodeFrame = (frame: LiveFrame): Uint8Array =>
  frame.kind === "snapshot" ? encodeSnapshot(frame) : encodeChanges(frame);

const encodeSnapshot = (frame: Availability): Uint8Array => {
  const categories = frame.availableByCategory.length;
  const bytes = new Uint8Array(snapshotHeader + categories * 4 + frame.packed.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = kinds.snapshot;
  bytes[1] = version;
  view.setUint16(2, categories, true);
  view.setUint32(4, frame.seatCount, true);
  view.setFloat64(8, frame.sequence, true);
  for (let i = 0; i < 32; i++)
    bytes[16 + i] = Number.parseInt(frame.seatMapHash.slice(i * 2, i * 2 + 2), 16) || 0;
  frame.availableByCategory.forEach((count, i) => {
    view.setUint32(snapshotHeader + i * 4, count, true);
  });
  bytes.set(frame.packed, snapshotHeader + categories * 4);
  return bytes;
};

const encodeChanges = ({ since, sequence, changes }: AvailabilityChanges): Uint8Array => {
  const bytes = new Uint8Array(changesHeader + changes.length * 4);
  const view = new DataView(bytes.buffer);
  bytes[0] = kinds.changes;
  bytes[1] = version;
  view.setUint32(4, changes.length, true);
  view.setFloat64(8, since, true);
  view.setFloat64(16, sequence, true);
  changes.forEach(({ seatNo, status }, i) => {
    view.setUint32(changesHeader + i * 4, seatNo * 4 + seatStatuses.indexOf(status), true);
  });
  return bytes;
};

/** Throws a RangeError on what is no frame of this version. */
export const decodeFrame = (bytes: Uint8Array): LiveFrame => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[1] !== version) throw new RangeError(`frame version ${bytes[1]} is not ${version}`);
  if (bytes[0] === kinds.snapshot) {
    const categories = view.getUint16(2, true);
    const hash = Array.from(bytes.subarray(16, 48), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return {
      kind: "snapshot",
      sequence: view.getFloat64(8, true),
      seatMapHash: hash,
      seatCount: view.getUint32(4, true),
      availableByCategory: Array.from({ length: categories }, (_, i) =>
        view.getUint32(snapshotHeader + i * 4, true),
      ),
      packed: bytes.slice(snapshotHeader + categories * 4),
    };
  }
  if (bytes[0] === kinds.changes) {
    const count = view.getUint32(4, true);
    const changes = Array.from({ length: count }, (_, i) => {
      const word = view.getUint32(changesHeader + i * 4, true);
      return { seatNo: word >>> 2, status: seatStatuses[(word & 3) as 0 | 1 | 2 | 3] };
    });
    return { kind: "changes", since: view.getFloat64(8, true), sequence: view.getFloat64(16, true), changes };
  }
  throw new RangeError(`a frame of kind ${bytes[0]} is not known`);
};

/** Packs a status a seat into two bits a seat. */
export const packStatuses = (statuses: Uint8Array): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(statuses.length / 4));
  for (let i = 0; i < statuses.length; i++) {
    const at = i >> 2;
    packed[at] = (packed[at] ?? 0) | ((statuses[i] ?? 0) << ((i & 3) * 2));
  }
  return packed;
};

export const statusIn = (packed: Uint8Array, seatNo: number): (typeof seatStatuses)[number] =>
  seatStatuses[(((packed[seatNo >> 2] ?? 0) >> ((seatNo & 3) * 2)) & 3) as 0 | 1 | 2 | 3];
