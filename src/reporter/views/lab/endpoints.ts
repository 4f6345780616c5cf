/** T-1: who takes part: addresses, ports, MAC addresses, programs. */
import type { CaptureAnalysis, Session, ViewpointPlace } from '../../../model/analysis.js';
import type { Side } from '../../../model/endpoint.js';
import { type Block, type Cell, cell, detail, type Row, row } from '../../document.js';
import type { MacOwner } from '../../words/lab-en.js';
import type { ViewContext } from '../context.js';
import { viewpointFact } from '../describe.js';
import { transfersOf } from './data-facts.js';
import { labSection, leftOut } from './section.js';

/** Sessions that a page shows. */
const MAX_SESSIONS = 30;
/** Different answers to whose the MAC addresses are. */
const MAX_NOTES = 4;
/** Other servers of FXP transfers that are named. */
const MAX_OTHERS = 5;

interface End {
  readonly session: Session;
  readonly side: Side;
  readonly mac: string | null;
  readonly macOwner: MacOwner | null;
}

export const endpoints = labSection<End>({
  id: 'endpoints',
  items: ({ sessions }) => sessions.flatMap((session) => [endOf(session, 'client'), endOf(session, 'server')]),
  *blocks(items, context, capture) {
    const { column } = context.words.lab;
    const shown = items.slice(0, MAX_SESSIONS * 2);
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
    yield* leftOut(items.length / 2, MAX_SESSIONS, context);
    const others = transfersOf(capture.sessions).flatMap(({ transfer: { fxp, data } }) =>
      fxp && data ? [data.client.address] : [],
    );
    if (others.length > 0)
      yield { kind: 'paragraph', text: context.words.lab.endpoint.otherServer(listOf(others, context)) };
    yield* macNotes(shown, context, capture);
  },
  values: {
    session: ({ session }) => session.id,
    role: ({ side }) => side,
    address: ({ session, side }) => session[side].address,
    port: ({ session, side }) => session[side].port,
    mac_address: ({ mac }) => mac,
    mac_belongs_to: ({ macOwner }) => macOwner,
    software: ({ session, side }) => session.software[side],
    system: ({ session, side }) => (side === 'server' ? (systemReply(session)?.text ?? null) : null),
    banner: ({ session, side }) => (side === 'server' ? session.banner : null),
    banner_frame: ({ session, side }) => (side === 'server' ? (session.greeting.at(-1)?.frame ?? null) : null),
    ttl: ({ session, side }) => session.ends[side]?.ttl ?? null,
  },
});

function endOf(session: Session, side: Side): End {
  const mac = session.transcript?.linkAddresses[side] ?? null;
  return { session, side, mac, macOwner: mac === null ? null : macOwner(side, session.viewpoint.at) };
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
  return [
    row(
      side === 'client' ? String(session.id) : '',
      cell(words.side[side], side),
      session[side].address,
      String(session[side].port),
      mac ?? none,
      session.software[side] ?? none,
    ),
    ...detail(endDetails(end, context)),
  ];
}

function endDetails({ session, side }: End, context: ViewContext): Cell[] {
  const { endpoint } = context.words.lab;
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

function listOf(addresses: readonly string[], { words }: ViewContext): string {
  const all = [...new Set(addresses)];
  return words.lab.list(all.slice(0, MAX_OTHERS), Math.max(all.length - MAX_OTHERS, 0));
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
