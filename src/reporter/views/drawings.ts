/** The drawings of a capture, for views that have them beside their tables. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import { buildChart } from '../diagram/build-chart.js';
import { buildSequence } from '../diagram/build-sequence.js';
import type { Block } from '../document.js';
import type { ViewContext } from './context.js';
import { sessionTitle } from './describe.js';

/** Sessions whose diagrams stand in one report. */
const MAX_DIAGRAMS = 20;

/** Time chart and sequence diagrams, where drawings are wanted. */
export function* drawingBlocks(capture: CaptureAnalysis, context: ViewContext): Generator<Block> {
  const { words, drawings } = context;
  if (!drawings || capture.sessions.length === 0) return;
  yield { kind: 'heading', level: 2, text: words.diagram.heading };
  yield* chartBlock(capture, context);
  const drawn = capture.sessions.slice(0, MAX_DIAGRAMS);
  for (const session of drawn) {
    yield { kind: 'title', parts: [{ text: sessionTitle(session, context), role: 'strong' }] };
    yield* sequenceBlock(capture, session, context);
  }
  const left = capture.sessions.length - drawn.length;
  if (left > 0) yield { kind: 'paragraph', text: words.diagram.notDrawn(drawn.length, left), role: 'dim' };
}

export function* chartBlock(capture: CaptureAnalysis, context: ViewContext): Generator<Block> {
  if (context.drawings) yield { kind: 'time-chart', chart: buildChart(capture, context) };
}

export function* sequenceBlock(capture: CaptureAnalysis, session: Session, context: ViewContext): Generator<Block> {
  if (context.drawings) yield { kind: 'sequence', diagram: buildSequence(capture, session, context) };
}
