/** T-6: the data connections: which command, which mode, who opened it, what it carried, who closed it. */
import type { DataConnection, Session, Transfer, UnpairedDataConnection } from '../../../model/analysis.js';
import { type Cell, cell, type FlatValue, type Row, row } from '../../document.js';
import { formatBytes, formatDuration } from '../../units.js';
import type { Opener } from '../../words/en.js';
import type { ViewContext } from '../context.js';
import {
  commandText,
  connectionPhrase,
  dataEndpoints,
  modeText,
  OUTCOME_ROLE,
  openerOf,
  resultText,
  sideName,
} from '../describe.js';
import { closingEvent, finalReply, isOpen, startReply, synOf, unpairedBySession } from './data-facts.js';
import { groupBy } from './group.js';
import { labSection, leftOut } from './section.js';

const MAX_ROWS = 40;

/** A transfer, with or without a data connection in this capture, or a data connection without a transfer. */
interface DataRow {
  readonly session: number;
  readonly transfer: Transfer | null;
  readonly data: DataConnection | null;
  readonly setup: { readonly method: string; readonly frame: number } | null;
}

export const dataConnections = labSection<DataRow>({
  id: 'data-connections',
  items: (capture) => {
    const unpaired = unpairedBySession(capture);
    return capture.sessions.flatMap((session) => dataRows(session, unpaired.get(session.id) ?? []));
  },
  *blocks(items, context) {
    const { column } = context.words.lab;
    yield { kind: 'paragraph', text: countsText(items, context) };
    yield {
      kind: 'table',
      id: 'data-connections',
      columns: [
        { key: 'transfer', title: column.transfer, align: 'left' },
        { key: 'command', title: column.command, align: 'left', cut: 'middle', maxLines: 2 },
        { key: 'mode', title: column.mode, align: 'left' },
        { key: 'opened_by', title: column.openedBy, align: 'left' },
        { key: 'bytes', title: column.bytes, align: 'right' },
        { key: 'duration', title: column.duration, align: 'right' },
        { key: 'result', title: column.result, align: 'left' },
      ],
      rows: items.slice(0, MAX_ROWS).flatMap((item) => rowsOf(item, context)),
    };
    yield* leftOut(items.length, MAX_ROWS, context);
  },
  values: {
    session: ({ session }) => session,
    transfer: ({ transfer }) => transfer?.id ?? null,
    command: ({ transfer }) => transfer?.command ?? null,
    path: ({ transfer }) => transfer?.path ?? transfer?.argument ?? null,
    mode: ({ transfer }) => transfer?.mode ?? null,
    method: ({ transfer }) => transfer?.method ?? null,
    setup_frame: ({ transfer }) => transfer?.setupFrame ?? null,
    command_frame: ({ transfer }) => transfer?.commandFrame ?? null,
    data_connection: ({ transfer }) => transfer?.dataConnection ?? 'captured',
    tcp_stream: ofData(({ tcpStream }) => tcpStream),
    opened_by: ofData(({ openedBy }) => openedBy),
    syn_frame: ofData((data) => synOf(data)?.frame ?? null),
    client_address: ofData(({ client }) => client.address),
    client_port: ofData(({ client }) => client.port),
    server_address: ofData(({ server }) => server.address),
    server_port: ofData(({ server }) => server.port),
    state: ofData(({ state }) => state),
    first_frame: ofData(({ firstFrame }) => firstFrame),
    last_frame: ofData(({ lastFrame }) => lastFrame),
    bytes: ofData(({ bytes }) => bytes),
    missing_bytes: ofData(({ missingBytes }) => missingBytes),
    duration_seconds: ofData(({ durationSeconds }) => durationSeconds),
    start_reply_code: ({ transfer }) => (transfer && startReply(transfer)?.code) ?? null,
    start_reply_frame: ({ transfer }) => (transfer && startReply(transfer)?.frame) ?? null,
    final_reply_code: ({ transfer }) => (transfer && finalReply(transfer)?.code) ?? null,
    final_reply_frame: ({ transfer }) => (transfer && finalReply(transfer)?.frame) ?? null,
    closed_by: ofData(({ closedBy }) => closedBy),
    closed_how: ofData(({ how }) => how),
    closed_frame: ofData((data) => closingEvent(data)?.frame ?? null),
    outcome: ({ transfer }) => transfer?.outcome ?? null,
  },
});

function ofData(value: (data: DataConnection) => FlatValue) {
  return ({ data }: DataRow): FlatValue => (data === null ? null : value(data));
}

