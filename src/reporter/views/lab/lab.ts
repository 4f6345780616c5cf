/** The tables of a lab report, each with a sentence on how to read it and the frames that prove it. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import type { Block } from '../../document.js';
import { captureHeading, captureWarnings, noSession } from '../capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from '../context.js';
import { drawingBlocks } from '../drawings.js';
import { LAB_SECTIONS } from './sections.js';
import { unpacked } from './unpacked.js';

/** Faults that are named at the beginning; the diagnosis at the end has all. */
const MAX_FAULTS = 5;

/** Who takes part stands before the drawings, what happened in detail behind. */
const DRAWN_AFTER = 'streams';

export function* labView(packed: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const capture = unpacked(packed);
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  yield* faultsFirst(capture, context);
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

/** Who pastes a report into a ticket does not read to its end: what went wrong is named at once. */
function* faultsFirst({ sessions }: CaptureAnalysis, { words }: ViewContext): Generator<Block> {
  let left = -MAX_FAULTS;
  for (const { findings } of sessions) {
    for (const { id, title, severity } of findings) {
      if (severity === 'info') continue;
      if (left < 0) yield { kind: 'note', severity, text: words.lab.fault(id, title) };
      left++;
    }
  }
  if (left > 0) yield { kind: 'note', severity: 'warning', text: words.lab.moreFaults(left) };
}
