import type { CaptureWarning } from '../../../src/model/analysis.js';
import { inLanguage } from '../../../src/model/language.js';
import type { Packet } from '../../../src/reader/capture/packet.js';
import { formatAddress } from '../../../src/reader/wire/address.js';
import { Decoder } from '../../../src/reader/wire/decode.js';
import type { IcmpError, Segment } from '../../../src/reader/wire/segment.js';

/** A copy of a segment, its payload as text. */
export type SeenSegment = Omit<
  Segment,
  'source' | 'destination' | 'bytes' | 'optionsStart' | 'optionsEnd' | 'payloadStart'
> & {
  readonly frame: number;
  readonly source: string;
  readonly destination: string;
  readonly options: string;
  readonly payload: string;
};

export type SeenError = Omit<IcmpError, 'source' | 'destination' | 'quotedSource' | 'quotedDestination'> & {
  readonly source: string;
  readonly destination: string;
  readonly quotedSource: string;
  readonly quotedDestination: string;
};

export interface Decoded {
  readonly segments: readonly SeenSegment[];
  readonly errors: readonly SeenError[];
  readonly warnings: readonly CaptureWarning[];
}

export interface Captured {
  readonly bytes: Buffer;
  /** Length on the wire; by default all of it was captured. */
  readonly originalLength?: number;
  readonly seconds?: number;
}

/** Decodes packets of one link type, frame 1 first. Each lies between other bytes, which must not be read. */
export function decode(linkType: number, packets: readonly (Buffer | Captured)[]): Decoded {
  const segments: SeenSegment[] = [];
  const errors: SeenError[] = [];
  const decoder = new Decoder({
    segment({ source, destination, bytes, optionsStart, optionsEnd, payloadStart, ...rest }, { frame }) {
      const text = (start: number, end: number): Buffer => Buffer.from(bytes.subarray(start, end));
      segments.push({
        ...rest,
        frame,
        source: formatAddress(source, 0, rest.version),
        destination: formatAddress(destination, 0, rest.version),
        options: text(optionsStart, optionsEnd).toString('hex'),
        payload: text(payloadStart, payloadStart + rest.payloadCaptured).toString('latin1'),
      });
    },
    icmpError({ source, destination, quotedSource, quotedDestination, ...rest }) {
      const address = (words: Int32Array): string => formatAddress(words, 0, rest.version);
      errors.push({
        ...rest,
        source: address(source),
        destination: address(destination),
        quotedSource: address(quotedSource),
        quotedDestination: address(quotedDestination),
      });
    },
  });
  for (const [i, each] of packets.entries()) {
    const captured = Buffer.isBuffer(each) ? { bytes: each } : each;
    decoder.decode(packetOf(linkType, i + 1, captured));
  }
  return { segments, errors, warnings: decoder.warnings().map((warning) => inLanguage(warning, 'en')) };
}

function packetOf(
  linkType: number,
  frame: number,
  { bytes, originalLength = bytes.length, seconds = 0 }: Captured,
): Packet {
  const around = Buffer.alloc(5, 0xee);
  return {
    frame,
    seconds,
    nanoseconds: 0,
    linkType,
    bytes: Buffer.concat([around, bytes, around]),
    start: around.length,
    end: around.length + bytes.length,
    originalLength,
  };
}
