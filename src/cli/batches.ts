/** Pieces of reports on their way to another thread. */
import type { Piece } from './reports.js';

/** UTF-8, in memory that can change threads. */
export interface EncodedPiece {
  readonly report: number;
  readonly text: Uint8Array<ArrayBuffer>;
}

/** Characters that are sent at once: a message costs more than its text. */
const BATCH_CHARS = 262_144;

export function bytesOf(pieces: readonly EncodedPiece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** Joins neighbours of the same report. */
export function* batches(pieces: Iterable<Piece>): Generator<readonly EncodedPiece[]> {
  const encoder = new TextEncoder();
  let batch: EncodedPiece[] = [];
  let texts: string[] = [];
  let length = 0;
  let current = 0;
  const close = () => {
    if (texts.length > 0) batch.push({ report: current, text: encoder.encode(texts.join('')) });
    texts = [];
  };
  for (const { report, text } of pieces) {
    if (report !== current) close();
    current = report;
    texts.push(text);
    length += text.length;
    if (length < BATCH_CHARS) continue;
    close();
    yield batch;
    batch = [];
    length = 0;
  }
  close();
  if (batch.length > 0) yield batch;
}
