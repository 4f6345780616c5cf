import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { be, extension, hex, ipv4, ipv6, tcp } from './build.js';
import { decode } from './decode-one.js';

const syn = tcp({ source: 40_000, destination: 20, sequence: 0xfedc_ba98, flags: 2 });

function icmp(type: number, code: number, word: number, quoted: Buffer): Buffer {
  return ipv4(Buffer.concat([be(1, type, code, 0, 0), be(4, word), quoted]), {
    protocol: 1,
    source: '10.9.9.9',
    destination: '10.0.0.1',
    ttl: 250,
  });
}

function icmp6(type: number, code: number, word: number, quoted: Buffer): Buffer {
  return ipv6(Buffer.concat([be(1, type, code, 0, 0), be(4, word), quoted]), { next: 58 });
}

const quote = ipv4(syn, { source: '10.0.0.1', destination: '10.0.0.2' });

test('destination unreachable', () => {
  assert.deepEqual(decode(228, [icmp(3, 13, 0, quote)]).errors, [
    {
      version: 4,
      type: 3,
      code: 13,
      source: '10.9.9.9',
      destination: '10.0.0.1',
      quotedSource: '10.0.0.1',
      quotedDestination: '10.0.0.2',
      quotedSourcePort: 40_000,
      quotedDestinationPort: 20,
      quotedSequence: 0xfedc_ba98 | 0,
      quotedLength: 20,
      quotedFlags: 2,
      ttl: 250,
      mtu: 0,
    },
  ]);
});

const rows: { title: string; linkType: 228 | 229; bytes: Buffer; expected: string }[] = [
  {
    title: 'fragmentation needed',
    linkType: 228,
    bytes: icmp(3, 4, 1400, quote),
    expected: '3/4 mtu 1400, 20 bytes, flags 2',
  },
  {
    title: 'the MTU word of another code',
    linkType: 228,
    bytes: icmp(3, 3, 1400, quote),
    expected: '3/3 mtu 0, 20 bytes, flags 2',
  },
  { title: 'source quench', linkType: 228, bytes: icmp(4, 0, 0, quote), expected: '4/0 mtu 0, 20 bytes, flags 2' },
  { title: 'redirect', linkType: 228, bytes: icmp(5, 1, 0, quote), expected: '5/1 mtu 0, 20 bytes, flags 2' },
  { title: 'time exceeded', linkType: 228, bytes: icmp(11, 0, 0, quote), expected: '11/0 mtu 0, 20 bytes, flags 2' },
  {
    title: 'parameter problem',
    linkType: 228,
    bytes: icmp(12, 0, 0, quote),
    expected: '12/0 mtu 0, 20 bytes, flags 2',
  },
  {
    title: '8 bytes quoted, as RFC 792 asks',
    linkType: 228,
    bytes: icmp(3, 1, 0, quote.subarray(0, 28)),
    expected: '3/1 mtu 0, 8 bytes, flags 0',
  },
  {
    title: '14 bytes quoted',
    linkType: 228,
    bytes: icmp(3, 1, 0, quote.subarray(0, 34)),
    expected: '3/1 mtu 0, 14 bytes, flags 2',
  },
  { title: '7 bytes quoted', linkType: 228, bytes: icmp(3, 1, 0, quote.subarray(0, 27)), expected: '' },
  {
    title: 'quoted total length 0',
    linkType: 228,
    bytes: icmp(3, 1, 0, ipv4(syn, { totalLength: 0 })),
    expected: '3/1 mtu 0, 20 bytes, flags 2',
  },
  {
    title: 'quoted options',
    linkType: 228,
    bytes: icmp(3, 1, 0, ipv4(syn, { options: hex('01010101') })),
    expected: '3/1 mtu 0, 20 bytes, flags 2',
  },
  { title: 'quoted UDP', linkType: 228, bytes: icmp(3, 3, 0, ipv4(syn, { protocol: 17 })), expected: '' },
  { title: 'quoted fragment', linkType: 228, bytes: icmp(3, 3, 0, ipv4(syn, { offset: 8 })), expected: '' },
  { title: 'echo request', linkType: 228, bytes: icmp(8, 0, 0, quote), expected: '' },
  {
    title: 'ICMPv6 in IPv4',
    linkType: 228,
    bytes: ipv4(Buffer.concat([hex('01040000 00000000'), quote]), { protocol: 58 }),
    expected: '',
  },
  { title: 'cut in its header', linkType: 228, bytes: icmp(3, 3, 0, Buffer.alloc(0)).subarray(0, 26), expected: '' },
  {
    title: 'ICMPv6 unreachable',
    linkType: 229,
    bytes: icmp6(1, 4, 0, ipv6(syn)),
    expected: '1/4 mtu 0, 20 bytes, flags 2',
  },
  {
    title: 'ICMPv6 packet too big',
    linkType: 229,
    bytes: icmp6(2, 0, 0x8000_0500, ipv6(syn)),
    expected: '2/0 mtu 2147484928, 20 bytes, flags 2',
  },
  {
    title: 'ICMPv6 time exceeded',
    linkType: 229,
    bytes: icmp6(3, 0, 0, ipv6(syn)),
    expected: '3/0 mtu 0, 20 bytes, flags 2',
  },
  {
    title: 'ICMPv6 parameter problem',
    linkType: 229,
    bytes: icmp6(4, 1, 0, ipv6(syn)),
    expected: '4/1 mtu 0, 20 bytes, flags 2',
  },
  {
    title: 'ICMPv6, quoted extension headers',
    linkType: 229,
    bytes: icmp6(1, 0, 0, ipv6(Buffer.concat([extension(60), extension(6), syn]), { next: 0 })),
    expected: '1/0 mtu 0, 20 bytes, flags 2',
  },
  { title: 'ICMPv6 neighbor solicitation', linkType: 229, bytes: icmp6(135, 0, 0, ipv6(syn)), expected: '' },
];

