/** The first look at a capture: its sessions, reply codes and transfers. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import { type Block, cell, detail, type Role, type Row, row, type Table } from '../document.js';
import { formatBytes } from '../units.js';
import { captureHeading, captureWarnings, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';
import { connectionPhrase, dataTroubles } from './describe.js';
import { repliesTable } from './replies.js';
import { sessionsTable } from './sessions.js';
import { hasTransfers, transfersTable } from './transfers.js';

/** `selected`: the sessions were chosen with --session. */
export function* summaryView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  const { heading } = context.words;
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  yield { kind: 'heading', level: 2, text: heading.sessions };
  yield sessionsTable(capture, context);
  if (capture.replyCodes.length > 0) {
    yield { kind: 'heading', level: 2, text: heading.replies };
    yield repliesTable(capture, context, false);
  }
  if (hasTransfers(capture)) {
    yield { kind: 'heading', level: 2, text: heading.transfers };
    yield transfersTable(capture, context, false);
  }
  if (capture.unpairedDataConnections.length > 0) {
    yield { kind: 'heading', level: 2, text: heading.unpaired };
    yield unpairedTable(capture, context);
  }
  if (capture.sessions.some((session) => session.findings.length > 0)) {
    yield { kind: 'heading', level: 2, text: heading.findings };
    yield findingsTable(capture.sessions, context);
  }
}

function unpairedTable(capture: CaptureAnalysis, context: ViewContext): Table {
  const { column, unpaired } = context.words;
  const rows = capture.unpairedDataConnections.flatMap(({ session, reason, data }): Row[] => [
    row(String(session), String(data.tcpStream), formatBytes(data.bytes), unpaired[reason]),
    ...detail([connectionPhrase(data, context), ...dataTroubles(data, context)]),
  ]);
  return {
    kind: 'table',
    id: 'unpaired-data-connections',
    columns: [
      { key: 'session', title: column.session, align: 'right' },
      { key: 'stream', title: column.stream, align: 'right' },
      { key: 'bytes', title: column.bytes, align: 'right' },
      { key: 'reason', title: column.reason, align: 'left', cut: 'end' },
    ],
    rows,
  };
}

const SEVERITY_ROLE: Record<string, Role> = { warning: 'warn', error: 'error' };

function findingsTable(sessions: readonly Session[], { words }: ViewContext): Table {
  const rows = sessions.flatMap((session) =>
    session.findings.flatMap((finding): Row[] => [
      row(
        String(session.id),
        finding.transfer ?? '',
        cell(finding.title, SEVERITY_ROLE[finding.severity]),
        words.finding.certainty[finding.certainty],
      ),
      ...detail([cell(words.finding.cause(finding.cause))]),
    ]),
  );
  return {
    kind: 'table',
    id: 'findings',
    columns: [
      { key: 'session', title: words.column.session, align: 'right' },
      { key: 'transfer', title: words.column.transfer, align: 'left' },
      { key: 'finding', title: words.column.finding, align: 'left', cut: 'end', maxLines: 3 },
      { key: 'certainty', title: words.column.certainty, align: 'left' },
    ],
    rows,
  };
}
