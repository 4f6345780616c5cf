/** A session in capture order: every command, reply and TCP event, and who opened each data connection. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import { type Block, type Cell, cell, type Role, type Row, row, type Table } from '../document.js';
import type { TimelineEvent } from '../timeline/event.js';
import { sessionEvents } from '../timeline/session-events.js';
import { captureHeading, captureWarnings, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';
import { replyRole, sessionTitle, viewpointFact } from './describe.js';
import { chartBlock, sequenceBlock } from './drawings.js';
import { sessionDetails } from './sessions.js';

/** A FEAT or HELP reply can have hundreds of lines; JSON and CSV have them all. */
const MAX_REPLY_LINES = 12;

export function* timelineView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  const { words, glyphs } = context;
  yield* captureHeading(capture, context);
  yield* captureWarnings(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
    return;
  }
  yield* chartBlock(capture, context);
  const tables = context.diagramOnly !== true;
  const legend = words.timeline.legend(glyphs.controlToServer, glyphs.dataToServer);
  if (tables) yield { kind: 'paragraph', text: legend, role: 'dim' };
  for (const session of capture.sessions) {
    yield { kind: 'heading', level: 2, text: sessionTitle(session, context) };
    yield { kind: 'facts', parts: [...sessionDetails(session, context), viewpointFact(session, context)] };
    yield* sequenceBlock(capture, session, context);
    if (tables) yield timelineTable(capture, session, context);
  }
}

function timelineTable(capture: CaptureAnalysis, session: Session, context: ViewContext): Table {
  const { column } = context.words;
  return {
    kind: 'table',
    id: `timeline-${session.id}`,
    columns: [
      // Later rows are wider than the first ones, which a long table is laid out by.
      { key: 'frame', title: column.frame, align: 'right', minWidth: String(session.end.frame).length },
      {
        key: 'time',
        title: column.time,
        align: 'right',
        minWidth: context.clock.moment(session.end.time).length,
      },
      { key: 'direction', title: column.direction, align: 'left' },
      {
        key: 'transfer',
        title: column.transfer,
        align: 'left',
        minWidth: `${session.id}.${session.transfers.length}`.length,
      },
      { key: 'event', title: column.event, align: 'left', cut: 'end', maxLines: 6, minWidth: 24 },
    ],
    rows: timelineRows(capture, session, context),
  };
}

function* timelineRows(capture: CaptureAnalysis, session: Session, context: ViewContext): Generator<Row> {
  const unpaired = capture.unpairedDataConnections.filter((connection) => connection.session === session.id);
  let lastFrame = 0;
  for (const event of sessionEvents(session, unpaired, context)) {
    const again = event.frame === lastFrame;
    lastFrame = event.frame;
    const role = eventRole(event);
    const [first = '', ...more] = eventLines(event, context);
    yield row(
      again ? '' : String(event.frame),
      again || event.time === null ? '' : context.clock.moment(event.time),
      direction(event, context),
      cell(event.transfer ?? (event.connection === 'control' ? '' : event.connection), 'dim'),
      cell(first, role),
    );
    for (const line of more) yield row('', '', '', '', cell(line, role));
  }
}

/** Commands and replies as on the wire; further lines of a reply stand under its text. */
function eventLines(event: TimelineEvent, { glyphs, words }: ViewContext): string[] {
  if (event.code === undefined) return [event.text];
  const lines = event.text.split('\n');
  const hidden = lines.length - MAX_REPLY_LINES;
  if (hidden > 1) lines.splice(MAX_REPLY_LINES, hidden, `${glyphs.ellipsis} ${words.timeline.moreLines(hidden)}`);
  const code = String(event.code).padStart(3, '0');
  return lines.map((line, n) => (n === 0 ? `${code}${lines.length > 1 ? '-' : ' '}${line}` : `    ${line}`));
}

function direction({ from, connection }: TimelineEvent, { glyphs }: ViewContext): Cell {
  if (from === null) return cell('');
  const data = connection !== 'control';
  if (from === 'client') return cell(`C ${data ? glyphs.dataToServer : glyphs.controlToServer} S`, 'client');
  return cell(`C ${data ? glyphs.dataToClient : glyphs.controlToClient} S`, 'server');
}

function eventRole(event: TimelineEvent): Role | undefined {
  switch (event.kind) {
    case 'command':
      return 'client';
    case 'reply':
    case 'stray-reply':
      return replyRole({ code: event.code ?? 0 });
    case 'data-open':
      return event.from ?? undefined;
    case 'rst':
    case 'icmp-error':
    case 'no-data-connection':
      return 'error';
    case 'syn-retransmission':
    case 'retransmissions':
    case 'gap':
    case 'overlap-differs':
    case 'zero-window':
    case 'note':
      return 'warn';
    case 'tls-start':
    case 'protection-start':
      return 'ok';
    case 'announcement':
      return undefined;
    default:
      return 'dim';
  }
}
