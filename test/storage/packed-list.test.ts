import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../../src/storage/codec.js';
import { PackedList } from '../../src/storage/packed-list.js';
import { PlainCodec } from '../../src/storage/plain.js';

const FIELD = fc.string({ maxLength: 5 }).filter((name) => name !== '__proto__');

/** What JSON can say, lone surrogates and numbers of all sizes included. */
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      0.1,
      -0,
      2 ** 53,
      -(2 ** 53),
      1e300,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom('USER', '230 Login successful.', '报告', '\ud800', '\u00ff', ''),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(FIELD, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('plain data', () => {
  it('is the same after packing, whatever was packed before', () => {
    const codec = new PlainCodec();
    fc.assert(
      fc.property(plain, (value) => {
        const writer = new ByteWriter();
        codec.write(value, writer);
        const reader = new ByteReader(writer.bytes, 0);
        assert.deepEqual(codec.read(reader), value instanceof Object ? structuredClone(value) : value);
        assert.equal(reader.at, writer.used);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
  it('keeps the order of fields, and those that are undefined', () => {
    const codec = new PlainCodec();
    const writer = new ByteWriter();
    codec.write({ b: 1, a: undefined }, writer);
    assert.deepEqual(Object.entries(codec.read(new ByteReader(writer.bytes, 0)) as object), [
      ['b', 1],
      ['a', undefined],
    ]);
  });
  it('is no function', () => assert.throws(() => new PlainCodec().write(() => 1, new ByteWriter()), TypeError));
});

describe('a packed list', () => {
  const element = (id: number) => ({ id, text: `session ${id}`, parts: [{ id }], none: null });
  const lists = [10, 100].map((most) => {
    const list = new PackedList<ReturnType<typeof element>>(most);
    for (let id = 0; id < 50; id++) list.push(element(id));
    return list.toArray();
  });
  const expected = Array.from({ length: 50 }, (_, id) => element(id));
  for (const [n, array] of lists.entries()) {
    describe(n === 0 ? 'that is long' : 'that is short', () => {
      it('is an array', () => {
        assert.ok(Array.isArray(array));
        assert.equal(array.length, 50);
        assert.equal(array[50], undefined);
        assert.equal(array.at(-1)?.id, 49);
      });
      it('can be walked', () => assert.deepEqual([...array], expected));
      it('has the methods of an array', () => {
        assert.deepEqual(
          array.map(({ id }) => id),
          expected.map(({ id }) => id),
        );
        assert.deepEqual(
          array.filter(({ id }) => id % 10 === 0).map(({ text }) => text),
          ['session 0', 'session 10', 'session 20', 'session 30', 'session 40'],
        );
        assert.equal(
          array.some(({ id }) => id === 33),
          true,
        );
        assert.equal(array.flatMap(({ parts }) => parts).length, 50);
        assert.deepEqual(array.slice(48), expected.slice(48));
        assert.equal(array.findLast(({ id }) => id < 20)?.id, 19);
        assert.deepEqual([...array.entries()].at(7), [7, expected[7]]);
      });
      it('is JSON', () => assert.equal(JSON.stringify({ array }), JSON.stringify({ array: expected })));
    });
  }
  it('cannot be written to when it is long', () => {
    assert.throws(() => (lists[0] as unknown[]).push(1), TypeError);
    assert.throws(() => (lists[0] as unknown[]).sort(), TypeError);
  });
});
