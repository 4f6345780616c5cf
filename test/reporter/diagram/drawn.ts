/** The diagrams of a capture, as the views make them. */
import { analyzeCapture } from '../../../src/analyze.js';
import type { CaptureAnalysis } from '../../../src/model/analysis.js';
import { buildSequence } from '../../../src/reporter/diagram/build-sequence.js';
import type { Arrow, Remark, SequenceDiagram } from '../../../src/reporter/diagram/sequence.js';
import { contextFor, type ViewOptions } from '../../../src/reporter/views/context.js';
import { CAPTURES } from '../../support/truth.js';
import { OPTIONS } from '../support.js';

const DRAWN: ViewOptions = { ...OPTIONS, drawings: true };

export function diagramsOf(capture: CaptureAnalysis, options = DRAWN): SequenceDiagram[] {
  return capture.sessions.map((session) => buildSequence(capture, session, contextFor(capture, options)));
}

export async function drawn(name: string): Promise<SequenceDiagram[]> {
  return diagramsOf(await analyzeCapture(`${CAPTURES}/${name}`));
}

export function arrowsOf({ steps }: SequenceDiagram): Arrow[] {
  return steps.filter((step) => step.kind === 'arrow');
}

export function remarksOf({ steps }: SequenceDiagram): Remark[] {
  return steps.filter((step) => step.kind === 'remark');
}
