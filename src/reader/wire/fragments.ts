import type { Cursor } from './cursor.js';
import type { IpHeader } from './ip-header.js';

/** Datagrams under reassembly at once; the oldest is given up for a new one. Linux keeps about as many in 4 MiB. */
const MAX_DATAGRAMS = 512;
/** Bytes held for all of them together. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Separate pieces of one datagram: 64 KiB in fragments of 576 bytes, none adjacent, are fewer. */
const MAX_RANGES = 64;
/** An IP packet's length field ends here. */
const MAX_DATAGRAM_LENGTH = 65_535;
/** Later fragments belong to another datagram with the same identification (RFC 8200 section 4.5). */
const TIMEOUT_SECONDS = 60;

/** A second copy of a fragment, from another interface, comes within this time. */
const COPY_SECONDS = 1;

const PROTOCOL_UDP = 17;

interface Datagram {
  readonly protocolHint: number;
  readonly startSeconds: number;
  bytes: Buffer;
  /** Received ranges as start, end, start, end, …, sorted, none touching the next. */
  ranges: number[];
  /** -1 until the last fragment was seen. */
  totalLength: number;
  /** Next header after the IPv6 fragment header, or the IPv4 protocol: of the first fragment. */
  protocol: number;
}

/** Puts IP fragments together (RFC 791 section 3.2, RFC 8200 section 4.5). Where copies overlap, the first wins. */
export class Fragments {
  /** Datagrams that were given up, UDP not counted: only what FTP could run over is worth a word. */
  givenUp = 0;
  private heldBytes = 0;
  private readonly datagrams = new Map<string, Datagram>();
  /** Datagrams that were put together, by the second in which they were. */
  private readonly done = new Map<string, number>();

  /**
   * Adds the fragment at the cursor. When that completes its datagram, puts the cursor on the reassembled payload and
   * its protocol into `ip`, and returns true.
   */
  add(cursor: Cursor, ip: IpHeader, seconds: number): boolean {
    const length = cursor.wireEnd - cursor.offset;
    const start = ip.fragmentOffset;
    // Only whole fragments are of use; one that is not the last must end on a unit of 8 bytes.
    if (cursor.end < cursor.wireEnd || length === 0 || start + length > MAX_DATAGRAM_LENGTH) return false;
    if (ip.moreFragments && length % 8 !== 0) return false;
    const key = keyOf(ip);
    // A packet that was captured twice is complete already.
    if (this.isDone(key, seconds)) return false;
    const datagram = this.find(key, ip, seconds);
    if (start === 0) datagram.protocol = ip.protocol;
    if (!ip.moreFragments && datagram.totalLength < 0) datagram.totalLength = start + length;
    this.store(datagram, cursor, start, length);
    if (datagram.ranges.length > MAX_RANGES * 2) {
      this.drop(key, datagram);
      return false;
    }
    if (!isComplete(datagram)) {
      this.makeRoom(key);
      return false;
    }
    this.datagrams.delete(key);
    this.remember(key, seconds);
    this.heldBytes -= datagram.bytes.length;
    cursor.bytes = datagram.bytes;
    cursor.offset = 0;
    cursor.end = datagram.totalLength;
    cursor.wireEnd = datagram.totalLength;
    ip.protocol = datagram.protocol;
    ip.fragmentOffset = 0;
    ip.moreFragments = false;
    return true;
  }

  private isDone(key: string, seconds: number): boolean {
    const done = this.done.get(key);
    return done !== undefined && Math.abs(seconds - done) <= COPY_SECONDS;
  }

  private remember(key: string, seconds: number): void {
    this.done.delete(key);
    this.done.set(key, seconds);
    if (this.done.size <= MAX_DATAGRAMS) return;
    for (const oldest of this.done.keys()) {
      this.done.delete(oldest);
      return;
    }
  }

  /** Datagrams that never became whole, those included that are still waiting. */
  get incomplete(): number {
    let waiting = 0;
    for (const { protocolHint } of this.datagrams.values()) if (protocolHint !== PROTOCOL_UDP) waiting++;
    return this.givenUp + waiting;
  }

