import assert from 'node:assert/strict';
import { test } from 'node:test';
import { be, ethernet, hex, ipv4, ipv6, le, llcSnap, tcp } from './build.js';
import { decode } from './decode-one.js';

const four = ipv4(tcp({ payload: Buffer.from('four') }));
const six = ipv6(tcp({ payload: Buffer.from('six') }));

const cat = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? hex(part) : part)));
const sll = (protocol: string): string => `0000 0001 0006 001122334455 0000 ${protocol}`;
const sll2 = (protocol: string): string => `${protocol} 0000 00000002 0001 00 06 0011223344550000`;
const pppoe = (ppp: Buffer): Buffer => cat('1100 0001', be(2, ppp.length), ppp);

/** What tshark 4.0.17 decodes as well, but for the rows marked "lenient". */
const rows: { title: string; linkType: number; bytes: Buffer; expected?: string }[] = [
  { title: 'Ethernet', linkType: 1, bytes: ethernet(0x0800, four) },
  { title: 'Ethernet, IPv6', linkType: 1, bytes: ethernet(0x86dd, six), expected: 'six' },
  { title: 'IPv6 under the type of IPv4', linkType: 1, bytes: ethernet(0x0800, six), expected: 'six' },
  { title: 'Ethernet padding is no payload', linkType: 1, bytes: cat(ethernet(0x0800, four), Buffer.alloc(9)) },
  { title: '802.1Q', linkType: 1, bytes: ethernet(0x8100, cat('2005 0800', four)) },
  { title: '802.1ad', linkType: 1, bytes: ethernet(0x88a8, cat('0005 8100 0006 0800', four)) },
  { title: 'tag 9100', linkType: 1, bytes: ethernet(0x9100, cat('0005 0800', four)) },
  {
    title: 'five tags',
    linkType: 1,
    bytes: ethernet(0x8100, cat('0005 8100 0006 8100 0007 88a8 0008 9100 0009 86dd', six)),
    expected: 'six',
  },
  {
    title: '802.1Q with a length and LLC',
    linkType: 1,
    bytes: ethernet(0x8100, cat('0005', be(2, 8 + four.length), llcSnap(four))),
  },
  { title: 'MPLS', linkType: 1, bytes: ethernet(0x8847, cat('00010040 00011140', four)) },
  { title: 'MPLS, IPv6', linkType: 1, bytes: ethernet(0x8848, cat('00011140', six)), expected: 'six' },
  {
    title: 'MPLS, pseudowire with a control word',
    linkType: 1,
    bytes: ethernet(0x8847, cat('00011140 00000000', ethernet(0x0800, four))),
  },
  {
    title: 'MPLS, pseudowire without',
    linkType: 1,
    bytes: ethernet(0x8847, cat('00010040 00011140', ethernet(0x8100, cat('0005 86dd', six)))),
    expected: 'six',
  },
  { title: '802.1Q, MPLS', linkType: 1, bytes: ethernet(0x8100, cat('0005 8847 00011140', four)) },
  { title: 'PPPoE', linkType: 1, bytes: ethernet(0x8864, pppoe(cat('0021', four))) },
  {
    title: 'PPPoE with padding',
    linkType: 1,
    bytes: ethernet(0x8864, cat(pppoe(cat('0057', six)), Buffer.alloc(10))),
    expected: 'six',
  },
  { title: 'PPPoE, protocol compressed', linkType: 1, bytes: ethernet(0x8864, pppoe(cat('21', four))) },
  { title: 'LLC and SNAP', linkType: 1, bytes: ethernet(8 + four.length, llcSnap(four)) },
  { title: 'LLC of IP', linkType: 1, bytes: ethernet(3 + four.length, cat('060603', four)) },
  { title: 'LLC with length 0 (offload)', linkType: 1, bytes: ethernet(0, llcSnap(four)) },
  { title: 'LLC in a jumbo frame', linkType: 1, bytes: ethernet(0x8870, llcSnap(four)) },
  { title: 'Cisco MetaData', linkType: 1, bytes: ethernet(0x8909, cat('0101000100050800', four)) },
  { title: 'provider backbone bridge', linkType: 1, bytes: ethernet(0x88e7, cat('00000001', ethernet(0x0800, four))) },
  { title: 'VN-Tag', linkType: 1, bytes: ethernet(0x8926, cat('00010002 0800', four)) },
  { title: 'NULL, little-endian host', linkType: 0, bytes: cat('02000000', four) },
  { title: 'NULL, big-endian host', linkType: 0, bytes: cat('00000002', four) },
  ...[24, 28, 30].flatMap((family) => [
    { title: `NULL, IPv6 as ${family}`, linkType: 0, bytes: cat(le(4, family), six), expected: 'six' },
    { title: `LOOP, IPv6 as ${family}`, linkType: 108, bytes: cat(be(4, family), six), expected: 'six' },
  ]),
  { title: 'LOOP', linkType: 108, bytes: cat('00000002', four) },
  ...[12, 14, 101].flatMap((linkType) => [
    { title: `raw ${linkType}`, linkType, bytes: four },
    { title: `raw ${linkType}, IPv6`, linkType, bytes: six, expected: 'six' },
  ]),
  { title: 'raw IPv4', linkType: 228, bytes: four },
  { title: 'raw IPv6', linkType: 229, bytes: six, expected: 'six' },
  { title: 'cooked', linkType: 113, bytes: cat(sll('0800'), four) },
  { title: 'cooked, IPv6', linkType: 113, bytes: cat(sll('86dd'), six), expected: 'six' },
  { title: 'cooked, 802.1Q', linkType: 113, bytes: cat(sll('8100'), '0005 0800', four) },
  { title: 'cooked, PPPoE', linkType: 113, bytes: cat(sll('8864'), pppoe(cat('0021', four))) },
  { title: 'cooked, LLC', linkType: 113, bytes: cat(sll('0004'), llcSnap(four)) },
  { title: 'cooked 2', linkType: 276, bytes: cat(sll2('0800'), four) },
  { title: 'cooked 2, IPv6', linkType: 276, bytes: cat(sll2('86dd'), six), expected: 'six' },
  { title: 'cooked 2, 802.1Q', linkType: 276, bytes: cat(sll2('8100'), '0005 0800', four) },
  { title: 'PPP', linkType: 9, bytes: cat('0021', four) },
  { title: 'PPP, framed', linkType: 9, bytes: cat('ff03 0021', four) },
  { title: 'PPP, framed, compressed', linkType: 9, bytes: cat('ff03 21', four) },
  { title: 'PPP, compressed, IPv6', linkType: 9, bytes: cat('57', six), expected: 'six' },
  { title: 'PPP, MPLS', linkType: 9, bytes: cat('0281 00011140', four) },
  { title: 'PPP on a serial line', linkType: 50, bytes: cat('ff03 0021', four) },
  { title: 'Cisco HDLC on a serial line', linkType: 50, bytes: cat('0f00 0800', four) },
  { title: 'Cisco HDLC, multicast', linkType: 50, bytes: cat('8f00 86dd', six), expected: 'six' },
  { title: 'PPPoE without Ethernet', linkType: 51, bytes: pppoe(cat('0021', four)) },
  { title: 'Cisco HDLC', linkType: 104, bytes: cat('0f00 0800', four) },
  { title: 'pppd (lenient)', linkType: 166, bytes: cat('01 03 0021', four) },
  { title: 'pppd, compressed (lenient)', linkType: 166, bytes: cat('00 21', four) },
  { title: 'PPP with direction', linkType: 204, bytes: cat('01 ff03 0021', four) },
  { title: 'Cisco HDLC with direction (lenient)', linkType: 205, bytes: cat('00 0f00 0800', four) },
  { title: 'frame relay', linkType: 107, bytes: cat('1841 03 cc', four) },
  { title: 'frame relay, IPv6', linkType: 107, bytes: cat('1841 03 8e', six), expected: 'six' },
  { title: 'frame relay, SNAP', linkType: 107, bytes: cat('1841 03 00 80 000000 0800', four) },
  { title: 'frame relay, address of 4 bytes', linkType: 107, bytes: cat('18404001 03 cc', four) },
  { title: "frame relay, Cisco's", linkType: 107, bytes: cat('1841 0800', four) },
  { title: 'ATM', linkType: 100, bytes: llcSnap(four) },
  { title: 'IPsec on OpenBSD', linkType: 109, bytes: cat('02000000 00000000 00000000', four) },
  { title: 'pflog', linkType: 117, bytes: cat('3d02', Buffer.alloc(62), four) },
  { title: 'FireWire', linkType: 138, bytes: cat(Buffer.alloc(16), '0800', four) },
  { title: 'PPI of Ethernet', linkType: 192, bytes: cat('00000800 01000000', ethernet(0x0800, four)) },
  {
    title: 'nflog',
    linkType: 239,
    bytes: cat('02000000 08000100 08000100 05000a00 00000000', le(2, 4 + four.length, 9), four),
  },
  { title: 'IP over InfiniBand', linkType: 242, bytes: cat(Buffer.alloc(40), '08000000', four) },
  { title: 'pktap of Ethernet', linkType: 258, bytes: cat(le(4, 108, 1, 1), Buffer.alloc(96), ethernet(0x0800, four)) },
  { title: 'pktap of raw', linkType: 258, bytes: cat(le(4, 108, 1, 12), Buffer.alloc(96), four) },
];

