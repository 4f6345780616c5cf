import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { ByteReader, ByteWriter } from '../../src/storage/codec.js';
import { PackedList } from '../../src/storage/packed-list.js';
import { PlainCodec } from '../../src/storage/plain.js';
import { edge } from './edge.js';

function element(n: number) {
  return { n, name: `element ${n}`, list: [n, null, 'x'.repeat(n % 90)] };
}

/** What a codec gives back for each value, in order. */
function backAndForth(values: readonly unknown[]): unknown[] {
  const codec = new PlainCodec();
  const writer = new ByteWriter();
  for (const value of values) codec.write(value, writer);
  const reader = new ByteReader(Buffer.from(writer.bytes.subarray(0, writer.used)), 0);
  return values.map(() => codec.read(reader));
}

describe('bounds of storage', () => {
  edge('storage/packed-list.ts MAX_OBJECTS', 'nothing is lost', (most) => {
    const all = Array.from({ length: most + 1 }, (_, n) => element(n));
    const list = new PackedList<ReturnType<typeof element>>();
    for (const each of all.slice(0, most)) list.push(each);
    assert.equal(list.at(0), all[0]);
    list.push(element(most));
    assert.notEqual(list.at(0), all[0]);
    assert.deepEqual([...list], all);
  });
  edge('storage/packed-list.ts MAX_WEIGHT', 'nothing is lost', (most) => {
    const all = [element(1), element(2), element(3)];
    const list = new PackedList<ReturnType<typeof element>>();
    list.push(all[0] as ReturnType<typeof element>, most * 2);
    assert.equal(list.at(0), all[0], 'a single one stays an object');
    for (const each of all.slice(1)) list.push(each, 1);
    assert.notEqual(list.at(0), all[0]);
    assert.deepEqual([...list], all);
  });
  edge('storage/plain.ts MAX_KNOWN_LENGTH', 'nothing is lost', (most) => {
    const texts = [most - 1, most, most + 1].flatMap((length) => Array<string>(4).fill('y'.repeat(length)));
    assert.deepEqual(backAndForth(texts), texts);
  });
  edge('storage/plain.ts MAX_KNOWN', 'nothing is lost', (most) => {
    const texts = Array.from({ length: most + 100 }, (_, n) => Array<string>(3).fill(`text ${n}`)).flat();
    assert.deepEqual(backAndForth(texts), texts);
  });
});
