import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decoder } from '../../../src/reader/wire/decode.js';
import { be, ethernet, extension, fragment6, hex, ipv4, ipv6, tcp } from './build.js';
import { decode } from './decode-one.js';

const segment = tcp({ payload: Buffer.from('payload') });
const headerless = tcp({ payload: Buffer.alloc(0) });

/** `payload length on the wire / captured`, or what is wrong. */
const rows: { title: string; linkType: 228 | 229; bytes: Buffer; original?: number; expected: string }[] = [
  { title: 'IPv4', linkType: 228, bytes: ipv4(segment), expected: '7/7' },
  {
    title: 'IPv4 options',
    linkType: 228,
    bytes: ipv4(segment, { options: hex('94040000 01010100') }),
    expected: '7/7',
  },
  {
    title: 'IPv4 without payload, padded',
    linkType: 228,
    bytes: Buffer.concat([ipv4(headerless), Buffer.alloc(6)]),
    expected: '0/0',
  },
  {
    title: 'IPv4 total length 0: the frame tells',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 0 }),
    expected: '7/7',
  },
  {
    title: 'IPv4 total length 0, cut: the frame on the wire tells',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 0 }),
    original: 1500,
    expected: '1460/7',
  },
  {
    title: 'IPv4 cut by the snap length',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 1500 }),
    original: 1500,
    expected: '1460/7',
  },
  {
    title: 'IPv4 total length beyond the frame',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 1500 }),
    expected: '7/7',
  },
  {
    title: 'IPv4 total length below its header',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 19 }),
    expected: 'undecodable-packets',
  },
  {
    title: 'IPv4 total length inside the TCP header',
    linkType: 228,
    bytes: ipv4(segment, { totalLength: 30 }),
    expected: 'undecodable-packets',
  },
  {
    title: 'IPv4 header length 4',
    linkType: 228,
    bytes: ipv4(segment, { headerWords: 4 }),
    expected: 'undecodable-packets',
  },
  {
    title: 'IPv4 header length beyond the packet',
    linkType: 228,
    bytes: ipv4(Buffer.alloc(0), { headerWords: 15 }),
    expected: 'undecodable-packets',
  },
  { title: 'IPv4 of version 5', linkType: 228, bytes: ipv4(segment, { version: 5 }), expected: 'undecodable-packets' },
  { title: 'no byte', linkType: 228, bytes: Buffer.alloc(0), original: 60, expected: 'undecodable-packets' },
  {
    title: 'IPv4 authentication header',
    linkType: 228,
    bytes: ipv4(Buffer.concat([hex('0604 0000'), Buffer.alloc(20), segment]), { protocol: 51 }),
    expected: '7/7',
  },
  { title: 'IPv6', linkType: 229, bytes: ipv6(segment), expected: '7/7' },
  { title: 'IPv6, padded', linkType: 229, bytes: Buffer.concat([ipv6(segment), Buffer.alloc(6)]), expected: '7/7' },
  {
    title: 'IPv6 cut by the snap length',
    linkType: 229,
    bytes: ipv6(segment, { payloadLength: 1440 }),
    original: 1480,
    expected: '1420/7',
  },
  {
    title: 'IPv6 payload length 0 (offload)',
    linkType: 229,
    bytes: ipv6(segment, { payloadLength: 0 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 jumbo payload',
    linkType: 229,
    bytes: ipv6(Buffer.concat([extension(6, hex('c204 00000023')), segment]), { next: 0, payloadLength: 0 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 hop-by-hop options',
    linkType: 229,
    bytes: ipv6(Buffer.concat([extension(6), segment]), { next: 0 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 routing',
    linkType: 229,
    bytes: ipv6(Buffer.concat([extension(6, Buffer.alloc(22)), segment]), { next: 43 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 authentication',
    linkType: 229,
    bytes: ipv6(Buffer.concat([hex('0604 0000'), Buffer.alloc(20), segment]), { next: 51 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 chain',
    linkType: 229,
    bytes: ipv6(Buffer.concat([extension(60), extension(43), extension(60), extension(6, Buffer.alloc(14)), segment]), {
      next: 0,
    }),
    expected: '7/7',
  },
  {
    title: 'IPv6 atomic fragment',
    linkType: 229,
    bytes: ipv6(Buffer.concat([fragment6(60, 0, false), extension(6), segment]), { next: 44 }),
    expected: '7/7',
  },
  {
    title: 'IPv6 extension beyond the packet',
    linkType: 229,
    bytes: ipv6(be(1, 6, 255, 0, 0, 0, 0, 0, 0), { next: 60 }),
    expected: 'undecodable-packets',
  },
  {
    title: 'IPv6 extension header of 4 bytes',
    linkType: 229,
    bytes: ipv6(be(1, 6, 0, 0, 0), { next: 60 }),
    expected: 'undecodable-packets',
  },
  { title: 'IPv6 without next header', linkType: 229, bytes: ipv6(Buffer.alloc(40), { next: 59 }), expected: '' },
  { title: 'UDP', linkType: 228, bytes: ipv4(Buffer.alloc(30), { protocol: 17 }), expected: '' },
];

for (const { title, linkType, bytes, original, expected } of rows) {
  test(title, () => {
    const { segments, warnings } = decode(linkType, [
      original === undefined ? bytes : { bytes, originalLength: original },
    ]);
    const seen = segments.map(({ payloadLength, payloadCaptured }) => `${payloadLength}/${payloadCaptured}`);
    assert.equal([...seen, ...warnings.map(({ kind }) => kind)].join(), expected);
  });
}

test('IPv4 addresses leave the first three words 0, also after IPv6', () => {
  const seen: number[][] = [];
  const decoder = new Decoder({
    segment: ({ source, destination }) => seen.push([...source, ...destination]),
    icmpError: () => assert.fail(),
  });
  for (const [linkType, bytes] of [
    [229, ipv6(segment)],
    [228, ipv4(segment)],
  ] as const) {
    const packet = { frame: 1, seconds: 0, nanoseconds: 0, linkType, bytes, start: 0, end: bytes.length };
    decoder.decode({ ...packet, originalLength: bytes.length });
  }
  assert.deepEqual(seen, [
    [0x2001_0db8, 0, 0, 1, 0x2001_0db8, 0, 0, 2],
    [0, 0, 0, 0x0a00_0001, 0, 0, 0, 0x0a00_0002],
  ]);
});

test('IPv4 header fields', () => {
  const bytes = ipv4(segment, { source: '192.168.1.2', destination: '255.0.0.1', ttl: 3, identification: 0xfffe });
  const [seen] = decode(228, [bytes]).segments;
  assert.deepEqual(
    {
      version: seen?.version,
      source: seen?.source,
      destination: seen?.destination,
      ttl: seen?.ttl,
      identification: seen?.identification,
    },
    { version: 4, source: '192.168.1.2', destination: '255.0.0.1', ttl: 3, identification: 0xfffe },
  );
});

test('IPv6 header fields, and IPv4 after IPv6 has no word of it left', () => {
  const four = ethernet(0x0800, ipv4(segment));
  const { segments } = decode(1, [ethernet(0x86dd, ipv6(segment, { hopLimit: 9 })), four]);
  assert.deepEqual(
    segments.map(({ version, source, destination, ttl, identification }) => ({
      version,
      source,
      destination,
      ttl,
      identification,
    })),
    [
      { version: 6, source: '2001:db8::1', destination: '2001:db8::2', ttl: 9, identification: -1 },
      { version: 4, source: '10.0.0.1', destination: '10.0.0.2', ttl: 64, identification: 7 },
    ],
  );
});
