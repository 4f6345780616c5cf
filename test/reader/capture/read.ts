import { Readable } from 'node:stream';
import type { CaptureWarning } from '../../../src/model/analysis.js';
import { inLanguage } from '../../../src/model/language.js';
import { type CaptureSummary, readCapture } from '../../../src/reader/capture/open.js';

/** A packet as text: `frame link-type seconds.nanoseconds captured/original bytes`. */
export interface Seen {
  readonly frame: number;
  readonly linkType: number;
  readonly time: string;
  readonly originalLength: number;
  readonly data: string;
}

/** With its warnings in English, without what only joining needs. */
export type EnglishSummary = Omit<CaptureSummary, 'warnings' | 'lastFrame' | 'newest'> & {
  readonly warnings: readonly CaptureWarning[];
};

export interface Reading {
  readonly summary: EnglishSummary;
  readonly packets: readonly Seen[];
}

/** Reads a capture that comes in chunks of the given size. */
export async function read(bytes: Buffer, chunkSize = bytes.length || 1): Promise<Reading> {
  const packets: Seen[] = [];
  const summary = await readCapture({ stream: streamOf(bytes, chunkSize) }, (packet) => {
    packets.push({
      frame: packet.frame,
      linkType: packet.linkType,
      time: `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}`,
      originalLength: packet.originalLength,
      data: Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex'),
    });
  });
  return { summary: english(summary), packets };
}

export function english(summary: CaptureSummary): EnglishSummary {
  const { lastFrame: _frame, newest: _time, warnings, ...rest } = summary;
  return { ...rest, warnings: warnings.map((warning) => inLanguage(warning, 'en')) };
}

export function streamOf(bytes: Buffer, chunkSize: number): Readable {
  return Readable.from(chunks(bytes, chunkSize), { objectMode: false });
}

export function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

export function warningKinds(summary: Pick<EnglishSummary, 'warnings'>): string[] {
  return summary.warnings.map((warning) => warning.kind);
}
