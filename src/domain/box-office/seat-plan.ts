import { type SeatMap, seatFlags } from "../seat-map/seat-map.ts";

/**
 * What the box office needs of a seat map, as columns of numbers: 14 bytes a seat, so 60,000 seats are 840 kB and are awake as
 * soon as they are read. The labels are text that is taken apart when the first is asked for. Guids stay in Postgres.
 */
export interface SeatPlan {
  readonly seatCount: number;
  readonly categoryCount: number;
  readonly focalPoint: { readonly x: number; readonly y: number };
  readonly sections: readonly { readonly name: string; readonly generalAdmission: boolean }[];
  /** As printed: "12", "AA". */
  readonly rowLabels: readonly string[];
  /** As printed: "7"; empty in general admission. */
  readonly labelOf: (seatNo: number) => string;
  /** Section of each row. */
  readonly rowSection: Uint16Array;
  readonly row: Uint16Array;
  /** Neighbours share a row and differ by one. */
  readonly place: Uint16Array;
  readonly category: Uint8Array;
  readonly flags: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export const seatPlanOf = (map: SeatMap): SeatPlan => ({
  seatCount: map.seats.guid.length,
  categoryCount: map.categories.length,
  focalPoint: map.focalPoint,
  sections: map.sections.map(({ name, generalAdmission }) => ({ name, generalAdmission })),
  rowLabels: map.rows.map(({ label }) => label),
  labelOf: (seatNo) => map.seats.label[seatNo] ?? "",
  rowSection: Uint16Array.from(map.rows, (row) => row.section),
  row: Uint16Array.from(map.seats.row),
  place: Uint16Array.from(map.seats.place),
  category: Uint8Array.from(map.seats.category),
  flags: Uint8Array.from(map.seats.flags),
  x: Float32Array.from(map.seats.x),
  y: Float32Array.from(map.seats.y),
});

export const sectionOf = (plan: SeatPlan, seatNo: number): number =>
  plan.rowSection[plan.row[seatNo] ?? 0] ?? 0;

export const isRemoved = (plan: SeatPlan, seatNo: number): boolean =>
  ((plan.flags[seatNo] ?? 0) & seatFlags.removed) !== 0;

export const isAccessible = (plan: SeatPlan, seatNo: number): boolean =>
  ((plan.flags[seatNo] ?? 0) & seatFlags.accessible) !== 0;

interface PlanHeader {
  readonly seatCount: number;
  readonly rowLabels: readonly string[];
  /** Of the labels, in bytes. */
  readonly labelsLength: number;
  readonly categoryCount: number;
  readonly focalPoint: { readonly x: number; readonly y: number };
  readonly sections: readonly { readonly name: string; readonly generalAdmission: boolean }[];
}

/**
 * Little-endian: header length (u32), header (JSON, padded to 4 bytes), then the columns, the widest first so that each is aligned,
 * then the labels, one a line.
 */
export const encodeSeatPlan = (plan: SeatPlan): Uint8Array => {
  const { seatCount, categoryCount, focalPoint, sections, rowLabels } = plan;
  const lines = Array.from({ length: seatCount }, (_, seatNo) => plan.labelOf(seatNo).replaceAll("\n", " "));
  const labels = new TextEncoder().encode(lines.join("\n"));
  const header: PlanHeader = {
    seatCount,
    rowLabels,
    labelsLength: labels.length,
    categoryCount,
    focalPoint,
    sections,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const columns = [plan.x, plan.y, plan.row, plan.place, plan.rowSection, plan.category, plan.flags, labels];
  const start = 4 + Math.ceil(text.length / 4) * 4;
  const bytes = new Uint8Array(columns.reduce((length, column) => length + column.byteLength, start));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let offset = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  return bytes;
};

/** Views into a copy of `bytes`, so that the caller's buffer can go. */
export const decodeSeatPlan = (bytes: Uint8Array): SeatPlan => {
  const copy = bytes.slice();
  const textLength = new DataView(copy.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + textLength))) as PlanHeader;
  const { seatCount, rowLabels } = header;
  const rowCount = rowLabels.length;
  let offset = 4 + Math.ceil(textLength / 4) * 4;
  const take = (byteLength: number): [ArrayBuffer, number, number] => {
    const at = offset;
    offset += byteLength;
    return [copy.buffer, at, byteLength];
  };
  const floats = (): Float32Array => {
    const [buffer, at] = take(seatCount * 4);
    return new Float32Array(buffer, at, seatCount);
  };
  const shorts = (count: number): Uint16Array => {
    const [buffer, at] = take(count * 2);
    return new Uint16Array(buffer, at, count);
  };
  const octets = (): Uint8Array => {
    const [buffer, at] = take(seatCount);
    return new Uint8Array(buffer, at, seatCount);
  };
  const plan = {
    seatCount,
    categoryCount: header.categoryCount,
    focalPoint: header.focalPoint,
    sections: header.sections,
    rowLabels,
    x: floats(),
    y: floats(),
    row: shorts(seatCount),
    place: shorts(seatCount),
    rowSection: shorts(rowCount),
    category: octets(),
    flags: octets(),
  };
  const text = copy.subarray(offset, offset + header.labelsLength);
  let labels: readonly string[] | undefined;
  const labelOf = (seatNo: number): string => {
    labels ??= new TextDecoder().decode(text).split("\n");
    return labels[seatNo] ?? "";
  };
  return { ...plan, labelOf };
};