for (const { title, linkType, bytes, expected = 'four' } of rows) {
  test(title, () => {
    const { segments, warnings } = decode(linkType, [bytes]);
    assert.deepEqual(
      segments.map(({ payload, payloadLength }) => [payload, payloadLength]),
      [[expected, expected.length]],
    );
    assert.deepEqual(warnings, []);
  });

  // Every header before the payload is checked against the captured end, in every decoder.
  test(`${title}, cut anywhere, never throws and shows nothing beyond the cut`, () => {
    for (let length = 0; length < bytes.length; length++) {
      const { segments, warnings } = decode(linkType, [
        { bytes: bytes.subarray(0, length), originalLength: bytes.length },
      ]);
      for (const { payload, payloadLength } of segments) {
        assert.equal(payloadLength, expected.length);
        assert.ok(expected.startsWith(payload));
      }
      // 16 bytes of the TCP header are what tshark needs for tcp.stream.
      const tcpStart = bytes.lastIndexOf(be(2, 1025, 21));
      const isReadable = length >= tcpStart + 16;
      assert.equal(segments.length, isReadable ? 1 : 0, `cut at ${length}`);
      assert.deepEqual(
        warnings.map(({ kind }) => kind),
        isReadable ? [] : ['undecodable-packets'],
        `cut at ${length}`,
      );
    }
  });
}

