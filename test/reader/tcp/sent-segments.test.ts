import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Budget } from '../../../src/reader/tcp/budget.js';
import { MAX_REMEMBERED, SentSegments } from '../../../src/reader/tcp/sent-segments.js';
import { packetOf } from '../../support/segments.js';

/** Segments of 100 bytes from `first` on, one frame each. */
function sent(count: number, first = 0, budget = new Budget(1e9)): SentSegments {
  const segments = new SentSegments(budget);
  for (let i = 0; i < count; i++) segments.add((first + i * 100) | 0, 100, packetOf(i + 1));
  return segments;
}

const frame = (segments: SentSegments, sequence: number) => segments.find(sequence | 0)?.frame ?? null;

describe('finds in which frame a byte was sent first', () => {
  for (const first of [0, 2 ** 31 - 150, -150]) {
    it(`from sequence number ${first} on`, () => {
      const segments = sent(4, first);
      const found = [-1, 0, 99, 100, 250, 399, 400].map((offset) => frame(segments, first + offset));
      assert.deepEqual(found, [null, 1, 1, 2, 3, 4, null]);
    });
  }
  it('where segments came in another order', () => {
    const segments = new SentSegments(new Budget(100));
    for (const [i, start] of [0, 300, 100, 200].entries()) segments.add(start, 100, packetOf(i + 1));
    assert.deepEqual(
      [0, 150, 250, 350].map((sequence) => frame(segments, sequence)),
      [1, 3, 4, 2],
    );
  });
  it('but not in a hole', () => {
    const segments = new SentSegments(new Budget(100));
    segments.add(0, 100, packetOf(1));
    segments.add(200, 100, packetOf(2));
    assert.equal(frame(segments, 150), null);
  });
});

describe('remembers the newest', () => {
  it('of a long stream', () => {
    const segments = sent(10 * MAX_REMEMBERED);
    assert.equal(frame(segments, 0), null);
    assert.equal(
      frame(segments, (10 * MAX_REMEMBERED - MAX_REMEMBERED / 2) * 100),
      10 * MAX_REMEMBERED - MAX_REMEMBERED / 2 + 1,
    );
  });
  it('as many as the budget allows, and gives it back', () => {
    const budget = new Budget(20);
    const segments = sent(100, 0, budget);
    assert.equal(frame(segments, 9900), 100);
    assert.equal(frame(segments, 0), null);
    assert.ok(!budget.take(13));
    segments.clear();
    assert.equal(frame(segments, 9900), null);
    assert.ok(budget.take(20));
  });
  it('none without a budget', () => {
    assert.equal(frame(sent(3, 0, new Budget(0)), 0), null);
  });
});
