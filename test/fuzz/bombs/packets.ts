/** Packets that are no plain segments of TCP: IP fragments, ICMP errors, packets in packets. */
import { CaptureWriter } from '../../bench/capture-writer.js';
import { type Bomb, CLIENT, Control, SERVER } from './bomb.js';

const ETHERNET = 14;
const IP = 20;
const PROTOCOL_ICMP = 1;
const PROTOCOL_IP = 4;
const PROTOCOL_TCP = 6;
const MORE_FRAGMENTS = 0x2000;

interface IpFields {
  readonly source?: number;
  readonly destination?: number;
  readonly protocol: number;
  readonly identification?: number;
  /** The flags, and the offset in units of 8 bytes. */
  readonly fragment?: number;
}

/** RFC 791 section 3.1, without a checksum. */
function ipv4(fields: IpFields, payload: Uint8Array): Buffer {
  const packet = Buffer.alloc(IP + payload.length);
  packet[0] = 0x45;
  packet.writeUInt16BE(packet.length, 2);
  packet.writeUInt16BE((fields.identification ?? 0) & 0xffff, 4);
  packet.writeUInt16BE(fields.fragment ?? 0, 6);
  packet[8] = 64;
  packet[9] = fields.protocol;
  packet.writeUInt32BE(fields.source ?? CLIENT, 12);
  packet.writeUInt32BE(fields.destination ?? SERVER, 16);
  packet.set(payload, IP);
  return packet;
}

function ethernet(packet: Uint8Array): Buffer {
  const frame = Buffer.alloc(ETHERNET + packet.length);
  frame.writeUInt16BE(0x0800, 12);
  frame.set(packet, ETHERNET);
  return frame;
}

/** The first bytes of a SYN to port 21; as many as an ICMP error quotes, and more. */
function syn(port: number, sequence: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(port, 0);
  header.writeUInt16BE(21, 2);
  header.writeUInt32BE(sequence >>> 0, 4);
  header[12] = 0x50;
  header[13] = 0x02;
  return header;
}

/** `size` packets beside one session. */
function many(packet: (n: number) => Buffer): Bomb['write'] {
  return (path, size) => {
    const writer = new CaptureWriter(path, 'pcap');
    new Control(writer).login();
    for (let n = 0; n < size; n++) writer.frame(ethernet(packet(n)));
    writer.close();
  };
}

/** A fragment of a TCP segment at `unit` times 8 bytes; `identification` tells the datagram. */
function fragment(identification: number, unit: number, length = 8, last = false): Buffer {
  const flags = last ? 0 : MORE_FRAGMENTS;
  const source = CLIENT + (identification >>> 16);
  return ipv4({ source, protocol: PROTOCOL_TCP, identification, fragment: flags | unit }, Buffer.alloc(length));
}

/** Units of 8 bytes in the longest datagram. */
const UNITS = 8000;

function icmpError(port: number): Buffer {
  const quoted = ipv4({ protocol: PROTOCOL_TCP }, syn(port, port));
  const message = Buffer.concat([Buffer.from([3, 13, 0, 0, 0, 0, 0, 0]), quoted]);
  return ipv4({ source: 0x0a000001, destination: CLIENT, protocol: PROTOCOL_ICMP }, message);
}

function nested(n: number): Buffer {
  let packet: Buffer = ipv4({ protocol: PROTOCOL_TCP }, syn(1024 + (n % 60_000), n));
  for (let depth = 0; depth < 60; depth++) packet = ipv4({ protocol: PROTOCOL_IP }, packet);
  return packet;
}

function each(name: string, what: string, packet: (n: number) => Buffer, says: Bomb['says'] = []): Bomb {
  return { name, what, full: 1_000_000, small: 10_000, write: many(packet), says };
}

const INCOMPLETE = ['fragments-incomplete'];

export const PACKETS: readonly Bomb[] = [
  each('fragments-of-many', 'first fragments, each of another datagram', (n) => fragment(n, 0), INCOMPLETE),
  each('fragments-of-far-ends', 'fragments at the end of datagrams', (n) => fragment(n, 8100), INCOMPLETE),
  each(
    'fragments-every-other',
    'fragments of which none touches another',
    (n) => fragment(Math.floor(n / UNITS), (2 * n) % UNITS),
    INCOMPLETE,
  ),
  each('fragments-backwards', 'fragments of long datagrams, the last one first', (n) =>
    fragment(Math.floor(n / UNITS), UNITS - 1 - (n % UNITS), 8, n % UNITS === 0),
  ),
  each('fragments-overlapping', 'fragments that overlap', (n) => fragment(0, n % 100, 1400), INCOMPLETE),
  each('fragments-again', 'copies of one fragment', () => fragment(0, 5), INCOMPLETE),
  each('icmp-errors', 'ICMP errors of one connection', () => icmpError(40_000)),
  each('icmp-errors-anew', 'ICMP errors, each of another connection', (n) => icmpError(1024 + (n % 60_000))),
  each('nested', 'IP packets in 60 others', nested, ['nesting-too-deep']),
];
