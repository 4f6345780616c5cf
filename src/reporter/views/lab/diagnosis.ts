/** T-13: what went wrong: symptom, frames, cause, fix, and how sure it is. */
import type { Session } from '../../../model/analysis.js';
import type { Finding } from '../../../model/finding.js';
import { findingBlocks, remarksBlock } from '../findings.js';
import { labSection, leftOut } from './section.js';

const MAX_FINDINGS = 20;
const MAX_REMARKS = 20;

interface Found {
  readonly session: Session;
  readonly finding: Finding;
}

export const diagnosis = labSection<Found>({
  id: 'diagnosis',
  items: ({ sessions }) => sessions.flatMap((session) => session.findings.map((finding) => ({ session, finding }))),
  *blocks(items, context) {
    const all = items.map(({ finding }) => finding);
    const faults = all.filter(({ severity }) => severity !== 'info');
    for (const finding of faults.slice(0, MAX_FINDINGS)) yield* findingBlocks(finding, context);
    yield* leftOut(faults.length, MAX_FINDINGS, context);
    const remarks = all.filter(({ severity }) => severity === 'info');
    if (faults.length === 0) {
      yield { kind: 'paragraph', text: context.words.finding.nothingWrong, role: 'ok' };
    }
    if (remarks.length === 0) return;
    yield { kind: 'title', parts: [{ text: context.words.heading.remarks, role: 'strong' }] };
    yield remarksBlock(remarks.slice(0, MAX_REMARKS), context);
    yield* leftOut(remarks.length, MAX_REMARKS, context);
  },
  values: {
    session: ({ session }) => session.id,
    finding: ({ finding }) => finding.id,
    transfers: ({ finding }) => finding.transfers.join(' '),
    kind: ({ finding }) => finding.kind,
    severity: ({ finding }) => finding.severity,
    symptom: ({ finding }) => finding.title,
    frames: ({ finding }) => finding.evidence.map(({ frame }) => frame).join(' '),
    cause: ({ finding }) => finding.cause,
    fix: ({ finding }) => finding.fix.join(' | '),
    certainty: ({ finding }) => finding.certainty,
    alternatives: ({ finding }) => finding.alternatives.join(' '),
    to_discriminate: ({ finding }) => finding.toDiscriminate,
    display_filter: ({ finding }) => finding.displayFilter,
  },
});
