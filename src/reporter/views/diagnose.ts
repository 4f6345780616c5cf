/** What went wrong in each session: symptom, cause, evidence, fix, and how sure it is. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import type { Finding } from '../../model/finding.js';
import { type Block, cell } from '../document.js';
import { captureHeading, captureWarnings, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';
import { sessionTitle, softwareFacts, viewpointFact } from './describe.js';
import { chartBlock, sequenceBlock } from './drawings.js';
import { findingBlocks, remarksBlock } from './findings.js';

export function* diagnoseView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  if (capture.sessions.some(({ findings }) => findings.some(isFault))) yield* chartBlock(capture, context);
  for (const session of capture.sessions) yield* sessionDiagnosis(capture, session, context);
}

function* sessionDiagnosis(capture: CaptureAnalysis, session: Session, context: ViewContext): Generator<Block> {
  const { words } = context;
  yield { kind: 'heading', level: 2, text: sessionTitle(session, context) };
  yield { kind: 'facts', parts: sessionFacts(session, context) };
  const faults = session.findings.filter(isFault);
  if (faults.length === 0) yield { kind: 'paragraph', text: words.finding.nothingWrong, role: 'ok' };
  for (const finding of faults) yield* findingBlocks(finding, context);
  if (faults.length > 0) yield* sequenceBlock(capture, session, context);
  const remarks = session.findings.filter(({ severity }) => severity === 'info');
  if (remarks.length === 0) return;
  yield { kind: 'title', parts: [cell(words.heading.remarks, 'strong')] };
  yield remarksBlock(remarks, context);
}

function isFault({ severity }: Finding): boolean {
  return severity !== 'info';
}

function sessionFacts(session: Session, context: ViewContext) {
  return [
    ...softwareFacts(session, context),
    cell(context.words.session.frames(session.start.frame, session.end.frame)),
    cell(session.displayFilter, 'dim'),
    viewpointFact(session, context),
  ];
}
