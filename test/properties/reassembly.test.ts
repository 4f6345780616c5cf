/** Any order, repetition, overlap and splitting of a stream gives the stream; what was removed is a gap, exactly. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pattern } from '../../fixtures/forge/bytes.js';
import { Assembler } from '../../src/reader/tcp/assembler.js';
import { SegmentLog } from '../../src/reader/tcp/segment-log.js';
import { advance } from '../../src/reader/tcp/sequence.js';
import { reassemble, type StreamPiece } from '../../src/reader/tcp/stream.js';
import { check } from '../support/property.js';
import { A, B, packetOf, segmentOf } from '../support/segments.js';

/** Offsets of a segment within the stream: `[from, to)`. */
type Range = readonly [number, number];

/** Initial sequence numbers, the edges of the signed and unsigned space more often. */
const initial = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: -400, max: 0 }),
  fc.integer({ min: 2 ** 31 - 400, max: 2 ** 31 - 1 }),
);

const LENGTH = 300;
const length = fc.integer({ min: 1, max: LENGTH });
const range = (size: number) =>
  fc
    .tuple(fc.nat({ max: size - 1 }), fc.integer({ min: 1, max: 80 }))
    .map(([from, bytes]): Range => [from, Math.min(size, from + bytes)]);

/** Segments that cover the whole stream, with others over them, in any order. */
const covering = length.chain((size) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: LENGTH }), { maxLength: 30 }),
      fc.array(range(size), { maxLength: 30 }),
    )
    .chain(([places, extra]) => {
      const edges = [0, ...places.filter((place) => place < size).sort((a, b) => a - b), size];
      const whole = edges.slice(1).map((to, i): Range => [edges[i] ?? 0, to]);
      const all = [...whole, ...extra];
      return fc.shuffledSubarray(all, { minLength: all.length }).map((ranges) => ({ size, ranges }));
    }),
);

/** Segments of a stream, some of it in none of them. */
const partial = length.chain((size) =>
  fc.array(range(size), { minLength: 1, maxLength: 20 }).map((ranges) => ({ size, ranges })),
);

function logOf(stream: Uint8Array, ranges: readonly Range[], first: number): SegmentLog {
  const log = new SegmentLog();
  for (const [i, [from, to]] of ranges.entries()) {
    const segment = segmentOf(A, B, { sequence: advance(first, from), bytes: stream.subarray(from, to) });
    log.append(0, segment, packetOf(i + 1));
  }
  return log;
}

function assemblerOf(ranges: readonly Range[], first: number) {
  const assembler = new Assembler(first);
  const fresh = ranges.map(([from, to], i) =>
    assembler.add(advance(first, from), to - from, { frame: i + 1, seconds: 0, nanoseconds: 0 }),
  );
  return { assembler, fresh: fresh.reduce((sum, bytes) => sum + bytes, 0) };
}

/** For each byte the frame of the first segment that carries it; 0 where none does. */
function frames(size: number, ranges: readonly Range[]): number[] {
  return Array.from({ length: size }, (_, at) => 1 + ranges.findIndex(([from, to]) => from <= at && at < to));
}

/** The same from the pieces; a difference of overlapping copies is none here. */
function framesOf(pieces: readonly StreamPiece[]): number[] {
  return pieces.flatMap((piece) => {
    assert.notEqual(piece.kind, 'overlap-differs');
    if (piece.kind === 'data') return new Array<number>(piece.bytes.length).fill(piece.frame);
    return piece.kind === 'gap' ? new Array<number>(piece.length).fill(0) : [];
  });
}

function bytesOf(pieces: readonly StreamPiece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (piece.kind === 'data' ? piece.bytes : Buffer.alloc(0))));
}

