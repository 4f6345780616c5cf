/**
 * TCP sequence number arithmetic modulo 2^32 (RFC 9293 section 3.4) on signed 32-bit integers: the wrap-around of the
 * sequence space and that of `| 0` are the same, and small integers cost no allocation.
 */

/** The largest window that window scaling allows (RFC 7323 section 2.3): anything further away is not of this stream. */
export const MAX_WINDOW = 2 ** 30;

/** Bytes from `from` to `to`; negative when `to` lies before `from`. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}

/** `sequence` moved on by `bytes`. */
export function advance(sequence: number, bytes: number): number {
  return (sequence + bytes) | 0;
}
