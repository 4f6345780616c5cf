/** Ways to damage a capture file; each is decided by a generator of numbers alone. */
import { gzipSync } from 'node:zlib';

import { boundaries, changed, type Mutator, oneOf, pick, type Random } from './numbers.js';
import { REWRAPPED } from './rewrap.js';

const EXTREMES = [
  0, 1, 3, 4, 7, 8, 12, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

/** Pieces of the file between its boundaries, put together anew. */
function rearranged(arrange: (pieces: Buffer[], random: Random) => Buffer[]): Mutator {
  return (bytes, random) => {
    const starts = boundaries(bytes);
    const pieces = starts.slice(1).map((end, n) => bytes.subarray(starts[n], end));
    return changed(Buffer.concat([bytes.subarray(0, starts[0] ?? 0), ...arrange(pieces, random)]));
  };
}

/** Writes `value` of `size` bytes somewhere, at a boundary or in a packet. */
function overwritten(
  times: number,
  sizes: readonly (1 | 2 | 4)[],
  where: (bytes: Buffer, random: Random) => number,
): Mutator {
  return (original, random) => {
    const bytes = Buffer.from(original);
    for (let n = 0; n < times; n++) {
      const size = oneOf(random, sizes);
      const at = Math.min(where(bytes, random), bytes.length - size);
      if (at < 0) continue;
      const value = oneOf(random, EXTREMES) % 2 ** (8 * size);
      if (random() < 0.5) bytes.writeUIntLE(value, at, size);
      else bytes.writeUIntBE(value, at, size);
    }
    return changed(bytes);
  };
}

const anywhere = (bytes: Buffer, random: Random) => pick(random, bytes.length);
/** In the header of a record or block: lengths, counts, times, options. */
const inHeader = (bytes: Buffer, random: Random) => oneOf(random, [0, ...boundaries(bytes)]) + pick(random, 32);
/** In the headers of a packet: link layer, IP, TCP. */
const inPacket = (bytes: Buffer, random: Random) => oneOf(random, [0, ...boundaries(bytes)]) + 16 + pick(random, 80);

export const MUTATORS: Readonly<Record<string, Mutator>> = {
  'bits-flipped': (original, random) => {
    const bytes = Buffer.from(original);
    for (let n = 1 + pick(random, 20); n > 0 && bytes.length > 0; n--) {
      const at = pick(random, bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(random, 8));
    }
    return changed(bytes);
  },
  cut: (bytes, random) => {
    const at = pick(random, bytes.length);
    return { bytes: bytes.subarray(0, at), intact: at };
  },
  'impossible-record': (bytes, random) => {
    const starts = boundaries(bytes);
    if (starts.length < 2) return changed(bytes);
    const at = oneOf(random, starts.slice(1));
    const isPcapng = bytes.readUInt32BE(0) === 0x0a0d0d0a;
    const record = Buffer.alloc(isPcapng ? 12 : 16, 0xff);
    return { bytes: Buffer.concat([bytes.subarray(0, at), record]), intact: at };
  },
  'extremes-anywhere': overwritten(5, [1, 2, 4], anywhere),
  'extremes-in-headers': overwritten(3, [2, 4], inHeader),
  'extremes-in-packets': overwritten(8, [1, 2, 4], inPacket),
  'records-shuffled': rearranged((pieces, random) => {
    const result = [...pieces];
    for (let n = pick(random, 10) + 1; n > 0 && result.length > 0; n--) {
      const [moved] = result.splice(pick(random, result.length), 1);
      if (moved !== undefined) result.splice(pick(random, result.length + 1), 0, moved);
    }
    return result;
  }),
  'records-reversed': rearranged((pieces) => [...pieces].reverse()),
  'records-repeated': rearranged((pieces, random) =>
    pieces.flatMap((piece) => Array<Buffer>(random() < 0.2 ? 1 + pick(random, 4) : 1).fill(piece)),
  ),
  'records-dropped': rearranged((pieces, random) => pieces.filter(() => random() < 0.8)),
  'bytes-inserted': (bytes, random) => {
    const at = pick(random, bytes.length);
    const inserted = Buffer.from(Array.from({ length: 1 + pick(random, 40) }, () => pick(random, 256)));
    return changed(Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]));
  },
  'bytes-removed': (bytes, random) => {
    const at = pick(random, bytes.length);
    return changed(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(random, 40))]));
  },
  'twice-over': (bytes) => changed(Buffer.concat([bytes, bytes])),
  'gzip-damaged': (bytes, random) => {
    const packed = gzipSync(bytes);
    for (let n = 1 + pick(random, 5); n > 0; n--) packed[pick(random, packed.length)] = pick(random, 256);
    return changed(random() < 0.3 ? packed.subarray(0, pick(random, packed.length)) : packed);
  },
  ...REWRAPPED,
};
