/** The tables of a lab report. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import type { Block } from '../../document.js';
import { captureHeading, captureWarnings, noSession } from '../capture-heading.js';
import { contextFor, type ViewOptions } from '../context.js';
import { LAB_SECTIONS } from './sections.js';

export function* labView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  for (const section of LAB_SECTIONS) {
    const rows = section.rows(capture, context);
    if (rows.length === 0) continue;
    yield { kind: 'heading', level: 2, text: section.title(context) };
    yield { kind: 'paragraph', text: section.reading(context) };
    yield { kind: 'table', id: section.id, columns: section.columns(context), rows };
  }
}
