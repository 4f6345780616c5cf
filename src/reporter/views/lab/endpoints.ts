/** T-1: who takes part: addresses, ports, MAC addresses, programs. */
import type { CaptureAnalysis, Session, ViewpointPlace } from '../../../model/analysis.js';
import type { Side } from '../../../model/endpoint.js';
import { type Block, type Cell, cell, detail, type Row, row } from '../../document.js';
import type { MacOwner } from '../../words/lab-en.js';
import type { ViewContext } from '../context.js';
import { viewpointFact } from '../describe.js';
import { type OtherServer, otherServers } from './other-servers.js';
import { labSection, leftOut } from './section.js';

/** Sessions that a page shows. */
const MAX_SESSIONS = 30;
/** Different answers to whose the MAC addresses are. */
const MAX_NOTES = 4;
/** Other servers of FXP transfers, and transfers with one of them, that are named for a session. */
const MAX_OTHERS = 5;
const MAX_TRANSFERS = 6;

/** A row: an end of the control connection, or another server (FXP). */
type End = {
  readonly session: Session;
  readonly mac: string | null;
  readonly macOwner: MacOwner | null;
} & ({ readonly side: Side; readonly other: null } | { readonly side: null; readonly other: OtherServer });

export const endpoints = labSection<End>({
  id: 'endpoints',
  items: (capture) => capture.sessions.flatMap((session) => endsOf(session, capture)),
  *blocks(items, context, capture) {
    const { column } = context.words.lab;
    const sessions = [...new Set(items.map(({ session }) => session))];
    const named = new Set(sessions.slice(0, MAX_SESSIONS));
    const shown = items.filter(({ session }) => named.has(session));
    yield {
      kind: 'table',
      id: 'endpoints',
      columns: [
        { key: 'session', title: column.session, align: 'right' },
        { key: 'role', title: column.role, align: 'left' },
        { key: 'address', title: column.address, align: 'left', cut: 'middle', maxLines: 2 },
        { key: 'port', title: column.port, align: 'right' },
        { key: 'mac_address', title: 'MAC', align: 'left' },
        { key: 'software', title: column.software, align: 'left', cut: 'end', maxLines: 3 },
      ],
      rows: shown.flatMap((end) => endRows(end, context)),
    };
    yield* leftOut(sessions.length, MAX_SESSIONS, context);
    yield* macNotes(shown, context, capture);
  },
  values: {
    session: ({ session }) => session.id,
    role: (end) => roleOf(end),
    address: (end) => addressOf(end),
    port: (end) => portOf(end),
    mac_address: ({ mac }) => mac,
    mac_belongs_to: ({ macOwner }) => macOwner,
    software: (end) => softwareOf(end),
    system: ({ session, side }) => (side === 'server' ? (systemReply(session)?.text ?? null) : null),
    banner: ({ session, side }) => (side === 'server' ? session.banner : null),
    banner_frame: ({ session, side }) => (side === 'server' ? (session.greeting.at(-1)?.frame ?? null) : null),
    ttl: ({ session, side }) => (side === null ? null : (session.ends[side]?.ttl ?? null)),
    transfers: ({ other }) => other?.transfers.join(' ') ?? null,
  },
});

function endsOf(session: Session, capture: CaptureAnalysis): End[] {
  const others = otherServers(session, capture).slice(0, MAX_OTHERS);
  return [
    endOf(session, 'client'),
    endOf(session, 'server'),
    ...others.map((other): End => {
      const macOwner = other.mac === null ? null : 'unknown';
      return { session, side: null, other, mac: other.mac, macOwner };
    }),
  ];
}

function roleOf({ session, side }: End): Side | 'other server' | 'other host' {
  if (side !== null) return side;
  return session.findings.some(({ kind }) => kind === 'bounce-attempt') ? 'other host' : 'other server';
}

function addressOf({ session, side, other }: End): string {
  return side === null ? other.address : session[side].address;
}

