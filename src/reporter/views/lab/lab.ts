/** The tables of a lab report, each with a sentence on how to read it and the frames that prove it. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import type { Block } from '../../document.js';
import { captureHeading, captureWarnings, noSession } from '../capture-heading.js';
import { contextFor, type ViewOptions } from '../context.js';
import { drawingBlocks } from '../drawings.js';
import { LAB_SECTIONS } from './sections.js';

/** Who takes part stands before the drawings, what happened in detail behind. */
const DRAWN_AFTER = 'streams';

export function* labView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  const words = context.words.lab.section;
  for (const { id, blocks } of LAB_SECTIONS) {
    let empty = true;
    for (const block of blocks(capture, context)) {
      if (empty) {
        yield { kind: 'heading', level: 2, text: words[id].title };
        yield { kind: 'paragraph', text: words[id].reading };
        empty = false;
      }
      yield block;
    }
    if (id === DRAWN_AFTER) yield* drawingBlocks(capture, context);
  }
}
