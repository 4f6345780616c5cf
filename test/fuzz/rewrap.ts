/** Puts the packets of a classic pcap into containers and headers that say odd things of them. */
import { boundaries, changed, type Mutator, oneOf, pick, type Random } from './numbers.js';

const PCAP_HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET = 14;
const LINK_TYPES = [0, 1, 1, 1, 12, 101, 105, 113, 127, 228, 229, 276, 65_535];

interface PacketRecord {
  /** Its header of 16 bytes. */
  readonly at: number;
  readonly packet: Buffer;
}

interface Pcap {
  readonly little: boolean;
  readonly linkType: number;
  readonly records: readonly PacketRecord[];
}

/** Null for other formats. */
function recordsOf(bytes: Buffer): Pcap | null {
  if (bytes.length < PCAP_HEADER) return null;
  const magic = bytes.readUInt32LE(0);
  const little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  const big = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
  if (!little && !big) return null;
  const linkType = little ? bytes.readUInt16LE(20) : bytes.readUInt16BE(22);
  const starts = boundaries(bytes);
  const records = starts
    .slice(0, -1)
    .map((at, n) => ({ at, packet: bytes.subarray(at + RECORD_HEADER, starts[n + 1]) }));
  return { little, linkType, records };
}

/** Numbers in either byte order. */
class Fields {
  constructor(readonly little: boolean) {}

  u16(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.little) bytes.writeUInt16LE(value & 0xffff);
    else bytes.writeUInt16BE(value & 0xffff);
    return bytes;
  }

  u32(...values: readonly number[]): Buffer {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [n, value] of values.entries()) {
      if (this.little) bytes.writeUInt32LE(value >>> 0, n * 4);
      else bytes.writeUInt32BE(value >>> 0, n * 4);
    }
    return bytes;
  }

  block(type: number, ...parts: readonly Buffer[]): Buffer {
    const body = Buffer.concat(parts);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    const length = this.u32(padded.length + 12);
    return Buffer.concat([this.u32(type), length, padded, length]);
  }

  /** Options: unknown ones, again and again, with lengths that run over the end. */
  options(random: Random, known: readonly number[]): Buffer {
    const all = Array.from({ length: pick(random, 5) }, () => {
      const code = oneOf(random, [...known, ...known, 1, 2, 2988, 0x8001, pick(random, 65_536)]);
      const length = oneOf(random, [0, 1, 1, 4, 8, 8, 8, pick(random, 40)]);
      const value = Buffer.from(Array.from({ length }, () => oneOf(random, [0, 1, 6, 9, 0x7f, 0x80, 0xff])));
      const said = random() < 0.1 ? oneOf(random, [0xffff, length + 1, length + 400]) : length;
      return Buffer.concat([this.u16(code), this.u16(said), value, Buffer.alloc(-length & 3)]);
    });
    return Buffer.concat([...all, random() < 0.5 ? this.u32(0) : Buffer.alloc(0)]);
  }
}

const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;
const EPB_FLAGS = 2;
const EPB_DROPCOUNT = 4;

function section(fields: Fields, random: Random): Buffer {
  const length = oneOf(random, [0xffffffff, 0xffffffff, 0, 100]);
  return fields.block(0x0a0d0d0a, fields.u32(0x1a2b3c4d), fields.u16(1), fields.u16(0), fields.u32(length, length));
}

function description(fields: Fields, linkType: number, random: Random): Buffer {
  const snapLength = oneOf(random, [0, 262_144, 1, 0xffffffff]);
  const options = fields.options(random, [IF_TSRESOL, IF_TSOFFSET]);
  return fields.block(1, fields.u16(linkType), fields.u16(0), fields.u32(snapLength), options);
}

/** Ticks far apart, backwards, the largest and the smallest there are. */
function ticks(random: Random, n: number): [number, number] {
  const near = 1_767_603_600_000_000 + n * 1000;
  return oneOf(random, [
    [Math.floor(near / 2 ** 32), near % 2 ** 32],
    [Math.floor(near / 2 ** 32), near % 2 ** 32],
    [0, 0],
    [0x7fffffff, 0xffffffff],
    [0x80000000, 0],
    [0xffffffff, 0xffffffff],
    [pick(random, 2 ** 31), pick(random, 2 ** 31)],
  ] as const) as [number, number];
}

