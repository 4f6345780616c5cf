/** T-7: how each connection was closed, segment by segment. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import { type Block, cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { connectionName, connectionsOf, connectionTitle, endName, type LabConnection } from './connections.js';
import { judgeRelease } from './release-form.js';
import { labSection, leftOut } from './section.js';
import { type ConnectionSegment, SEGMENT_VALUES } from './segment-values.js';

const MAX_CONNECTIONS = 10;
const MAX_NAMED = 5;

export const release = labSection<ConnectionSegment>({
  id: 'release',
  items: (capture) =>
    connectionsOf(capture).flatMap((connection) =>
      (connection.transcript?.release ?? []).map((segment) => ({ connection, segment })),
    ),
  blocks: releaseBlocks,
  values: {
    ...SEGMENT_VALUES,
    form: ({ connection }) => judgeRelease(connection.transcript?.release ?? []).form,
    closed_first_by: ({ connection }) => judgeRelease(connection.transcript?.release ?? []).first,
  },
});

function* releaseBlocks(
  _items: readonly ConnectionSegment[],
  context: ViewContext,
  capture: CaptureAnalysis,
): Generator<Block> {
  const all = connectionsOf(capture);
  const closed = all.filter(({ transcript }) => (transcript?.release.length ?? 0) > 0);
  for (const connection of closed.slice(0, MAX_CONNECTIONS)) yield* connectionBlocks(connection, context);
  yield* leftOut(closed.length, MAX_CONNECTIONS, context);
  const open = all.filter(
    ({ transcript, closing, state }) =>
      transcript?.release.length === 0 &&
      closing.how === 'open' &&
      (state === null || state === 'established' || state === 'mid-stream'),
  );
  if (open.length === 0) return;
  const names = open.slice(0, MAX_NAMED).map((connection) => connectionName(connection, context));
  yield { kind: 'paragraph', text: context.words.lab.release.notCaptured(names, open.length - names.length) };
}

function* connectionBlocks(connection: LabConnection, context: ViewContext): Generator<Block> {
  const { words } = context;
  const segments = connection.transcript?.release ?? [];
  const { form, first, frames } = judgeRelease(segments);
  const who = first === null ? null : endName(connection, first, context);
  yield connectionTitle(connection, context);
  const bad = form === 'reset' || form === 'unfinished';
  const text = words.lab.release.form[form](who, frames);
  yield bad ? { kind: 'paragraph', text, role: 'warn' } : { kind: 'paragraph', text };
  const { column } = words.lab;
  yield {
    kind: 'table',
    id: `release-${connection.tcpStream}`,
    columns: [
      { key: 'frame', title: column.frame, align: 'right' },
      { key: 'direction', title: column.direction, align: 'left' },
      { key: 'flags', title: column.flags, align: 'left' },
      { key: 'sequence_raw', title: column.sequenceRaw, align: 'right' },
      { key: 'sequence_relative', title: column.relative, align: 'right' },
      { key: 'acknowledgment_raw', title: column.acknowledgmentRaw, align: 'right' },
      { key: 'acknowledgment_relative', title: column.relative, align: 'right' },
    ],
    rows: segments.map((segment): Row => {
      const { glyphs } = context;
      const data = connection.kind === 'data';
      const toServer = data ? glyphs.dataToServer : glyphs.controlToServer;
      const toClient = data ? glyphs.dataToClient : glyphs.controlToClient;
      return row(
        String(segment.frame),
        cell(`C ${segment.from === 'client' ? toServer : toClient} S`, segment.from),
        cell(segment.flags, segment.flags.includes('RST') ? 'error' : undefined),
        String(segment.sequence),
        optional(segment.relativeSequence, context),
        optional(segment.acknowledgment, context),
        optional(segment.relativeAcknowledgment, context),
      );
    }),
  };
}

function optional(value: number | null, { glyphs }: ViewContext) {
  return value === null ? cell(glyphs.none, 'dim') : String(value);
}