for (const { title, linkType, bytes, expected } of rows) {
  test(title, () => {
    const { errors, segments } = decode(linkType, [bytes]);
    const seen = errors.map(
      ({ type, code, mtu, quotedLength, quotedFlags }) =>
        `${type}/${code} mtu ${mtu}, ${quotedLength} bytes, flags ${quotedFlags}`,
    );
    assert.equal(seen.join(), expected);
    assert.deepEqual(segments, []);
  });
}

test('a quote inside an error does not disturb the next segment', () => {
  const { segments } = decode(228, [icmp(3, 3, 0, quote), ipv4(tcp({}), { source: '1.2.3.4' })]);
  assert.deepEqual(
    segments.map(({ source, ttl }) => [source, ttl]),
    [['1.2.3.4', 64]],
  );
});

describe('an error whose quoted ports the snap length cut off is counted', () => {
  const cases = [
    ['ports of the quoted TCP segment', icmp(3, 3, 0, quote), 51, ['undecodable-packets']],
    ['quoted IP header', icmp(3, 3, 0, quote), 40, ['undecodable-packets']],
    ['ICMPv6', icmp6(1, 4, 0, ipv6(syn)), 90, ['undecodable-packets']],
    ['what follows the ports', icmp(3, 3, 0, quote), 56, []],
    ['quoted UDP', icmp(3, 3, 0, ipv4(syn, { protocol: 17 })), 51, []],
    ['echo request', icmp(8, 0, 0, quote), 40, []],
  ] as const;
  for (const [title, bytes, length, expected] of cases) {
    test(title, () => {
      const { warnings } = decode(title === 'ICMPv6' ? 229 : 228, [
        { bytes: bytes.subarray(0, length), originalLength: bytes.length },
      ]);
      assert.deepEqual(
        warnings.map(({ kind }) => kind),
        expected,
      );
    });
  }
});
