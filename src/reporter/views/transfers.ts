/** Transfers: one row each, with its data connection below. */
import type { CaptureAnalysis, Session, Transfer } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import { type Block, type Cell, cell, detail, type Row, row, type Table } from '../document.js';
import { formatBytes, formatCount, formatDuration, formatRate } from '../units.js';
import { captureHeading, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';
import {
  commandText,
  dataPhrase,
  dataTroubles,
  modeText,
  OUTCOME_ROLE,
  resultText,
  SEVERITY_ROLE,
  sideName,
} from './describe.js';

export function* transfersView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
  } else if (!hasTransfers(capture)) {
    yield { kind: 'paragraph', text: context.words.capture.noTransfer };
  } else {
    yield { kind: 'heading', level: 2, text: context.words.heading.transfers };
    yield transfersTable(capture, context, true);
  }
}

export function hasTransfers(capture: CaptureAnalysis): boolean {
  return capture.sessions.some((session) => session.transfers.length > 0);
}

/** `inFull` adds the frames, timings and announcement of each transfer. */
export function transfersTable(capture: CaptureAnalysis, context: ViewContext, inFull: boolean): Table {
  const { words } = context;
  return {
    kind: 'table',
    id: 'transfers',
    columns: [
      // The last one is the longest; the table is laid out before it is reached.
      { key: 'id', title: words.column.transfer, align: 'left', minWidth: lastId(capture).length },
      { key: 'command', title: words.column.command, align: 'left', cut: 'middle', maxLines: 2 },
      { key: 'mode', title: words.column.mode, align: 'left' },
      { key: 'bytes', title: words.column.bytes, align: 'right' },
      { key: 'time', title: words.column.time, align: 'right' },
      { key: 'result', title: words.column.result, align: 'left' },
    ],
    rows: transferRows(capture, context, inFull),
  };
}

function lastId(capture: CaptureAnalysis): string {
  return capture.sessions.findLast(({ transfers }) => transfers.length > 0)?.transfers.at(-1)?.id ?? '';
}

function* transferRows(capture: CaptureAnalysis, context: ViewContext, inFull: boolean): Generator<Row> {
  const none = cell(context.glyphs.none, 'dim');
  for (const session of capture.sessions) {
    for (const transfer of session.transfers) {
      const { data } = transfer;
      yield row(
        transfer.id,
        commandText(transfer, context),
        modeText(transfer, context),
        data === null ? none : formatBytes(data.bytes),
        data === null ? none : formatDuration(data.durationSeconds),
        cell(resultText(transfer, context), OUTCOME_ROLE[transfer.outcome]),
      );
      yield* detail([
        dataPhrase(transfer, context),
        ...remarks(transfer, context),
        ...findingIds(transfer, session, context),
      ]);
      if (inFull) {
        yield* detail(setupFacts(transfer, context));
        yield* detail(dataFacts(transfer, context));
      }
    }
  }
}

/** What must be known to read the row rightly. */
function remarks(transfer: Transfer, context: ViewContext): Cell[] {
  const { words } = context;
  const parts: Cell[] = [];
  if (transfer.pairedBy === 'inferred') parts.push(cell(words.transfer.inferred, 'warn'));
  if (transfer.pairedBy === 'announced-port') parts.push(cell(words.transfer.announcedPort, 'warn'));
  if (transfer.fxp) parts.push(cell(words.transfer.fxp, 'warn'));
  if (transfer.data?.tls) parts.push(cell(words.transfer.encrypted, 'ok'));
  if (transfer.restart !== null) parts.push(cell(words.transfer.restart(formatCount(transfer.restart))));
  if (transfer.data !== null) parts.push(...dataTroubles(transfer.data, context, transfer.fxp));
  return parts;
}

/** The gravest colours them: a session has its findings in that order. */
function findingIds({ findings }: Transfer, session: Session, { words }: ViewContext): Cell[] {
  if (findings.length === 0) return [];
  const gravest = session.findings.find(({ id }) => findings.includes(id));
  const text = cell(words.finding.at(findings), SEVERITY_ROLE[gravest?.severity ?? 'info']);
  return [gravest === undefined ? text : { ...text, finding: gravest.id }];
}

function setupFacts(transfer: Transfer, { words, clock }: ViewContext): Cell[] {
  const parts: Cell[] = [cell(words.session.start(clock.start(transfer.time)))];
  const { advertised } = transfer;
  if (advertised !== null) {
    const sum = advertised.arithmetic === null ? null : `${advertised.arithmetic} = ${advertised.port}`;
    parts.push(cell(words.transfer.announced(transfer.method, formatEndpoint(advertised), sum)));
  } else if (transfer.method === 'default') {
    parts.push(cell(words.transfer.defaultPort));
  }
  if (transfer.setupFrame !== null) parts.push(cell(words.transfer.setupFrame(transfer.setupFrame)));
  if (transfer.commandFrame !== null) parts.push(cell(words.transfer.commandFrame(transfer.commandFrame)));
  if (transfer.type !== null) parts.push(cell(words.transfer.type(transfer.type)));
  if (transfer.protectionLevel !== null) parts.push(cell(words.transfer.protectionLevel(transfer.protectionLevel)));
  return parts;
}

function dataFacts({ data, fxp }: Transfer, { words }: ViewContext): Cell[] {
  if (data === null) return [];
  const parts: Cell[] = [cell(words.transfer.dataFrames(data.firstFrame, data.lastFrame))];
  if (data.connectSeconds !== null) parts.push(cell(words.transfer.connected(formatDuration(data.connectSeconds))));
  if (data.firstByteSeconds !== null) parts.push(cell(words.transfer.firstByte(formatDuration(data.firstByteSeconds))));
  if (data.bytesPerSecond !== null && data.bytes > 0) parts.push(cell(formatRate(data.bytesPerSecond)));
  if (data.bytesFromClient > 0 && data.bytesFromServer > 0) {
    const { bytesFromClient, bytesFromServer } = data;
    parts.push(cell(words.transfer.bothWays(formatBytes(bytesFromClient), formatBytes(bytesFromServer))));
  }
  if (data.how === 'fin') parts.push(cell(words.transfer.closed(sideName(data.closedBy, fxp))));
  parts.push(cell(data.displayFilter, 'dim'));
  return parts;
}
