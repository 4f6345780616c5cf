/** The first look at a capture: its sessions, reply codes, transfers and findings. */
import type { CaptureAnalysis } from '../../model/analysis.js';
import { type Block, detail, type Row, row, type Table } from '../document.js';
import { formatBytes } from '../units.js';
import { captureHeading, captureWarnings, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';
import { connectionPhrase, dataTroubles } from './describe.js';
import { drawingBlocks } from './drawings.js';
import { findingsSummary } from './findings.js';
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
  yield* findingsSummary(capture, context);
  yield* drawingBlocks(capture, context);
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
