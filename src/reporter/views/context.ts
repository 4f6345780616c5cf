import type { CaptureAnalysis } from '../../model/analysis.js';
import type { Language } from '../../model/language.js';
import { Clock, type TimeStyle } from '../clock.js';
import type { Glyphs } from '../glyphs.js';
import type { Words } from '../words/en.js';

/** What a view needs beside the data: language, drawing characters, how moments are told. */
export interface ViewOptions {
  readonly words: Words;
  readonly glyphs: Glyphs;
  readonly time: TimeStyle;
  readonly language: Language;
  /** Whether the format, or who asked for it, wants drawings. */
  readonly drawings: boolean;
  /** The timeline: diagrams without the tables that say the same at length. */
  readonly diagramOnly?: boolean;
}

export interface ViewContext extends ViewOptions {
  readonly clock: Clock;
}

export function contextFor(capture: CaptureAnalysis, options: ViewOptions): ViewContext {
  return { ...options, clock: new Clock(capture.firstTimestamp, options.time) };
}
