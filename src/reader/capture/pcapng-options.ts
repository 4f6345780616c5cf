/** Option TLV: code, length, value padded to 4 bytes (draft-ietf-opsawg-pcapng section 3.5). */
const CODE = 0;
const LENGTH = 2;
const VALUE = 4;
const END_OF_OPTIONS = 0;

/** Reads unsigned numbers in a section's byte order. */
export function u16(bytes: Buffer, offset: number, little: boolean): number {
  return little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
}

export function u32(bytes: Buffer, offset: number, little: boolean): number {
  const a = bytes[offset] as number;
  const b = bytes[offset + 1] as number;
  const c = bytes[offset + 2] as number;
  const d = bytes[offset + 3] as number;
  return (little ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** A 64-bit counter; above 2^53 it is rounded. */
export function u64(bytes: Buffer, offset: number, little: boolean): number {
  return Number(little ? bytes.readBigUInt64LE(offset) : bytes.readBigUInt64BE(offset));
}

export function i64(bytes: Buffer, offset: number, little: boolean): number {
  return Number(little ? bytes.readBigInt64LE(offset) : bytes.readBigInt64BE(offset));
}

/**
 * Calls `take` for each option between `start` and `end`. Stops at the end mark and at an option that would run over
 * `end`: options are a supplement, so what is wrong with them does not spoil the block.
 */
export function forEachOption(
  bytes: Buffer,
  start: number,
  end: number,
  little: boolean,
  take: (code: number, offset: number, length: number) => void,
): void {
  let offset = start;
  while (offset + VALUE <= end) {
    const code = u16(bytes, offset + CODE, little);
    const length = u16(bytes, offset + LENGTH, little);
    if (code === END_OF_OPTIONS || offset + VALUE + length > end) return;
    take(code, offset + VALUE, length);
    offset += VALUE + ((length + 3) & ~3);
  }
}