describe('a stream in any order, repetition, overlap and splitting', () => {
  it('is put together again', () =>
    check(
      fc.property(covering, initial, ({ size, ranges }, first) => {
        const stream = pattern(size);
        const pieces = reassemble(logOf(stream, ranges, first), [
          { first, end: advance(first, size) },
          { first: null, end: null },
        ]);
        assert.deepEqual(framesOf(pieces), frames(size, ranges));
        assert.deepEqual(bytesOf(pieces), Buffer.from(stream));
      }),
    ));
  it('is put together again when the SYN was not seen', () =>
    check(
      fc.property(covering, initial, ({ size, ranges }, first) => {
        const unknown = { first: null, end: null };
        const pieces = reassemble(logOf(pattern(size), ranges, first), [unknown, unknown]);
        assert.deepEqual(bytesOf(pieces), Buffer.from(pattern(size)));
      }),
    ));
  it('is counted once', () =>
    check(
      fc.property(covering, initial, ({ size, ranges }, first) => {
        const { assembler, fresh } = assemblerOf(ranges, first);
        assert.deepEqual([assembler.seen, fresh, assembler.holes()], [size, size, []]);
        assert.equal(assembler.next, advance(first, size));
      }),
    ));
});

describe('a stream that lacks parts', () => {
  it('has gaps there and nowhere else', () =>
    check(
      fc.property(partial, initial, ({ size, ranges }, first) => {
        const stream = pattern(size);
        const pieces = reassemble(logOf(stream, ranges, first), [
          { first, end: advance(first, size) },
          { first: null, end: null },
        ]);
        const expected = frames(size, ranges);
        assert.deepEqual(framesOf(pieces), expected);
        assert.deepEqual(bytesOf(pieces), Buffer.from(stream.filter((_, at) => expected[at] !== 0)));
        const gaps = pieces.filter(({ kind }) => kind === 'gap').length;
        const runs = expected.filter((frame, at) => frame === 0 && expected[at - 1] !== 0).length;
        assert.equal(gaps, runs, 'one gap a hole');
      }),
    ));
  it('has the holes counted', () =>
    check(
      fc.property(partial, initial, ({ size, ranges }, first) => {
        const { assembler, fresh } = assemblerOf(ranges, first);
        const expected = frames(size, ranges);
        const last = expected.findLastIndex((frame) => frame > 0) + 1;
        const seen = expected.filter((frame) => frame > 0).length;
        const missing = assembler.holes().reduce((sum, { bytes }) => sum + bytes, 0);
        assert.deepEqual([assembler.seen, fresh, missing], [seen, seen, last - seen]);
        assert.equal(assembler.top, advance(first, last));
      }),
    ));
});

describe('both directions together', () => {
  const sides = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 20 })), { maxLength: 40 });
  it('keep the order of capture when nothing is out of order', () =>
    check(
      fc.property(sides, fc.tuple(initial, initial), (turns, first) => {
        const log = new SegmentLog();
        const sent = [0, 0];
        for (const [i, [direction, bytes]] of turns.entries()) {
          const at = direction as 0 | 1;
          const fields = { sequence: advance(first[at], sent[at] ?? 0), bytes: pattern(bytes, i) };
          log.append(at, segmentOf(A, B, fields), packetOf(i + 1));
          sent[at] = (sent[at] ?? 0) + bytes;
        }
        const bounds = first.map((sequence) => ({ first: sequence, end: null }));
        const pieces = reassemble(log, [bounds[0] ?? { first: 0, end: null }, bounds[1] ?? { first: 0, end: null }]);
        assert.deepEqual(
          pieces.map(({ direction, frame }) => [direction, frame]),
          turns.map(([direction], i) => [direction, i + 1]),
        );
      }),
    ));
  it('are delivered in an order that never goes back', () =>
    check(
      fc.property(covering, covering, initial, (a, b, first) => {
        const log = new SegmentLog();
        for (let i = 0; i < Math.max(a.ranges.length, b.ranges.length); i++) {
          for (const [direction, side] of [a, b].entries()) {
            const [from, to] = side.ranges[i] ?? [0, 0];
            if (to === 0) continue;
            const fields = { sequence: advance(first, from), bytes: pattern(side.size).subarray(from, to) };
            log.append(direction as 0 | 1, segmentOf(A, B, fields), packetOf(log.size + 1));
          }
        }
        const pieces = reassemble(log, [
          { first, end: null },
          { first, end: null },
        ]);
        const delivered = pieces.map(({ deliveredFrame }) => deliveredFrame);
        assert.deepEqual(
          delivered,
          [...delivered].sort((x, y) => x - y),
        );
        for (const piece of pieces) assert.ok(piece.frame <= piece.deliveredFrame);
      }),
      200,
    ));
});
