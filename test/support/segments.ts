/** Decoded segments and packets for tests of TCP, written as short lines. */
import type { Packet } from '../../src/reader/capture/packet.js';
import { ACK, FIN, RST, type Segment, SYN } from '../../src/reader/wire/segment.js';

const FLAGS: Readonly<Record<string, number>> = { F: FIN, S: SYN, R: RST, P: 0x08, A: ACK, U: 0x20 };

export interface End {
  readonly address: string;
  readonly port: number;
}

export const A: End = { address: '10.0.0.1', port: 40000 };
export const B: End = { address: '10.0.0.2', port: 5000 };

/** IPv4 in the last of four words. */
export function addressWords(address: string): Int32Array {
  return Int32Array.of(0, 0, 0, Buffer.from(address.split('.').map(Number)).readInt32BE());
}

/** `from` and `to` and what differs from an empty segment without flags. */
export function segmentOf(from: End, to: End, fields: Partial<Segment> = {}): Segment {
  const payload = fields.bytes ?? new Uint8Array();
  return {
    version: 4,
    source: addressWords(from.address),
    destination: addressWords(to.address),
    linkAddress: -1,
    ttl: 64,
    identification: 0,
    sourcePort: from.port,
    destinationPort: to.port,
    sequence: 0,
    acknowledgment: 0,
    flags: 0,
    window: 1000,
    checksum: 0,
    urgentPointer: 0,
    headerLength: 20,
    bytes: payload,
    optionsStart: 0,
    optionsEnd: 0,
    payloadStart: 0,
    payloadCaptured: payload.length,
    payloadLength: payload.length,
    ...fields,
  };
}

/** A packet of frame `frame`, `microseconds` after the first. */
export function packetOf(frame: number, microseconds = frame * 1000): Packet {
  return {
    frame,
    seconds: Math.floor(microseconds / 1e6),
    nanoseconds: Math.round(microseconds % 1e6) * 1000,
    linkType: 1,
    bytes: new Uint8Array(),
    start: 0,
    end: 0,
    originalLength: 0,
  };
}

export interface Step {
  readonly from: 'a' | 'b';
  readonly segment: Segment;
  readonly packet: Packet;
}

const LINE =
  /^([ab]) ([A-Z]+) (\d+)(?:\+(\d+))?(?: ack (\d+))?(?: win (\d+))?(?: ttl (\d+))?(?: id (\d+))?(?: @(\d+))?$/;

/**
 * `a SA 100+5 ack 7 win 0 ttl 63 id 9 @1500`: sender, flags (none: `N`), sequence number + payload bytes, and optionally
 * acknowledgment, window, TTL, IP identification, and microseconds since the start (a millisecond a line when absent).
 */
export function script(lines: readonly string[], ends: { readonly a: End; readonly b: End } = { a: A, b: B }): Step[] {
  return lines.map((line, i) => {
    const match = LINE.exec(line);
    if (match === null) throw new Error(`not a segment: ${line}`);
    const [, who, letters = '', sequence, length = '0', ack = '0', window = '1000', ttl = '64', id = '0', at] = match;
    const from = who as 'a' | 'b';
    const flags = [...letters].reduce((sum, letter) => sum | (FLAGS[letter] ?? 0), 0);
    const segment = segmentOf(ends[from], ends[from === 'a' ? 'b' : 'a'], {
      sequence: Number(sequence) | 0,
      acknowledgment: Number(ack) | 0,
      flags,
      window: Number(window),
      ttl: Number(ttl),
      identification: Number(id),
      bytes: new Uint8Array(Number(length)),
      // Stands for the checksum: it differs where the payload's place does.
      checksum: Number(sequence) & 0xffff,
    });
    return { from, segment, packet: packetOf(i + 1, at === undefined ? (i + 1) * 1000 : Number(at)) };
  });
}
