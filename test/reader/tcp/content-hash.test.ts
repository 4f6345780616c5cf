/** The hash of a stream is that of its bytes, however they were cut, ordered and repeated. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pattern } from '../../../fixtures/forge/bytes.js';
import { Budget } from '../../../src/reader/tcp/budget.js';
import { ContentHash, HEAD_BYTES } from '../../../src/reader/tcp/content-hash.js';
import { MAX_HELD } from '../../../src/reader/tcp/held-bytes.js';
import { advance } from '../../../src/reader/tcp/sequence.js';
import { check } from '../../support/property.js';
import { A, B, segmentOf } from '../../support/segments.js';

const BUDGET = 2 * MAX_HELD;

/** Sequence numbers of the first byte; those before the wrap-around more often. */
const initial = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -400, max: 0 }));

type Range = readonly [number, number];

/** Pieces that cover a stream, and others over them, in any order. */
const covering = fc.integer({ min: 1, max: 400 }).chain((size) => {
  const range = fc
    .tuple(fc.nat({ max: size - 1 }), fc.integer({ min: 1, max: 90 }))
    .map(([from, length]): Range => [from, Math.min(size, from + length)]);
  return fc
    .tuple(fc.array(fc.nat({ max: size }), { maxLength: 25 }), fc.array(range, { maxLength: 25 }))
    .chain(([places, extra]) => {
      const edges = [0, ...places.sort((a, b) => a - b), size];
      const whole = edges.slice(1).map((to, i): Range => [edges[i] ?? 0, to]);
      const all = [...whole, ...extra];
      return fc.shuffledSubarray(all, { minLength: all.length }).map((ranges) => ({ size, ranges }));
    });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hashOf(stream: Uint8Array, ranges: readonly Range[], first: number, budget = new Budget(BUDGET)): ContentHash {
  const hash = new ContentHash(first, budget);
  for (const [from, to] of ranges) {
    hash.receive(advance(first, from), segmentOf(A, B, { bytes: stream.subarray(from, to) }));
  }
  hash.end(advance(first, stream.length));
  return hash;
}

function isWholeAgain(budget: Budget): boolean {
  return budget.take(BUDGET);
}

describe('any cutting, order and repetition', () => {
  it('gives the hash of the stream, its first bytes, and all memory back', () =>
    check(
      fc.property(covering, initial, ({ size, ranges }, first) => {
        const stream = pattern(size);
        const budget = new Budget(BUDGET);
        const { sha256: hash, missing, head } = hashOf(stream, ranges, first, budget);
        assert.deepEqual([hash, missing], [sha256(stream), null]);
        assert.equal(head, Buffer.from(stream.subarray(0, HEAD_BYTES)).toString('hex'));
        assert.ok(isWholeAgain(budget));
      }),
    ));
  it('gives none where a byte is missing', () =>
    check(
      fc.property(covering, initial, fc.nat(), ({ size, ranges }, first, place) => {
        const lost = place % size;
        const without = ranges.filter(([from, to]) => lost < from || lost >= to);
        assert.equal(hashOf(pattern(size), without, first).sha256, null);
      }),
    ));
});

it('the first copy of a byte counts', () => {
  const hash = new ContentHash(0, new Budget(BUDGET));
  const send = (start: number, text: string) => hash.receive(start, segmentOf(A, B, { bytes: Buffer.from(text) }));
  send(3, 'DE');
  send(1, 'bcdefg');
  send(0, 'aX');
  send(0, 'zzzzzzz');
  hash.end(7);
  assert.equal(hash.sha256, sha256(Buffer.from('aXcDEfg')));
});

it('bytes that the snap length cut off leave no hash, but the first bytes', () => {
  const hash = new ContentHash(0, new Budget(BUDGET));
  hash.receive(0, segmentOf(A, B, { bytes: Buffer.from('PK'), payloadLength: 1000 }));
  hash.receive(1000, segmentOf(A, B, { bytes: Buffer.from('more') }));
  hash.end(1004);
  assert.deepEqual([hash.sha256, hash.missing, hash.head], [null, 'cut', '504b']);
});

it('a cut copy of bytes that are there does no harm', () => {
  const hash = new ContentHash(0, new Budget(BUDGET));
  hash.receive(0, segmentOf(A, B, { bytes: Buffer.from('whole') }));
  hash.receive(0, segmentOf(A, B, { bytes: Buffer.from('wh'), payloadLength: 5 }));
  hash.end(5);
  assert.equal(hash.sha256, sha256(Buffer.from('whole')));
});

describe('bytes behind a hole are held up to a bound', () => {
  const bytes = pattern(65_536);
  const rows = [
    { title: 'of one stream', budget: BUDGET, segments: MAX_HELD / 65_536 + 1, size: 65_536 },
    { title: 'of all streams together', budget: 200_000, segments: 4, size: 65_536 },
    { title: 'of pieces', budget: BUDGET, segments: 8193, size: 1 },
  ];
  for (const { title, budget: amount, segments, size } of rows) {
    it(title, () => {
      const budget = new Budget(amount);
      const hash = new ContentHash(0, budget);
      let held = 0;
      for (; held < segments && hash.missing === null; held++) {
        hash.receive((segments - held) * size + 1, segmentOf(A, B, { bytes: bytes.subarray(0, size) }));
      }
      assert.equal(hash.missing, 'bound');
      // What a piece costs besides its bytes counts too.
      assert.ok(held >= segments - 2, `${held} segments`);
      hash.receive(0, segmentOf(A, B, { bytes: bytes.subarray(0, 1) }));
      hash.end(1);
      assert.equal(hash.sha256, null);
      assert.ok(budget.take(amount));
    });
  }
});

it('without a SYN nobody knows where the stream begins', () => {
  const hash = new ContentHash(null, new Budget(BUDGET));
  hash.receive(0, segmentOf(A, B, { bytes: pattern(10) }));
  hash.end(10);
  assert.deepEqual([hash.sha256, hash.missing, hash.head], [null, 'start', '']);
});
