/** An input on its way to its report, here or in a worker. */
import type { CaptureAnalysis } from '../model/analysis.js';
import type { EncodedPiece } from './batches.js';
import { analyse, type loadAnalyzer, type Outcome, type Request } from './outcome.js';
import { type NamedReport, type Piece, piecesOf } from './reports.js';

export type OnProgress = (read: number, total: number | null) => void;

/** As they are rendered, or as they come from a worker. */
export type Pieces = Iterable<Piece> | AsyncIterable<EncodedPiece>;

export interface Reading {
  outcome(onProgress: OnProgress): Promise<Outcome>;
  /** Its report, when it was analysed; `index` counts the captures that were reported. */
  print(index: number): Pieces;
}

/** Reads in this thread, when it is asked for the outcome: one after the other. */
export class LocalReading implements Reading {
  private capture: CaptureAnalysis | null = null;

  constructor(
    private readonly request: Request,
    private readonly analyzer: ReturnType<typeof loadAnalyzer>,
    private readonly reports: readonly NamedReport[],
    private readonly stop: AbortSignal,
  ) {}

  async outcome(onProgress: OnProgress): Promise<Outcome> {
    const { outcome, capture } = await analyse(await this.analyzer, this.request, { onProgress, stop: this.stop });
    this.capture = capture;
    return outcome;
  }

  print(index: number): Iterable<Piece> {
    const { capture } = this;
    // Printed, it is needed no more, and the next capture may be as large.
    this.capture = null;
    return capture === null ? [] : piecesOf(this.reports, capture, index);
  }
}
