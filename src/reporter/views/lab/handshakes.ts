/** T-2: the segments that open each connection, field by field. */
import type { CaptureAnalysis, TcpSegment } from '../../../model/analysis.js';
import { type Block, type Cell, cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import {
  connectionName,
  connectionsOf,
  connectionTitle,
  endName,
  type LabConnection,
  segmentEnds,
} from './connections.js';
import { frameList } from './frames.js';
import { labSection, leftOut } from './section.js';
import { type ConnectionSegment, SEGMENT_VALUES } from './segment-values.js';

/** Connections whose tables a page shows. */
const MAX_CONNECTIONS = 10;
/** Segments side by side: three are a handshake. */
const MAX_SEGMENTS = 3;
/** Connections without a handshake that are named. */
const MAX_NAMED = 5;

/** A segment with the frames in which it was sent again unchanged. */
interface Sent {
  readonly segment: TcpSegment;
  readonly again: readonly number[];
}

export const handshakes = labSection<ConnectionSegment>({
  id: 'handshakes',
  items: (capture) =>
    connectionsOf(capture).flatMap((connection) =>
      (connection.transcript?.handshake ?? []).map((segment) => ({ connection, segment })),
    ),
  blocks: handshakeBlocks,
  values: SEGMENT_VALUES,
});

function* handshakeBlocks(
  _items: readonly ConnectionSegment[],
  context: ViewContext,
  capture: CaptureAnalysis,
): Generator<Block> {
  const all = connectionsOf(capture);
  const opened = all.filter(({ transcript }) => (transcript?.handshake.length ?? 0) > 0);
  for (const connection of opened.slice(0, MAX_CONNECTIONS)) yield* connectionBlocks(connection, context);
  yield* leftOut(opened.length, MAX_CONNECTIONS, context);
  const without = all.filter(({ transcript }) => transcript?.handshake.length === 0);
  if (without.length === 0) return;
  const names = without.slice(0, MAX_NAMED).map((connection) => connectionName(connection, context));
  yield { kind: 'paragraph', text: context.words.lab.handshake.notCaptured(names, without.length - names.length) };
}

function* connectionBlocks(connection: LabConnection, context: ViewContext): Generator<Block> {
  const { words } = context;
  const { state } = connection;
  const failed = state !== null && state !== 'established' && state !== 'mid-stream';
  yield connectionTitle(connection, context, ...(failed ? [cell(words.dataState[state], 'error')] : []));
  const sent = withoutCopies(connection.transcript?.handshake ?? []);
  for (let start = 0; start < sent.length; start += MAX_SEGMENTS) {
    const some = sent.slice(start, start + MAX_SEGMENTS);
    yield {
      kind: 'table',
      id: `handshake-${connection.tcpStream}${start === 0 ? '' : `-${start}`}`,
      columns: [
        { key: 'field', title: words.lab.column.field, align: 'left', cut: 'end', maxLines: 3 },
        ...some.map(({ segment }, n) => ({
          key: `segment-${n + 1}`,
          title: segment.flags,
          align: 'left' as const,
          cut: 'middle' as const,
          maxLines: 3,
        })),
      ],
      rows: fieldRows(connection, some, context),
    };
  }
}

/** A SYN that is repeated is one segment, sent several times. */
function withoutCopies(segments: readonly TcpSegment[]): Sent[] {
  const sent = new Map<string, { segment: TcpSegment; again: number[] }>();
  for (const segment of segments) {
    const { from, flags, sequence, acknowledgment } = segment;
    const key = `${from} ${flags} ${sequence} ${acknowledgment}`;
    const known = sent.get(key);
    if (known === undefined) sent.set(key, { segment, again: [] });
    else known.again.push(segment.frame);
  }
  return [...sent.values()];
}

function fieldRows(connection: LabConnection, sent: readonly Sent[], context: ViewContext): Row[] {
  const { words, clock, glyphs } = context;
  const { field, yes, no } = words.lab;
  const none = cell(glyphs.none, 'dim');
  const fields: [string, (segment: TcpSegment) => Cell | string | number | null][] = [
    [field.frame, ({ frame }) => frame],
    [field.time, ({ time }) => clock.moment(time)],
    [field.sender, ({ from }) => cell(endName(connection, from, context), from)],
    [field.sourceAddress, ({ from }) => segmentEnds(connection, from).source.address],
    [field.destinationAddress, ({ from }) => segmentEnds(connection, from).destination.address],
    [field.sourcePort, ({ from }) => segmentEnds(connection, from).source.port],
    [field.destinationPort, ({ from }) => segmentEnds(connection, from).destination.port],
    [field.sequenceRaw, ({ sequence }) => sequence],
    [field.sequenceRelative, ({ relativeSequence }) => relativeSequence],
    [field.acknowledgmentRaw, ({ acknowledgment }) => acknowledgment],
    [field.acknowledgmentRelative, ({ relativeAcknowledgment }) => relativeAcknowledgment],
    [field.headerLength, ({ headerLength }) => headerLength],
    [field.window, ({ window }) => window],
    [field.maximumSegmentSize, ({ options }) => options.maximumSegmentSize],
    [field.windowScale, ({ options }) => (options.windowScale === null ? null : scaleText(options.windowScale))],
    [field.sackPermitted, ({ options }) => (options.sackPermitted ? yes : no)],
    [field.timestampValue, ({ options }) => options.timestamps?.value ?? null],
    [field.timestampEcho, ({ options }) => options.timestamps?.echoReply ?? null],
  ];
  const rows = fields.map(([name, value]) =>
    row(
      name,
      ...sent.map(({ segment }) => {
        const found = value(segment);
        if (found === null) return none;
        return typeof found === 'number' ? String(found) : found;
      }),
    ),
  );
  if (sent.every(({ again }) => again.length === 0)) return rows;
  const times = sent.map(({ again }) => (again.length === 0 ? none : cell(frameList(again, context), 'warn')));
  return [...rows, row(field.sentAgain, ...times)];
}

/** `7 (×128)`. */
function scaleText(shift: number): string {
  return `${shift} (×${2 ** shift})`;
}
