import fc from "fast-check";
import { expect, test } from "vitest";
import { seatStatuses } from "../../../src/domain/box-office/contract.ts";
import { decideHold } from "../../../src/domain/box-office/decide-hold.ts";
import { Feed } from "../../../src/domain/box-office/feed.ts";
import { decodeFrame, encodeFrame, packStatuses, statusIn } from "../../../src/domain/live/frames.ts";
import { chooseSeats, PaperOffice } from "../../support/box-office.ts";

test("a frame read is the frame that was written", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 50, max: 3 }),
      fc.array(fc.record({ seatNo: fc.nat({ max: 99_999 }), status: fc.constantFrom(...seatStatuses) })),
      fc.nat(),
      (statuses, changes, sequence) => {
        const snapshot = {
          kind: "snapshot" as const,
          sequence,
          seatMapHash: "0f".repeat(32),
          seatCount: statuses.length,
          packed: packStatuses(statuses),
          availableByCategory: [1, 2],
        };
        expect(decodeFrame(encodeFrame(snapshot))).toEqual(snapshot);
        statuses.forEach((status, seatNo) => {
          expect(statusIn(snapshot.packed, seatNo)).toBe(seatStatuses[status as 0 | 1 | 2 | 3]);
        });
        const list = { kind: "changes" as const, since: sequence, sequence: sequence + 1, changes };
        expect(decodeFrame(encodeFrame(list))).toEqual(list);
      },
    ),
  );
});

test("a snapshot of 60,000 seats is 16 KB at most", () => {
  const packed = packStatuses(new Uint8Array(60_000));
  const frame = encodeFrame({
    kind: "snapshot",
    sequence: 1,
    seatMapHash: "00".repeat(32),
    seatCount: 60_000,
    packed,
    availableByCategory: Array(10).fill(6000),
  });
  expect(frame.length).toBeLessThanOrEqual(16 * 1024);
});

test("what is no frame is refused", () => {
  expect(() => decodeFrame(new Uint8Array([9, 1, 0, 0]))).toThrow(RangeError);
  expect(() => decodeFrame(new Uint8Array([1, 2, 0, 0]))).toThrow(RangeError);
});

test("snapshot and changes lead every viewer to the same seats, wherever it starts", () => {
  const office = new PaperOffice({ rows: [12] }, { maxTicketsPerOrder: 12 });
  const feed = new Feed(7);
  const frames: ReturnType<Feed["nextFrame"]>[] = [];
  const hold = (seatNo: number) => {
    office.do((book, now) =>
      decideHold(book, chooseSeats(office.eventId, `fan${seatNo}`, [seatNo]), null, now, () => 0),
    );
    feed.advance();
  };
  hold(1);
  const snapshot = feed.snapshot(office.book, "");
  hold(2);
  // One frame for both: it starts before the snapshot and ends after it, and can be taken all the same.
  frames.push(feed.nextFrame(office.book));
  hold(3);
  frames.push(feed.nextFrame(office.book));
  let sequence = snapshot.sequence;
  const seats = Array.from({ length: 12 }, (_, seatNo) => statusIn(snapshot.packed, seatNo));
  for (const frame of frames) {
    if (!frame || frame.sequence <= sequence) continue;
    expect(frame.since).toBeLessThanOrEqual(sequence);
    for (const { seatNo, status } of frame.changes) seats[seatNo] = status;
    sequence = frame.sequence;
  }
  expect(sequence).toBe(10);
  expect(seats.slice(1, 4)).toEqual(["held", "held", "held"]);
  expect(feed.changesSince(8)?.changes).toHaveLength(3);
  expect(feed.changesSince(10)?.changes).toEqual([]);
  expect(feed.changesSince(3)).toBeNull();
});
