/** What all mutators are made of. */
export type Random = () => number;

/** The damaged bytes; `intact` says how many bytes stand before the damage, where that is where reading must stop. */
export interface Damaged {
  readonly bytes: Buffer;
  readonly intact: number | null;
}

export type Mutator = (bytes: Buffer, random: Random) => Damaged;

/** A whole number from 0 to `below` - 1. */
export function pick(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[pick(random, values.length)] as T;
}

/** Type of the block that begins a section of a pcapng. */
const SECTION_HEADER = 0x0a0d0d0a;

/** Where the records of a pcap or the blocks of a pcapng begin, the file's end included; empty for others. */
export function boundaries(bytes: Buffer): number[] {
  if (bytes.length < 28) return [];
  const starts: number[] = [];
  const isPcapng = bytes.readUInt32BE(0) === SECTION_HEADER;
  const magic = bytes.readUInt32LE(0);
  let little = magic === 0xa1b2c3d4 || magic === 0xa1b23c4d;
  const word = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  let at = isPcapng ? 0 : 24;
  const header = isPcapng ? 12 : 16;
  while (at + header <= bytes.length) {
    starts.push(at);
    // Each section of a pcapng has a byte order of its own.
    if (isPcapng && bytes.readUInt32BE(at) === SECTION_HEADER) little = bytes.readUInt32LE(at + 8) === 0x1a2b3c4d;
    const length = isPcapng ? word(at + 4) : 16 + word(at + 8);
    if (length < header || at + length > bytes.length) return starts;
    at += length;
  }
  starts.push(at);
  return starts;
}

export const changed = (bytes: Buffer): Damaged => ({ bytes, intact: null });
