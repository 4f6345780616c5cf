/** Member header, RFC 1952 section 2.3. */
const METHOD = 2;
const FLAGS = 3;
const FIXED_LENGTH = 10;
const MAGIC = [0x1f, 0x8b] as const;
const DEFLATE = 8;
const FLAG_HEADER_CRC = 1 << 1;
const FLAG_EXTRA = 1 << 2;
const FLAG_NAME = 1 << 3;
const FLAG_COMMENT = 1 << 4;

/** A name or comment is text without a length; one that has no end in this many bytes is none. */
export const MAX_GZIP_HEADER = 256 * 1024;

/** Length of the member header that `bytes` starts with; 0: more bytes are needed; -1: it is none. */
export function gzipHeaderLength(bytes: Buffer): number {
  for (const [i, expected] of MAGIC.entries()) if (i < bytes.length && bytes[i] !== expected) return -1;
  if (bytes.length > METHOD && bytes[METHOD] !== DEFLATE) return -1;
  if (bytes.length < FIXED_LENGTH) return 0;
  const flags = bytes.readUInt8(FLAGS);
  let length = FIXED_LENGTH;
  if ((flags & FLAG_EXTRA) !== 0) {
    if (bytes.length < length + 2) return 0;
    length += 2 + bytes.readUInt16LE(length);
  }
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return bytes.length > MAX_GZIP_HEADER ? -1 : 0;
    length = end + 1;
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) length += 2;
  return bytes.length < length ? 0 : length;
}
