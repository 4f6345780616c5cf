import assert from 'node:assert/strict';
import { test } from 'node:test';
import { be, ethernet, hex, ipv4, ipv6, tcp, udp } from './build.js';
import { decode } from './decode-one.js';

const inner = ipv4(tcp({ payload: Buffer.from('inner') }), { source: '172.16.0.1', destination: '172.16.0.2' });
const frame = ethernet(0x0800, inner);

const gre = (flags: string, type: string, ...rest: Buffer[]): Buffer =>
  ipv4(Buffer.concat([hex(flags + type), ...rest]), { protocol: 47 });
const over = (port: number, ...rest: Buffer[]): Buffer =>
  ipv4(udp(50_000, port, Buffer.concat(rest)), { protocol: 17 });

/** All decoded by tshark 4.0.17 too, so their inner connections are in its tcp.stream. */
const rows: { title: string; linkType?: number; bytes: Buffer; source?: string }[] = [
  { title: 'IP in IP', bytes: ipv4(inner, { protocol: 4 }) },
  {
    title: 'IPv6 in IPv4',
    bytes: ipv4(ipv6(tcp({ payload: Buffer.from('inner') })), { protocol: 41 }),
    source: '2001:db8::1',
  },
  { title: 'IPv4 in IPv6', linkType: 229, bytes: ipv6(inner, { next: 4 }) },
  { title: 'GRE', bytes: gre('0000', '0800', inner) },
  { title: 'GRE with a key', bytes: gre('2000', '0800', be(4, 9), inner) },
  { title: 'GRE with checksum, key and sequence number', bytes: gre('b000', '0800', be(4, 1, 2, 3), inner) },
  { title: 'GRE of Ethernet', bytes: gre('0000', '6558', frame) },
  { title: 'GRE of MPLS', bytes: gre('0000', '8847', hex('00011140'), inner) },
  { title: 'ERSPAN I', bytes: gre('0000', '88be', frame) },
  { title: 'ERSPAN II', bytes: gre('1000', '88be', be(4, 1), hex('1000000000000000'), frame) },
  { title: 'ERSPAN III', bytes: gre('1000', '22eb', be(4, 1), hex('200000000000000000000000'), frame) },
  {
    title: 'ERSPAN III with a subheader',
    bytes: gre('1000', '22eb', be(4, 1), hex('200000000000000000000001 0000000000000000'), frame),
  },
  { title: 'PPTP', bytes: gre('3001', '880b', hex('00180001 00000001'), hex('ff030021'), inner) },
  {
    title: 'PPTP with acknowledgment',
    bytes: gre('3081', '880b', hex('00180001 00000001 00000001'), hex('ff030021'), inner),
  },
  { title: 'VXLAN', bytes: over(4789, hex('0800000000000100'), frame) },
  { title: 'VXLAN with flags 0', bytes: over(4789, hex('0000000000000100'), frame) },
  {
    title: 'VXLAN, answered',
    bytes: ipv4(udp(4789, 50_000, Buffer.concat([hex('0800000000000100'), frame])), { protocol: 17 }),
  },
  { title: 'VXLAN-GPE of IPv4', bytes: over(4790, hex('0c00000100000100'), inner) },
  { title: 'VXLAN-GPE of Ethernet', bytes: over(4790, hex('0c00000300000100'), frame) },
  { title: 'Geneve', bytes: over(6081, hex('0000655800000100'), frame) },
  { title: 'Geneve with options, of IPv4', bytes: over(6081, hex('0200080000000100 0000000000000000'), inner) },
  { title: 'GTP-U', bytes: over(2152, hex('30ff'), be(2, inner.length), be(4, 1), inner) },
  {
    title: 'GTP-U with an extension',
    bytes: over(2152, hex('34ff'), be(2, inner.length + 8), be(4, 1), hex('00000085 01000000'), inner),
  },
  {
    title: 'GTP-U with a sequence number',
    bytes: over(2152, hex('32ff'), be(2, inner.length + 4), be(4, 1), hex('00010085'), inner),
  },
  { title: 'EtherIP', bytes: ipv4(Buffer.concat([hex('3000'), frame]), { protocol: 97 }) },
  { title: 'MPLS in IP', bytes: ipv4(Buffer.concat([hex('00011140'), inner]), { protocol: 137 }) },
  {
    title: 'VLAN in VXLAN in GRE',
    bytes: gre(
      '0000',
      '0800',
      over(4789, hex('0800000000000100'), ethernet(0x8100, Buffer.concat([hex('00050800'), inner]))),
    ),
  },
];

for (const { title, linkType = 228, bytes, source = '172.16.0.1' } of rows) {
  test(title, () => {
    const { segments, warnings } = decode(linkType, [bytes]);
    assert.deepEqual(
      segments.map((segment) => [segment.source, segment.payload]),
      [[source, 'inner']],
    );
    assert.deepEqual(warnings, []);
  });

  test(`${title}, cut anywhere, never throws`, () => {
    for (let length = 0; length < bytes.length; length++)
      decode(linkType, [{ bytes: bytes.subarray(0, length), originalLength: bytes.length }]);
  });
}

test('other UDP, GRE of other versions and with routes are passed over without a word', () => {
  const others = [
    over(53, frame),
    gre('0002', '0800', inner),
    gre('4000', '0800', inner),
    over(2152, hex('3001000000000001'), inner),
  ];
  assert.deepEqual(decode(228, others), { segments: [], errors: [], warnings: [] });
});

test('nesting is bounded', () => {
  const nested = (depth: number): Buffer => {
    let packet = ipv4(tcp({ payload: Buffer.from('deep') }));
    for (let i = 0; i < depth; i++) packet = ipv4(packet, { protocol: 4 });
    return packet;
  };
  assert.equal(decode(228, [nested(7)]).segments.length, 1);
  const { segments, warnings } = decode(228, [nested(8), nested(3000)]);
  assert.deepEqual(segments, []);
  assert.deepEqual(warnings, [
    { kind: 'nesting-too-deep', message: '2 packets could not be read: too many packets inside packets.', frame: 1 },
  ]);
});

test('a chain of authentication headers ends', () => {
  const chain = Buffer.alloc(65_000);
  for (let offset = 0; offset < chain.length; offset += 8) chain.set([51, 0], offset);
  assert.deepEqual(decode(228, [ipv4(chain, { protocol: 51 })]).segments, []);
});
