/** T-5: the announced data ports, worked out, and compared with the SYN that followed. */
import type {
  Announcement,
  CaptureAnalysis,
  Command,
  DataConnection,
  Method,
  Session,
  Transfer,
  UnpairedDataConnection,
} from '../../../model/analysis.js';
import { formatEndpoint } from '../../../model/endpoint.js';
import { type Cell, cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { listeningEnd, synOf, unpairedBySession } from './data-facts.js';
import { labSection, leftOut } from './section.js';

const MAX_ROWS = 60;

/** Whether the SYN went where the announcement says; `not-captured` where no SYN is in the capture. */
export type Match = 'yes' | 'no' | 'not-captured' | 'not-tried' | 'unused';

export interface Announced {
  readonly session: Session;
  readonly command: Command;
  readonly announcement: Announcement;
  /** The transfer that used it; null where none did. */
  readonly transfer: Transfer | null;
  readonly data: DataConnection | null;
  readonly match: Match;
}

export const addresses = labSection<Announced>({
  id: 'addresses',
  items: announcedOf,
  *blocks(items, context) {
    const { column } = context.words.lab;
    yield {
      kind: 'table',
      id: 'addresses',
      columns: [
        { key: 'frame', title: column.frame, align: 'right' },
        { key: 'method', title: column.command, align: 'left' },
        { key: 'text', title: column.announced, align: 'left', cut: 'middle', maxLines: 3 },
        { key: 'port', title: 'p1*256+p2', align: 'left' },
        { key: 'transfer', title: column.usedBy, align: 'left' },
        { key: 'match', title: column.synAgrees, align: 'left' },
      ],
      rows: items.slice(0, MAX_ROWS).flatMap((item) => announcedRows(item, context)),
    };
    yield* leftOut(items.length, MAX_ROWS, context);
  },
  values: {
    session: ({ session }) => session.id,
    frame: ({ announcement }) => announcement.frame,
    method: ({ announcement }) => announcement.method,
    text: ({ announcement }) => announcement.text,
    address: ({ announcement }) => announcement.advertised?.address ?? null,
    arithmetic: ({ announcement }) => announcement.advertised?.arithmetic ?? null,
    port: ({ announcement }) => announcement.advertised?.port ?? null,
    accepted: ({ announcement }) => announcement.accepted,
    problem: ({ announcement }) => announcement.problem,
    transfer: ({ transfer }) => transfer?.id ?? null,
    tcp_stream: ({ data }) => data?.tcpStream ?? null,
    syn_frame: ({ data }) => (data === null ? null : (synOf(data)?.frame ?? null)),
    syn_address: ({ data }) => (data === null ? null : (listeningEnd(data)?.address ?? null)),
    syn_port: ({ data }) => (data === null ? null : (listeningEnd(data)?.port ?? null)),
    syn_agrees: ({ match }) => match,
  },
});

export function announcedOf(capture: CaptureAnalysis): Announced[] {
  const unpaired = unpairedBySession(capture);
  return capture.sessions.flatMap((session) => {
    const bySetup = setupUsers(session, unpaired.get(session.id) ?? []);
    return session.commands.flatMap((command): Announced[] => {
      const { announcement } = command;
      if (announcement === null) return [];
      const use = bySetup.get(announcement.frame) ?? bySetup.get(command.frame) ?? { transfer: null, data: null };
      return [{ session, command, announcement, ...use, match: matchOf(announcement, use) }];
    });
  });
}

interface Use {
  readonly transfer: Transfer | null;
  readonly data: DataConnection | null;
}

/** By the frame of the announcement; a transfer with a data connection before one that was refused. */
function setupUsers(session: Session, unpaired: readonly UnpairedDataConnection[]): Map<number, Use> {
  const users = new Map<number, Use>();
  const add = (frame: number | null, use: Use): void => {
    if (frame === null) return;
    const known = users.get(frame);
    if (known === undefined || (known.data === null && use.data !== null)) users.set(frame, use);
  };
  for (const transfer of session.transfers) add(transfer.setupFrame, { transfer, data: transfer.data });
  for (const { setupFrame, data } of unpaired) add(setupFrame, { transfer: null, data });
  return users;
}

function matchOf({ advertised }: Announcement, { transfer, data }: Use): Match {
  if (data !== null) {
    const end = listeningEnd(data);
    if (end === null || synOf(data) === null || advertised === null) return 'not-captured';
    return end.address === advertised.address && end.port === advertised.port ? 'yes' : 'no';
  }
  if (transfer === null) return 'unused';
  switch (transfer.dataConnection) {
    case 'never-opened':
      return 'not-tried';
    case 'not-needed':
      return 'unused';
    default:
      return 'not-captured';
  }
}

function announcedRows(item: Announced, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const { announcement, transfer, data, match } = item;
  const { advertised, method, text, frame } = announcement;
  const sum = advertised === null ? cell(glyphs.none, 'dim') : portSum(advertised);
  return [
    row(
      String(frame),
      method,
      text,
      sum,
      transfer?.id ?? (data === null ? cell(glyphs.none, 'dim') : words.lab.connection.stream(data.tcpStream)),
      cell(words.lab.address.match[match], match === 'no' ? 'warn' : match === 'yes' ? 'ok' : 'dim'),
    ),
    { kind: 'detail', parts: announcedDetails(item, context) },
  ];
}

function portSum({ arithmetic, port }: { arithmetic: string | null; port: number }): string {
  return arithmetic === null ? String(port) : `${arithmetic} = ${port}`;
}

/** Whether the client listens, and the server is to connect. */
export function isActive(method: Method): boolean {
  return method === 'PORT' || method === 'EPRT' || method === 'LPRT';
}

function announcedDetails({ session, announcement, data, match }: Announced, context: ViewContext): Cell[] {
  const { advertised, method, accepted, problem } = announcement;
  const { timeline, lab } = context.words;
  const parts: Cell[] = [];
  const active = isActive(method);
  if (advertised !== null) {
    const endpoint = formatEndpoint(advertised);
    parts.push(cell(active ? timeline.serverConnects(endpoint) : timeline.clientConnects(endpoint)));
    const own = active ? session.client.address : session.server.address;
    if (advertised.address !== own) parts.push(cell(lab.address.otherHost(own), 'warn'));
  }
  if (problem !== null) parts.push(cell(advertised === null ? timeline.problem(problem) : problem, 'warn'));
  if (accepted === false) parts.push(cell(timeline.rejected, 'warn'));
  const syn = data === null ? null : synOf(data);
  const end = data === null ? null : listeningEnd(data);
  if (syn !== null && end !== null) {
    parts.push(cell(lab.address.syn(syn.frame, formatEndpoint(end)), match === 'no' ? 'warn' : undefined));
  }
  return parts;
}