/** Of the control connection; of another server that of its data connection, the only one of this session. */
function portOf({ session, side, other }: End): number | null {
  return side === null ? other.dataPort : session[side].port;
}

function softwareOf({ session, side, other }: End): string | null {
  return side === null ? (other.session?.software.server ?? null) : session.software[side];
}

function endOf(session: Session, side: Side): End {
  const mac = session.transcript?.linkAddresses[side] ?? null;
  return { session, side, other: null, mac, macOwner: mac === null ? null : macOwner(side, session.viewpoint.at) };
}

/** A frame carries the MAC address of the last device that sent it on: the host's own only without a router between. */
function macOwner(side: Side, at: ViewpointPlace): MacOwner {
  switch (at) {
    case 'client':
    case 'server':
      return at === side ? 'own' : 'router';
    case 'same-network':
    case 'same-host':
      return 'own';
    case 'between':
      return 'router';
    case 'unknown':
      return 'unknown';
  }
}

function endRows(end: End, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const { session, side, mac } = end;
  const none = cell(glyphs.none, 'dim');
  const port = portOf(end);
  return [
    row(
      side === 'client' ? String(session.id) : '',
      cell(words.lab.endpoint.role[roleOf(end)], side ?? undefined),
      addressOf(end),
      port === null ? none : String(port),
      mac ?? none,
      softwareOf(end) ?? none,
    ),
    ...detail(end.side === null ? otherDetails(end.other, context) : endDetails(end.session, end.side, context)),
  ];
}

function endDetails(session: Session, side: Side, { words }: ViewContext): Cell[] {
  const { endpoint } = words.lab;
  const parts: Cell[] = [];
  if (side === 'server') {
    const greeting = session.greeting.at(-1);
    if (session.banner !== null && greeting !== undefined) {
      parts.push(cell(endpoint.banner(session.banner.split('\n')[0] ?? '', greeting.frame)));
    }
    const system = systemReply(session);
    if (system !== null) parts.push(cell(endpoint.system(system.text.split('\n')[0] ?? '', system.frame)));
  }
  const ttl = session.ends[side]?.ttl ?? null;
  if (ttl !== null) parts.push(cell(endpoint.ttl(ttl), 'dim'));
  return parts;
}

function otherDetails({ dataPort, session, transfers }: OtherServer, { words }: ViewContext): Cell[] {
  const { endpoint, list } = words.lab;
  const ids = list(transfers.slice(0, MAX_TRANSFERS), Math.max(transfers.length - MAX_TRANSFERS, 0));
  return [
    cell(endpoint.far(ids)),
    ...(dataPort === null ? [] : [cell(endpoint.portOfData)]),
    ...(session === null ? [] : [cell(endpoint.serverOf(session.id))]),
  ];
}

/** What SYST was answered. */
function systemReply({ commands }: Session) {
  return commands.find(({ verb }) => verb === 'SYST')?.replies.find(({ code }) => code === 215) ?? null;
}

/** Whose MAC addresses they are, once for each answer, with what tells it. */
function* macNotes(ends: readonly End[], context: ViewContext, { linkTypes }: CaptureAnalysis): Generator<Block> {
  const { endpoint } = context.words.lab;
  const known = new Set(ends.filter(({ mac }) => mac !== null).map(({ session }) => session));
  if (known.size === 0) yield { kind: 'paragraph', text: endpoint.noMac(linkTypes.join(', ')), role: 'dim' };
  const notes = [...known].map((session) => {
    const { at } = session.viewpoint;
    return endpoint.macNote(
      macOwner('client', at),
      macOwner('server', at),
      withoutStop(viewpointFact(session, context).text),
    );
  });
  for (const text of [...new Set(notes)].slice(0, MAX_NOTES)) yield { kind: 'paragraph', text };
}

/** Its sentence goes on in another. */
function withoutStop(text: string): string {
  return text.replace(/[.。]$/, '');
}
