/** T-14: segments that were sent again, and after how long. */
import type { RetransmittedSegment } from '../../../model/analysis.js';
import { cell, type Row, row } from '../../document.js';
import { formatDuration } from '../../units.js';
import type { ViewContext } from '../context.js';
import { CONNECTION_VALUES, connectionId, connectionsOf, endName, type LabConnection } from './connections.js';
import { labSection, leftOut } from './section.js';

/** Segments that a page shows, and of each the times it was sent again. */
const MAX_SEGMENTS = 40;
const MAX_AGAIN = 10;

interface Resent {
  readonly connection: LabConnection;
  readonly segment: RetransmittedSegment;
}

/** One sending after the first. */
interface Again extends Resent {
  readonly nth: number;
  readonly frame: number;
  readonly time: number;
  /** Seconds since it was sent the time before; null where that was not captured. */
  readonly interval: number | null;
}

export const retransmissions = labSection<Again>({
  id: 'retransmissions',
  items: (capture) => connectionsOf(capture).flatMap((connection) => resentOf(connection).flatMap(sendings)),
  *blocks(_items, context, capture) {
    const { column } = context.words.lab;
    const resent = connectionsOf(capture).flatMap(resentOf);
    yield {
      kind: 'table',
      id: 'retransmissions',
      columns: [
        { key: 'id', title: column.connection, align: 'left' },
        { key: 'from', title: column.sender, align: 'left' },
        { key: 'what', title: column.segment, align: 'left' },
        { key: 'sequence_raw', title: column.sequenceRaw, align: 'right' },
        { key: 'sequence_relative', title: column.relative, align: 'right' },
        { key: 'first_frame', title: column.firstFrame, align: 'right' },
        { key: 'count', title: column.timesAgain, align: 'right' },
      ],
      rows: resent.slice(0, MAX_SEGMENTS).flatMap((one) => resentRows(one, context)),
    };
    yield* leftOut(resent.length, MAX_SEGMENTS, context);
  },
  values: {
    ...CONNECTION_VALUES,
    from: ({ segment }) => segment.from,
    what: ({ segment }) => segment.what,
    sequence_raw: ({ segment }) => segment.sequence,
    sequence_relative: ({ segment }) => segment.relativeSequence,
    length: ({ segment }) => segment.length,
    first_frame: ({ segment }) => segment.first?.frame ?? null,
    first_time: ({ segment }) => segment.first?.time ?? null,
    count: ({ segment }) => segment.count,
    nth: ({ nth }) => nth,
    frame: ({ frame }) => frame,
    time: ({ time }) => time,
    interval_seconds: ({ interval }) => interval,
  },
});

/** `1.013 s`, which labs ask for; what is shorter in milliseconds. */
function intervalText(seconds: number): string {
  return seconds < 1 ? formatDuration(seconds) : `${seconds.toFixed(3)} s`;
}

function resentOf(connection: LabConnection): Resent[] {
  return (connection.transcript?.retransmitted ?? []).map((segment) => ({ connection, segment }));
}

function sendings({ connection, segment }: Resent): Again[] {
  return segment.again.map(({ frame, time }, n) => {
    const before = n === 0 ? segment.first : segment.again[n - 1];
    return { connection, segment, nth: n + 1, frame, time, interval: before ? time - before.time : null };
  });
}

function resentRows(resent: Resent, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const { connection, segment } = resent;
  const none = cell(glyphs.none, 'dim');
  const { resent: word } = words.lab;
  const times = sendings(resent);
  const parts = times
    .slice(0, MAX_AGAIN)
    .map(({ frame, interval }) =>
      cell(interval === null ? word.inFrame(frame) : word.after(frame, intervalText(interval))),
    );
  const more = segment.count - Math.min(times.length, MAX_AGAIN);
  if (more > 0) parts.push(cell(words.finding.more(more), 'dim'));
  return [
    row(
      connectionId(connection, context),
      cell(endName(connection, segment.from, context), segment.from),
      segment.what === 'data' ? word.data(segment.length) : segment.what,
      String(segment.sequence),
      segment.relativeSequence === null ? none : String(segment.relativeSequence),
      segment.first === null ? none : String(segment.first.frame),
      cell(String(segment.count), 'warn'),
    ),
    { kind: 'detail', parts },
  ];
}
