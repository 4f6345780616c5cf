/** The packets of an Ethernet capture in other clothes, and the analysis without what the clothes change. */
import { gzip } from '../../fixtures/forge/container/gzip.js';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { NANOSECONDS, pcapng } from '../../fixtures/forge/container/pcapng.js';

const ETHERNET_HEADER = 14;
const ETHERNET_TYPE = 12;
const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const PROTOCOL_TCP = 6;
const IPV6_FRAGMENT = 44;
const MORE_FRAGMENTS_OR_OFFSET = 0x3fff;

export interface Rewriting {
  readonly title: string;
  /** File name extension. */
  readonly extension: string;
  /** True where microseconds are all that the file can hold. */
  readonly microseconds?: boolean;
  /** Changes the packets; `frames[i]` is the original frame number of new frame i + 1. */
  readonly packets?: (packets: readonly ForgedPacket[]) => { packets: ForgedPacket[]; frames: number[] };
  readonly file: (packets: readonly ForgedPacket[]) => Uint8Array;
}

const nanosecondPcap = (packets: readonly ForgedPacket[]) => pcap(packets, { nanoseconds: true });

export const rewritings: readonly Rewriting[] = [
  { title: 'little-endian pcap, microseconds', extension: 'pcap', microseconds: true, file: (p) => pcap(p) },
  {
    title: 'big-endian pcap, microseconds',
    extension: 'pcap',
    microseconds: true,
    file: (p) => pcap(p, { littleEndian: false }),
  },
  { title: 'little-endian pcap, nanoseconds', extension: 'pcap', file: nanosecondPcap },
  {
    title: 'big-endian pcap, nanoseconds',
    extension: 'pcap',
    file: (p) => pcap(p, { nanoseconds: true, littleEndian: false }),
  },
  { title: 'little-endian pcapng', extension: 'pcapng', file: (p) => pcapng(p, { resolution: NANOSECONDS }) },
  {
    title: 'big-endian pcapng',
    extension: 'pcapng',
    file: (p) => pcapng(p, { resolution: NANOSECONDS, littleEndian: false }),
  },
  { title: 'gzip', extension: 'pcap.gz', file: (p) => gzip(nanosecondPcap(p)) },
  {
    title: 'a VLAN tag in every packet',
    extension: 'pcap',
    packets: (p) => each(p, (packet) => spliced(packet, ETHERNET_TYPE, 0, Uint8Array.of(0x81, 0, 0, 42))),
    file: nanosecondPcap,
  },
  { title: 'Linux cooked', extension: 'pcap', packets: (p) => each(p, cooked), file: nanosecondPcap },
  {
    title: 'raw IP',
    extension: 'pcap',
    packets: (p) => each(p, (packet) => ({ ...spliced(packet, 0, ETHERNET_HEADER, new Uint8Array()), linkType: 101 })),
    file: nanosecondPcap,
  },
  { title: 'every data segment duplicated', extension: 'pcap', packets: duplicated, file: nanosecondPcap },
];

/** Digits below the microsecond cut off. */
export function toMicroseconds(packets: readonly ForgedPacket[]): ForgedPacket[] {
  return packets.map((packet) => ({ ...packet, time: packet.time - (packet.time % 1000n) }));
}

/** Whether all packets are untagged IP over Ethernet: what these rewritings can change. */
export function isPlainEthernet(packets: readonly ForgedPacket[]): boolean {
  return packets.length > 0 && packets.every((packet) => packet.linkType === 1 && isIp(packet));
}

function each(packets: readonly ForgedPacket[], change: (packet: ForgedPacket) => ForgedPacket) {
  return { packets: packets.map(change), frames: packets.map((_, i) => i + 1) };
}

/** `insert` in place of `remove` bytes at `offset`. */
function spliced(packet: ForgedPacket, offset: number, remove: number, insert: Uint8Array): ForgedPacket {
  const { bytes, originalLength } = packet;
  return {
    ...packet,
    bytes: Uint8Array.of(...bytes.subarray(0, offset), ...insert, ...bytes.subarray(offset + remove)),
    originalLength: originalLength - remove + insert.length,
  };
}

/** LINKTYPE_LINUX_SLL: packet type, ARPHRD, address length, address padded to 8 bytes, EtherType. */
function cooked(packet: ForgedPacket): ForgedPacket {
  const source = packet.bytes.subarray(6, 12);
  const type = packet.bytes.subarray(ETHERNET_TYPE, ETHERNET_HEADER);
  const header = Uint8Array.of(0, 0, 0, 1, 0, 6, ...source, 0, 0, ...type);
  return { ...spliced(packet, 0, ETHERNET_HEADER, header), linkType: 113 };
}

/** A second copy, byte for byte, right behind each segment with payload and each fragment of one: what two taps on one wire deliver. */
function duplicated(packets: readonly ForgedPacket[]): { packets: ForgedPacket[]; frames: number[] } {
  const result: ForgedPacket[] = [];
  const frames: number[] = [];
  for (const [i, packet] of packets.entries()) {
    const copies = hasTcpPayload(packet) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      result.push(packet);
      frames.push(i + 1);
    }
  }
  return { packets: result, frames };
}

function typeOf({ bytes }: ForgedPacket): number {
  return ((bytes[ETHERNET_TYPE] ?? 0) << 8) | (bytes[ETHERNET_TYPE + 1] ?? 0);
}

function isIp(packet: ForgedPacket): boolean {
  return typeOf(packet) === IPV4 || typeOf(packet) === IPV6;
}

/** Of plain IPv4 and IPv6; lengths by the headers, so that padding and a snap length do not matter. */
function hasTcpPayload(packet: ForgedPacket): boolean {
  const { bytes } = packet;
  if (bytes.length < ETHERNET_HEADER + 40 || !isIp(packet)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + ETHERNET_HEADER, bytes.length - ETHERNET_HEADER);
  const four = typeOf(packet) === IPV4;
  const protocol = view.getUint8(four ? 9 : 6);
  const headerLength = four ? (view.getUint8(0) & 0x0f) * 4 : 40;
  const total = four ? view.getUint16(2) : 40 + view.getUint16(4);
  if (four ? (view.getUint16(6) & MORE_FRAGMENTS_OR_OFFSET) !== 0 : protocol === IPV6_FRAGMENT) return true;
  if (protocol !== PROTOCOL_TCP || view.byteLength < headerLength + 13) return false;
  return total > headerLength + (view.getUint8(headerLength + 12) >> 4) * 4;
}
