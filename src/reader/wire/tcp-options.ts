import { i32, u8, u16 } from './bytes.js';
import type { Segment } from './segment.js';

/** Option kinds (IANA) and their lengths, kind and length included. */
const END = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT_SIZE = 2;
const WINDOW_SCALE = 3;
const SACK_PERMITTED = 4;
const SACK = 5;
const TIMESTAMPS = 8;
const SACK_BLOCK_LENGTH = 8;

/** RFC 7323 section 2.3: a larger shift counts as this. */
const MAX_WINDOW_SHIFT = 14;

/** Options of a TCP segment; null where the segment has none of that kind. */
export interface TcpOptions {
  /** RFC 9293 section 3.7.1. */
  readonly maximumSegmentSize: number | null;
  /** Shift count, at most 14 (RFC 7323 section 2.2). */
  readonly windowScale: number | null;
  /** RFC 2018 section 2. */
  readonly sackPermitted: boolean;
  /** Left and right edges as signed 32-bit sequence numbers (RFC 2018 section 3). */
  readonly sackBlocks: readonly { readonly left: number; readonly right: number }[];
  /** TSval and TSecr, unsigned (RFC 7323 section 3.2). */
  readonly timestamps: { readonly value: number; readonly echo: number } | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads the options of a segment as far as they were captured. Allocates: for SYNs, and where someone asks. */
export function parseTcpOptions(segment: Pick<Segment, 'bytes' | 'optionsStart' | 'optionsEnd'>): TcpOptions {
  const { bytes, optionsEnd: end } = segment;
  const sackBlocks: { left: number; right: number }[] = [];
  const options: Mutable<TcpOptions> = {
    maximumSegmentSize: null,
    windowScale: null,
    sackPermitted: false,
    sackBlocks,
    timestamps: null,
  };
  let offset = segment.optionsStart;
  while (offset < end) {
    const kind = u8(bytes, offset);
    if (kind === END) break;
    if (kind === NO_OPERATION) {
      offset++;
      continue;
    }
    // A length that is impossible leaves no way to find the next option.
    if (offset + 2 > end) break;
    const length = u8(bytes, offset + 1);
    if (length < 2 || offset + length > end) break;
    const value = offset + 2;
    if (kind === MAXIMUM_SEGMENT_SIZE && length === 4) options.maximumSegmentSize = u16(bytes, value);
    else if (kind === WINDOW_SCALE && length === 3) {
      options.windowScale = Math.min(u8(bytes, value), MAX_WINDOW_SHIFT);
    } else if (kind === SACK_PERMITTED && length === 2) options.sackPermitted = true;
    else if (kind === TIMESTAMPS && length === 10) {
      options.timestamps = { value: i32(bytes, value) >>> 0, echo: i32(bytes, value + 4) >>> 0 };
    } else if (kind === SACK) {
      for (let at = value; at + SACK_BLOCK_LENGTH <= offset + length; at += SACK_BLOCK_LENGTH) {
        sackBlocks.push({ left: i32(bytes, at), right: i32(bytes, at + 4) });
      }
    }
    offset += length;
  }
  return options;
}
