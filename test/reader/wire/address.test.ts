import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatAddress, parseAddress } from '../../../src/reader/wire/address.js';

/** RFC 5952, sections 4 and 5: text in, canonical text out. */
const canonical = [
  ['192.168.0.1', '192.168.0.1'],
  ['255.255.255.255', '255.255.255.255'],
  ['0.0.0.0', '0.0.0.0'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:DB8::AbCd', '2001:db8::abcd'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['0:0:0:0:0:0:0:2', '::2'],
  ['fe80:0:0:0:0:0:0:0', 'fe80::'],
  ['::ffff:c0a8:1', '::ffff:192.168.0.1'],
  ['::ffff:192.168.0.1', '::ffff:192.168.0.1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
] as const;

for (const [text, expected] of canonical) {
  test(`${text} is ${expected}`, () => {
    const address = parseAddress(text);
    assert.ok(address);
    assert.equal(formatAddress(address.words, 0, address.version), expected);
  });
}

const wrong = [
  '',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.256',
  '1.2.3.-4',
  '1.2.3.4 ',
  'a.b.c.d',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  'g::',
  '::1.2.3',
  '1.2.3.4::',
  '1:2:3:4:5:6:7:8::',
  'fe80::1%eth0',
  '::1 ',
];

for (const text of wrong) {
  test(`${JSON.stringify(text)} is no address`, () => {
    assert.equal(isIP(text.replace(/%.*/, 'x')), 0);
    assert.equal(parseAddress(text), null);
  });
}

test('words from an offset on', () => {
  const words = Int32Array.of(9, 9, 9, 9, 0x2001_0db8, 0, 0, -1);
  assert.equal(formatAddress(words, 4, 6), '2001:db8::ffff:ffff');
  assert.equal(formatAddress(words, 4, 4), '255.255.255.255');
});

test('every address is read back as it was written', () => {
  const word = fc.oneof(fc.constant(0), fc.integer());
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), (words) => {
      const six = Int32Array.from(words);
      assert.equal(isIP(formatAddress(six, 0, 6)), 6);
      assert.deepEqual(parseAddress(formatAddress(six, 0, 6)), { version: 6, words: six });
      const four = Int32Array.of(0, 0, 0, words[3]);
      assert.deepEqual(parseAddress(formatAddress(four, 0, 4)), { version: 4, words: four });
    }),
  );
});
