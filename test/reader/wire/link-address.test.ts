/** Whose MAC address a segment has, by link layer and tunnel. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Decoder } from '../../../src/reader/wire/decode.js';
import { formatLinkAddress } from '../../../src/reader/wire/link-address.js';
import { be, hex, ipv4, le, llcSnap, tcp, udp } from './build.js';

const datagram = ipv4(tcp({ payload: Buffer.from('four') }));
const cat = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? hex(part) : part)));

const INNER = '02:00:00:00:00:0a';
const OUTER = '02:00:00:00:00:0b';
const bare = (address: string) => address.replaceAll(':', '');
const ethernet = (source: string, type: string, payload: Buffer) => cat('ffffffffffff', bare(source), type, payload);
const vxlan = (frame: Buffer) => ipv4(udp(50_000, 4789, cat('0800000000000100', frame)), { protocol: 17 });
/** Four addresses, each of one repeated digit. */
const wifi = (flags: string, control = '08', rest: Buffer = llcSnap(datagram)) =>
  cat(
    control,
    flags,
    '0000',
    '111111111111 222222222222 333333333333 0000',
    flags === '03' ? '444444444444' : '',
    rest,
  );
const repeated = (digit: number) => Array(6).fill(`${digit}${digit}`).join(':');
const msdu = llcSnap(datagram);

const rows: { title: string; linkType: number; bytes: Buffer; expected: string | null }[] = [
  { title: 'Ethernet', linkType: 1, bytes: ethernet(OUTER, '0800', datagram), expected: OUTER },
  {
    title: 'Ethernet with tags',
    linkType: 1,
    bytes: ethernet(OUTER, '8100', cat('0005 88a8 0006 0800', datagram)),
    expected: OUTER,
  },
  {
    title: 'PPPoE',
    linkType: 1,
    bytes: ethernet(OUTER, '8864', cat('1100 0001', be(2, 2 + datagram.length), '0021', datagram)),
    expected: OUTER,
  },
  {
    title: 'Ethernet in a provider backbone',
    linkType: 1,
    bytes: ethernet(OUTER, '88e7', cat('00000001', ethernet(INNER, '0800', datagram))),
    expected: INNER,
  },
  { title: 'cooked', linkType: 113, bytes: cat('0000 0001 0006', bare(OUTER), '0000 0800', datagram), expected: OUTER },
  {
    title: 'cooked, of a link layer without addresses',
    linkType: 113,
    bytes: cat('0000 fffe 0000', Buffer.alloc(8), '0800', datagram),
    expected: null,
  },
  {
    title: 'cooked, of another length',
    linkType: 113,
    bytes: cat('0000 0018 0008 0102030405060708 0800', datagram),
    expected: null,
  },
  {
    title: 'cooked 2',
    linkType: 276,
    bytes: cat('0800 0000 00000002 0001 00 06', bare(OUTER), '0000', datagram),
    expected: OUTER,
  },
  {
    title: 'cooked 2, without an address',
    linkType: 276,
    bytes: cat('0800 0000 00000002 fffe 00 00', Buffer.alloc(8), datagram),
    expected: null,
  },
  { title: '802.11 between stations', linkType: 105, bytes: wifi('00'), expected: repeated(2) },
  { title: '802.11 to the distribution system', linkType: 105, bytes: wifi('01'), expected: repeated(2) },
  { title: '802.11 from the distribution system', linkType: 105, bytes: wifi('02'), expected: repeated(3) },
  { title: '802.11 between distribution systems', linkType: 105, bytes: wifi('03'), expected: repeated(4) },
  {
    title: 'A-MSDU',
    linkType: 105,
    bytes: wifi('02', '88', cat(le(2, 0x80), ethernet(INNER, '', cat(be(2, msdu.length), msdu)))),
    expected: INNER,
  },
  { title: 'radiotap', linkType: 127, bytes: cat('0000 0800 00000000', wifi('01')), expected: repeated(2) },
  {
    title: 'PPI of Ethernet',
    linkType: 192,
    bytes: cat('00000800 01000000', ethernet(OUTER, '0800', datagram)),
    expected: OUTER,
  },
  { title: 'raw IP', linkType: 101, bytes: datagram, expected: null },
  { title: 'loopback', linkType: 0, bytes: cat('02000000', datagram), expected: null },
  { title: 'PPP', linkType: 9, bytes: cat('0021', datagram), expected: null },
  {
    title: 'IP in IP: that of the tunnel is not the sender’s',
    linkType: 1,
    bytes: ethernet(OUTER, '0800', ipv4(datagram, { protocol: 4 })),
    expected: null,
  },
  {
    title: 'GRE',
    linkType: 1,
    bytes: ethernet(OUTER, '0800', ipv4(cat('00000800', datagram), { protocol: 47 })),
    expected: null,
  },
  {
    title: 'VXLAN',
    linkType: 1,
    bytes: ethernet(OUTER, '0800', vxlan(ethernet(INNER, '0800', datagram))),
    expected: INNER,
  },
  {
    title: 'IP in IP in VXLAN',
    linkType: 1,
    bytes: ethernet(OUTER, '0800', vxlan(ethernet(INNER, '0800', ipv4(datagram, { protocol: 4 })))),
    expected: null,
  },
];

/** The addresses of the segments in packets of one link type. */
function addresses(linkType: number, packets: readonly Buffer[]): (string | null)[] {
  const found: (string | null)[] = [];
  const decoder = new Decoder({
    segment: ({ linkAddress }, { bytes }) => found.push(formatLinkAddress(bytes, linkAddress)),
    icmpError: () => undefined,
  });
  for (const [i, packet] of packets.entries()) {
    const bytes = cat('eeeeee', packet, 'eeeeee');
    const [start, end] = [3, 3 + packet.length];
    const originalLength = packet.length;
    decoder.decode({ frame: i + 1, seconds: 0, nanoseconds: 0, linkType, bytes, start, end, originalLength });
  }
  return found;
}

describe('the MAC address of the sender', () => {
  for (const { title, linkType, bytes, expected } of rows) {
    it(title, () => assert.deepEqual(addresses(linkType, [bytes]), [expected]));
  }
  it('is not that of the packet before', () => {
    const without = ethernet(OUTER, '0800', ipv4(datagram, { protocol: 4 }));
    assert.deepEqual(addresses(1, [ethernet(OUTER, '0800', datagram), without]), [OUTER, null]);
  });
});

describe('in fragments', () => {
  const fragments = (payload: Buffer, protocol: number) => [
    ethernet(OUTER, '0800', ipv4(payload.subarray(0, 16), { protocol, more: true })),
    ethernet(OUTER, '0800', ipv4(payload.subarray(16), { protocol, offset: 16 })),
  ];
  it('the sender’s is that of the frame that completes the datagram', () => {
    assert.deepEqual(addresses(1, fragments(tcp({ payload: Buffer.from('four') }), 6)), [OUTER]);
  });
  it('a tunnelled frame has none', () => {
    const etherIp = cat('3000', ethernet(INNER, '0800', datagram));
    assert.deepEqual(addresses(1, fragments(etherIp, 97)), [null]);
  });
});