/** Sections of either byte order, interfaces of several link types, blocks of one between those of another. */
const wrappedAnew: Mutator = (bytes, random) => {
  const pcap = recordsOf(bytes);
  if (pcap === null) return changed(bytes);
  let fields = new Fields(random() < 0.5);
  let interfaces = 0;
  const blocks: Buffer[] = [section(fields, random)];
  const describe = (linkType: number) => {
    blocks.push(description(fields, linkType, random));
    interfaces++;
  };
  describe(pcap.linkType);
  for (const [n, { packet }] of pcap.records.entries()) {
    const luck = random();
    if (luck < 0.02) {
      fields = new Fields(random() < 0.5);
      blocks.push(section(fields, random));
      interfaces = 0;
      if (random() < 0.9) describe(pcap.linkType);
    } else if (luck < 0.06) describe(oneOf(random, LINK_TYPES));
    else if (luck < 0.1) blocks.push(fields.block(oneOf(random, [4, 10, 0xbad, 0x40000bad, 9, 7, 0x80000001]), packet));
    else if (luck < 0.13) {
      blocks.push(
        fields.block(5, fields.u32(pick(random, 3), ...ticks(random, n)), fields.options(random, [4, 5, 6, 7])),
      );
    }
    const on = random() < 0.8 ? 0 : pick(random, interfaces + 1);
    const original = oneOf(random, [packet.length, packet.length, packet.length, 0, packet.length + 5, 0xffffffff]);
    const data = Buffer.concat([packet, Buffer.alloc(-packet.length & 3)]);
    const kind = random();
    if (kind < 0.05) blocks.push(fields.block(3, fields.u32(original), packet));
    else if (kind < 0.1) {
      const head = [fields.u16(on), fields.u16(oneOf(random, [0, 3, 0xffff])), fields.u32(...ticks(random, n))];
      blocks.push(fields.block(2, ...head, fields.u32(packet.length, original), data));
    } else {
      const options = random() < 0.3 ? fields.options(random, [EPB_FLAGS, EPB_DROPCOUNT]) : Buffer.alloc(0);
      const said = random() < 0.01 ? packet.length + 8 : packet.length;
      blocks.push(fields.block(6, fields.u32(on, ...ticks(random, n), said, original), data, options));
    }
  }
  return changed(Buffer.concat(blocks));
};

/** Writes over fields of some records. */
function inRecords(write: (bytes: Buffer, at: number, little: boolean, random: Random) => void): Mutator {
  return (original, random) => {
    const bytes = Buffer.from(original);
    const pcap = recordsOf(bytes);
    for (const { at } of pcap?.records ?? []) if (random() < 0.3) write(bytes, at, pcap?.little ?? true, random);
    return changed(bytes);
  };
}

function put(bytes: Buffer, at: number, value: number, size: 2 | 4, little: boolean): void {
  if (at + size > bytes.length) return;
  if (little) bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
}

const timesOdd = inRecords((bytes, at, little, random) => {
  const now = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  const seconds = oneOf(random, [0, 1, now, now - 1, now + 100_000, now - 100_000, 0x7fffffff, 0x80000000, 0xffffffff]);
  put(bytes, at, seconds >>> 0, 4, little);
  put(bytes, at + 4, oneOf(random, [0, 999_999, 1_000_000, 999_999_999, 1_000_000_000, 0xffffffff]), 4, little);
});

/** Captured against original length, IP's total length against both, TCP's offset against all of them. */
const headersContradict = inRecords((bytes, at, little, random) => {
  const captured = little ? bytes.readUInt32LE(at + 8) : bytes.readUInt32BE(at + 8);
  const ip = at + RECORD_HEADER + ETHERNET;
  const size = Math.max(0, captured - ETHERNET);
  switch (pick(random, 5)) {
    case 0:
      put(bytes, at + 12, oneOf(random, [0, 1, captured - 1, captured + 1, 0xffffffff]) >>> 0, 4, little);
      break;
    case 1:
      put(
        bytes,
        ip + 2,
        oneOf(random, [0, 19, 20, 39, 40, size - 1, size + 1, size + 1000, 0xffff]) & 0xffff,
        2,
        false,
      );
      break;
    case 2:
      if (ip < bytes.length) bytes[ip] = oneOf(random, [0x40, 0x44, 0x46, 0x4f, 0x65, 0x05]);
      break;
    case 3:
      if (ip + 32 < bytes.length) bytes[ip + 32] = oneOf(random, [0, 0x10, 0x40, 0x60, 0xf0]);
      break;
    default:
      put(bytes, ip + 6, oneOf(random, [0x2000, 0x1fff, 0x3fff, 0x0001, 0x4000, 0x8000]), 2, false);
  }
});

/** Wrong, zero, or left to the network card, as IP and TCP have them. */
const checksumsWrong = inRecords((bytes, at, _little, random) => {
  const ip = at + RECORD_HEADER + ETHERNET;
  put(bytes, ip + 10, oneOf(random, [0, 0xffff, pick(random, 65_536)]), 2, false);
  put(bytes, ip + 36, oneOf(random, [0, 0xffff, pick(random, 65_536)]), 2, false);
});

/** Records of this capture between those of the same one on other ports or hosts. */
const interleaved: Mutator = (bytes, random) => {
  const pcap = recordsOf(bytes);
  if (pcap === null) return changed(bytes);
  const starts = boundaries(bytes);
  const mine = starts.slice(1).map((end, n) => bytes.subarray(starts[n], end));
  const theirs = mine.map((record) => {
    const copy = Buffer.from(record);
    const source = RECORD_HEADER + ETHERNET + 12 + 4 * pick(random, 2);
    if (source + 4 < copy.length && random() < 0.9) copy[source] = (copy[source] ?? 0) ^ 1;
    return copy;
  });
  const merged: Buffer[] = [];
  for (let a = 0, b = 0; a < mine.length || b < theirs.length; ) {
    const next = (random() < 0.5 && a < mine.length) || b >= theirs.length ? mine[a++] : theirs[b++];
    if (next !== undefined) merged.push(next);
  }
  return changed(Buffer.concat([bytes.subarray(0, PCAP_HEADER), ...merged]));
};

export const REWRAPPED: Readonly<Record<string, Mutator>> = {
  'wrapped-anew': wrappedAnew,
  'times-odd': timesOdd,
  'headers-contradict': headersContradict,
  'checksums-wrong': checksumsWrong,
  interleaved,
};
