import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Joiner, MIN_CHUNK_BYTES } from '../../../src/reader/capture/joiner.js';

test('gives back what it was given, in chunks of the minimum size at least', () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: MIN_CHUNK_BYTES * 2 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const joiner = new Joiner();
      const pieces = lengths.map((length, i) => Buffer.alloc(length, i + 1));
      const chunks: Buffer[] = [];
      for (const piece of pieces) {
        const chunk = joiner.add(piece);
        if (chunk === null) continue;
        assert.ok(chunk.length >= MIN_CHUNK_BYTES);
        chunks.push(chunk);
      }
      const rest = joiner.rest();
      if (rest !== null) chunks.push(rest);
      // Compared at the end: a chunk must not change when the next is made.
      assert.ok(Buffer.concat(chunks).equals(Buffer.concat(pieces)));
      assert.equal(joiner.rest(), null);
    }),
    { numRuns: 50 },
  );
});

test('a large piece is passed on as it is', () => {
  const piece = Buffer.alloc(MIN_CHUNK_BYTES);
  assert.equal(new Joiner().add(piece), piece);
});