const silent = [
  { title: 'ARP', linkType: 1, bytes: ethernet(0x0806, Buffer.alloc(28)) },
  { title: 'spanning tree', linkType: 1, bytes: ethernet(38, hex('424203 0000000000')) },
  { title: 'PPPoE discovery code in a session frame', linkType: 1, bytes: ethernet(0x8864, hex('11a7 0001 0000')) },
  { title: 'MPLS of something else', linkType: 1, bytes: ethernet(0x8847, cat('00011140', Buffer.alloc(40))) },
  {
    title: 'SNAP of another organization',
    linkType: 1,
    bytes: ethernet(8 + four.length, cat('aaaa03 00000c 0800', four)),
  },
  { title: 'frame relay, SNAP of another organization', linkType: 107, bytes: cat('1841 03 00 80 00000c 0800', four) },
  { title: 'frame relay, address of 5 bytes', linkType: 107, bytes: cat('1840404041 03 cc', four) },
  { title: 'PPP link control', linkType: 9, bytes: hex('c021 0101 0004') },
  { title: 'NULL of another family', linkType: 0, bytes: cat('10000000', four) },
];

for (const { title, linkType, bytes } of silent) {
  test(`${title} is passed over without a word`, () => {
    assert.deepEqual(decode(linkType, [bytes]), { segments: [], errors: [], warnings: [] });
  });
}

test('link types that are not supported are one warning with names and counts', () => {
  const decoded = decode(220, [four, four]);
  assert.deepEqual(decoded.warnings, [
    {
      kind: 'unsupported-link-type',
      message: 'Not supported and passed over: 2 packets of link type USB_LINUX_MMAPPED.',
      frame: 1,
    },
  ]);
});

test('a wrapper inside a wrapper is not followed', () => {
  const nested = cat('00000800 c0000000', '00000800 01000000', ethernet(0x0800, four));
  assert.deepEqual(decode(192, [nested]).segments, []);
});
