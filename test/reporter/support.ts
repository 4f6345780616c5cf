/** Renders views as the command does. */
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import type { Document } from '../../src/reporter/document.js';
import { renderTerminal } from '../../src/reporter/formats/terminal.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../src/reporter/glyphs.js';
import { createPalette } from '../../src/reporter/palette.js';
import type { ViewOptions } from '../../src/reporter/views/context.js';
import { diagnoseView } from '../../src/reporter/views/diagnose.js';
import { repliesView } from '../../src/reporter/views/replies.js';
import { summaryView } from '../../src/reporter/views/summary.js';
import { timelineView } from '../../src/reporter/views/timeline.js';
import { transfersView } from '../../src/reporter/views/transfers.js';
import { en } from '../../src/reporter/words/en.js';

export const VIEWS = {
  summary: summaryView,
  timeline: timelineView,
  replies: repliesView,
  transfers: transfersView,
  diagnose: diagnoseView,
};

export const OPTIONS: ViewOptions = {
  words: en,
  glyphs: unicodeGlyphs,
  time: 'relative',
  language: 'en',
  drawings: false,
};

export interface RenderOptions {
  readonly width?: number;
  readonly color?: boolean;
  readonly ascii?: boolean;
}

export function render(document: Document, { width = 80, color = false, ascii = false }: RenderOptions = {}): string {
  return [...renderTerminal(document, { width, palette: createPalette(color), glyphs: glyphs(ascii) })].join('');
}

export function show(view: keyof typeof VIEWS, capture: CaptureAnalysis, options: RenderOptions = {}): string {
  return render(VIEWS[view](capture, { ...OPTIONS, glyphs: glyphs(options.ascii === true) }), options);
}

function glyphs(ascii: boolean): Glyphs {
  return ascii ? asciiGlyphs : unicodeGlyphs;
}
