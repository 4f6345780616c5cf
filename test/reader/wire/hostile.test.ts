import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkDecoder } from '../../../src/reader/wire/link.js';
import { linkTypeName } from '../../../src/reader/wire/link-types.js';
import { ethernet, ipv4, ipv6, tcp, udp } from './build.js';
import { decode } from './decode-one.js';

const supported = Array.from({ length: 300 }, (_, linkType) => linkType).filter(
  (linkType) => linkDecoder(linkType) !== null,
);

test('the supported link types, each with a name', () => {
  assert.deepEqual(
    supported,
    [
      0, 1, 9, 12, 14, 50, 51, 100, 101, 104, 105, 107, 108, 109, 113, 117, 119, 127, 138, 163, 166, 192, 204, 205, 206,
      228, 229, 239, 242, 258, 276,
    ],
  );
  for (const linkType of supported) assert.doesNotMatch(linkTypeName(linkType), /^LINKTYPE_/);
});

test('names', () => {
  assert.deepEqual([1, 113, 276, 127, 12, 249, 9999].map(linkTypeName), [
    'EN10MB',
    'LINUX_SLL',
    'LINUX_SLL2',
    'IEEE802_11_RADIO',
    'RAW',
    'USBPCAP',
    'LINKTYPE_9999',
  ]);
});

/** Whatever the bytes say, a segment lies within what was captured, and its payload was not longer captured than sent. */
function check(linkType: number, bytes: Buffer, originalLength: number): void {
  for (const segment of decode(linkType, [{ bytes, originalLength }]).segments) {
    assert.ok(segment.payloadCaptured >= 0 && segment.payloadCaptured <= bytes.length);
    assert.ok(segment.payloadLength >= segment.payloadCaptured);
    assert.equal(segment.payload.length, segment.payloadCaptured);
    assert.ok(!segment.payload.includes('\xee\xee\xee\xee'));
  }
}

const linkTypes = fc.constantFrom(...supported);
// 0xee stands around the packet, to be found in what is read beyond it.
const byte = fc.integer({ min: 0, max: 255 }).filter((value) => value !== 0xee);

test('random bytes', () => {
  fc.assert(
    fc.property(
      linkTypes,
      fc.array(byte, { maxLength: 120 }),
      fc.integer({ min: 0, max: 3000 }),
      (linkType, bytes, originalLength) => {
        check(linkType, Buffer.from(bytes), originalLength);
      },
    ),
    { numRuns: 3000 },
  );
});

const seeds = [
  ethernet(0x0800, ipv4(tcp({ payload: Buffer.from('abc') }))),
  ethernet(0x86dd, ipv6(tcp({ payload: Buffer.from('abc') }))),
  ethernet(
    0x0800,
    ipv4(udp(1, 4789, Buffer.concat([Buffer.alloc(8), ethernet(0x0800, ipv4(tcp()))])), { protocol: 17 }),
  ),
  ethernet(0x0800, ipv4(Buffer.concat([Buffer.from([3, 4, 0, 0, 0, 0, 1, 1]), ipv4(tcp())]), { protocol: 1 })),
];

test('packets with a few bytes changed', () => {
  const changes = fc.array(fc.tuple(fc.nat(), byte), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), changes, fc.integer({ min: 0, max: 200 }), (seed, edits, length) => {
      const bytes = Buffer.from(seed);
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      check(1, bytes.subarray(0, length), seed.length);
    }),
    { numRuns: 5000 },
  );
});

test('a frame of nothing but tags ends', () => {
  for (const [type, tag] of [
    [0x8100, '00058100'],
    [0x8847, '00000000'],
    [0x88e7, `00000000${'88'.repeat(12)}88e7`],
  ] as const) {
    const bytes = ethernet(type, Buffer.alloc(262_000, Buffer.from(tag, 'hex')));
    assert.deepEqual(decode(1, [bytes]).segments, []);
  }
});