  private find(key: string, ip: IpHeader, seconds: number): Datagram {
    const known = this.datagrams.get(key);
    if (known !== undefined) {
      if (Math.abs(seconds - known.startSeconds) <= TIMEOUT_SECONDS) return known;
      this.drop(key, known);
    }
    const datagram: Datagram = {
      protocolHint: ip.protocol,
      startSeconds: seconds,
      bytes: Buffer.alloc(0),
      ranges: [],
      totalLength: -1,
      protocol: -1,
    };
    this.datagrams.set(key, datagram);
    return datagram;
  }

  private store(datagram: Datagram, cursor: Cursor, start: number, length: number): void {
    const end = start + length;
    this.reserve(datagram, end);
    for (const [from, to] of holesWithin(datagram.ranges, start, end)) {
      const source = cursor.offset - start;
      datagram.bytes.set(cursor.bytes.subarray(source + from, source + to), from);
    }
    datagram.ranges = withRange(datagram.ranges, start, end);
  }

  private reserve(datagram: Datagram, size: number): void {
    if (size <= datagram.bytes.length) return;
    const larger = Buffer.alloc(Math.min(MAX_DATAGRAM_LENGTH, Math.max(size, datagram.bytes.length * 2)));
    larger.set(datagram.bytes);
    this.heldBytes += larger.length - datagram.bytes.length;
    datagram.bytes = larger;
  }

  /** Gives up the oldest datagrams until the bounds are kept; the one at hand is the newest work and stays. */
  private makeRoom(current: string): void {
    if (this.datagrams.size <= MAX_DATAGRAMS && this.heldBytes <= MAX_BYTES) return;
    for (const [key, datagram] of this.datagrams) {
      if (key === current) continue;
      this.drop(key, datagram);
      if (this.datagrams.size <= MAX_DATAGRAMS && this.heldBytes <= MAX_BYTES) return;
    }
  }

  private drop(key: string, datagram: Datagram): void {
    this.datagrams.delete(key);
    this.heldBytes -= datagram.bytes.length;
    if (datagram.protocolHint !== PROTOCOL_UDP) this.givenUp++;
  }
}

/** Source, destination, identification, and in IPv4 the protocol (RFC 791); in IPv6 fragments may differ in it. */
function keyOf(ip: IpHeader): string {
  const protocol = ip.version === 4 ? ip.protocol : -1;
  return `${ip.source.join()}/${ip.destination.join()}/${ip.identification}/${protocol}`;
}

function isComplete({ totalLength, ranges }: Datagram): boolean {
  return totalLength >= 0 && ranges[0] === 0 && (ranges[1] as number) >= totalLength;
}

/** The parts of start to end that no range covers. */
function holesWithin(ranges: readonly number[], start: number, end: number): [number, number][] {
  const holes: [number, number][] = [];
  let from = start;
  for (let i = 0; i < ranges.length && from < end; i += 2) {
    const rangeStart = ranges[i] as number;
    const rangeEnd = ranges[i + 1] as number;
    if (rangeEnd <= from) continue;
    if (rangeStart > from) holes.push([from, Math.min(rangeStart, end)]);
    from = Math.max(from, rangeEnd);
  }
  if (from < end) holes.push([from, end]);
  return holes;
}

/** The ranges with start to end added, joined where they touch. */
function withRange(ranges: readonly number[], start: number, end: number): number[] {
  const joined: number[] = [];
  let from = start;
  let to = end;
  let i = 0;
  for (; i < ranges.length && (ranges[i + 1] as number) < start; i += 2) {
    joined.push(ranges[i] as number, ranges[i + 1] as number);
  }
  for (; i < ranges.length && (ranges[i] as number) <= end; i += 2) {
    from = Math.min(from, ranges[i] as number);
    to = Math.max(to, ranges[i + 1] as number);
  }
  joined.push(from, to);
  joined.push(...ranges.slice(i));
  return joined;
}