function dataRows(session: Session, unpaired: readonly UnpairedDataConnection[]): DataRow[] {
  const verbs = new Map(
    session.commands.flatMap(({ announcement }) =>
      announcement === null ? [] : [[announcement.frame, announcement.method] as const],
    ),
  );
  const rows = session.transfers.map((transfer): DataRow => {
    const { setupFrame, method, data } = transfer;
    const setup = setupFrame === null ? null : { method: verbs.get(setupFrame) ?? method, frame: setupFrame };
    return { session: session.id, transfer, data, setup };
  });
  const unused = unpaired.map(({ data, setupFrame }): DataRow => {
    const method = setupFrame === null ? undefined : verbs.get(setupFrame);
    const setup = setupFrame === null || method === undefined ? null : { method, frame: setupFrame };
    return { session: session.id, transfer: null, data, setup };
  });
  return [...rows, ...unused];
}

/** How many data connections there are, and who opened them. What two sessions have part in (FXP) is one. */
function countsText(items: readonly DataRow[], { words }: ViewContext): string {
  const used = items.flatMap(({ data, transfer }) => (data === null ? [] : [{ data, fxp: transfer?.fxp ?? false }]));
  const connections = [...groupBy(used, ({ data }) => data.tcpStream).values()];
  const open = connections.filter((views) => views.some(({ data }) => isOpen(data)));
  const openers = open.map((views) => {
    const names = views.map(({ data, fxp }) => openerOf(data, fxp));
    return names.find((name) => name !== 'other server') ?? names[0] ?? null;
  });
  const by = (opener: Opener | null) => openers.filter((name) => name === opener).length;
  const failed = connections.length - open.length;
  const { counts, failed: alsoFailed, onlyFailed } = words.lab.data;
  if (failed > 0 && open.length === 0) return onlyFailed(failed);
  const told = counts(open.length, by('server'), by('client'), by('other server'), by(null));
  return failed === 0 ? told : words.lab.paragraph([told, alsoFailed(failed)]);
}

function rowsOf(item: DataRow, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const { transfer, data } = item;
  const none = cell(glyphs.none, 'dim');
  const opener = data === null ? null : openerOf(data, transfer?.fxp ?? false);
  const cells = row(
    transfer?.id ?? words.lab.connection.stream(data?.tcpStream ?? 0),
    transfer === null ? none : commandText(transfer, context),
    transfer === null ? none : modeText(transfer, context),
    opener === null || data === null ? none : cell(openerText(opener, data, context), data.openedBy ?? undefined),
    data === null ? none : formatBytes(data.bytes),
    data === null ? none : formatDuration(data.durationSeconds),
    transfer === null ? none : cell(resultText(transfer, context), OUTCOME_ROLE[transfer.outcome]),
  );
  return [cells, { kind: 'detail', parts: details(item, context) }];
}

function openerText(opener: Opener, data: DataConnection, { words }: ViewContext): string {
  const name = words.lab.end[opener];
  return isOpen(data) ? name : words.lab.data.tried(name);
}

function details({ transfer, data, setup }: DataRow, context: ViewContext): Cell[] {
  const { words } = context;
  const { lab } = words;
  const fxp = transfer?.fxp ?? false;
  const parts: Cell[] = [];
  if (data === null) {
    if (transfer !== null) parts.push(cell(words.dataConnection[transfer.dataConnection], 'warn'));
  } else if (data.state === 'established') {
    parts.push(cell(dataEndpoints(data, context)));
  } else parts.push(connectionPhrase(data, context, fxp));
  if (data !== null) {
    const syn = synOf(data);
    const opener = openerOf(data, fxp);
    const mode = transfer?.mode;
    if (syn !== null && opener !== null && (mode === 'active' || mode === 'passive')) {
      parts.push(cell(lab.data.proof(words.mode[mode], opener, syn.frame, setup), 'strong'));
    } else if (syn !== null) parts.push(cell(lab.data.syn(syn.frame)));
  }
  if (transfer !== null) {
    if (transfer.commandFrame !== null) parts.push(cell(lab.data.command(transfer.command, transfer.commandFrame)));
    const start = startReply(transfer);
    const final = finalReply(transfer);
    if (start !== null) parts.push(cell(lab.data.reply(start.code, start.frame)));
    if (final !== null) parts.push(cell(lab.data.reply(final.code, final.frame)));
  }
  if (data !== null) {
    parts.push(cell(words.session.frames(data.firstFrame, data.lastFrame)));
    const closing = closingEvent(data);
    if (closing !== null) {
      const by = sideName(data.closedBy, fxp);
      const text = data.how === 'rst' ? words.transfer.reset(by) : words.transfer.closed(by);
      parts.push(cell(lab.data.inFrame(text, closing.frame)));
    } else if (data.how === 'open' && data.state === 'established') parts.push(cell(words.transfer.stillOpen, 'warn'));
    if (data.missingBytes > 0) parts.push(cell(words.transfer.missing(formatBytes(data.missingBytes)), 'warn'));
    parts.push(cell(data.displayFilter, 'dim'));
  }
  return parts;
}
