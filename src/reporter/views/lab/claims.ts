/** What courses say about FTP, each with the cases of a capture that bear it out or do not. */
import type { CaptureAnalysis, DataConnection, Session, Transfer } from '../../../model/analysis.js';
import type { Side } from '../../../model/endpoint.js';
import type { LabWords } from '../../words/lab-en.js';
import type { ViewContext } from '../context.js';
import { announcedOf, isActive } from './addresses.js';
import { connectionsOf } from './connections.js';
import {
  closingEvent,
  finalReply,
  isOpen,
  lastEventOf,
  listeningEnd,
  startReply,
  synOf,
  transfersOf,
} from './data-facts.js';
import { groupBy } from './group.js';
import { judgeRelease } from './release-form.js';

export type ClaimName = keyof LabWords['claim']['text'];

/** One connection, transfer or session to which a claim applies. */
export interface Case {
  /** Null: this capture cannot tell. */
  readonly holds: boolean | null;
  /** What was observed: `20`; null where nothing is but that it holds or does not. */
  readonly value: string | null;
  readonly frames: readonly number[];
}

type Cases = (capture: CaptureAnalysis, context: ViewContext) => readonly Case[];

/** In the order in which a course comes to them. */
export const CLAIMS: Readonly<Record<ClaimName, Cases>> = {
  'control-port-21': ({ sessions }) =>
    sessions.map(({ server, start }) => observed(server.port === 21, server.port, start.frame)),
  'client-port-free': ({ sessions }) =>
    sessions.map(({ client, start }) => observed(client.port > 1023, client.port, start.frame)),
  'handshake-three': (capture, { words }) =>
    connectionsOf(capture).flatMap(({ transcript }) => {
      const all = transcript?.handshake ?? [];
      // A segment that was sent again is the same segment.
      const segments = new Map(all.map((segment) => [`${segment.from} ${segment.flags} ${segment.sequence}`, segment]));
      const complete = [...segments.values()].some(({ flags }) => flags === 'SYN, ACK') && segments.size >= 3;
      const count = words.lab.claim.segments(segments.size);
      return complete ? [observed(segments.size === 3, count, ...all.map(({ frame }) => frame))] : [];
    }),
  'server-opens-active': (capture, context) => openedBy(capture, context, 'active', 'server'),
  'server-port-20-active': (capture) =>
    dataOf(capture, 'active').map(({ data }) => observed(data.server.port === 20, data.server.port, at(data))),
  'client-port-plus-one': (capture, { words }) =>
    dataOf(capture, 'active').map(({ session, data }) =>
      observed(
        data.client.port === session.client.port + 1,
        words.lab.claim.ports(session.client.port, data.client.port),
        at(data),
      ),
    ),
  'client-opens-passive': (capture, context) => openedBy(capture, context, 'passive', 'client'),
  'passive-port-not-20': (capture) =>
    dataOf(capture, 'passive').map(({ data }) => observed(data.server.port > 1023, data.server.port, at(data))),
  'announced-port': (capture) => announced(capture, (told, end) => told.port === end.port),
  'announced-address': (capture) => announced(capture, (told, end) => told.address === end.address),
  'announced-own-address': (capture, { words }) =>
    announcedOf(capture).flatMap(({ session, announcement: { advertised, frame, method } }) => {
      // EPSV announces a port only.
      if (advertised === null || method === 'EPSV') return [];
      const own = isActive(method) ? session.client.address : session.server.address;
      return [observed(advertised.address === own, words.lab.claim.addresses(own, advertised.address), frame)];
    }),
  'one-connection-a-transfer': (capture) => {
    const all = dataOf(capture).filter(({ data }) => isOpen(data));
    const users = groupBy(all, ({ data }) => data.tcpStream);
    return all.map(({ data }) => ({
      holds: users.get(data.tcpStream)?.length === 1,
      value: null,
      frames: [data.firstFrame],
    }));
  },
  'listing-on-data': (capture) =>
    dataOf(capture)
      .filter(({ transfer, data }) => transfer.direction === 'listing' && isOpen(data))
      .map(({ data }) => ({ holds: true, value: null, frames: [data.firstFrame] })),
  'control-stays-open': ({ sessions }) => sessions.flatMap(stayedOpen),
  'start-before-data': (capture) =>
    dataOf(capture).flatMap(({ transfer, data }) => {
      const reply = startReply(transfer);
      const byte = data.events.find(({ kind, from }) => kind === 'first-byte' && from === senderOf(transfer));
      // TLS shakes hands on the data connection before.
      if (byte === undefined || reply === null || data.tls) return [];
      return [{ holds: reply.frame < byte.frame, value: null, frames: [reply.frame, byte.frame] }];
    }),
  'final-after-data': (capture) =>
    dataOf(capture).flatMap(({ transfer, data }) => {
      const reply = finalReply(transfer);
      const byte = lastEventOf(data.events, 'last-byte');
      if (byte === null || reply === null || reply.code >= 300) return [];
      return [{ holds: reply.frame > byte.frame, value: null, frames: [byte.frame, reply.frame] }];
    }),
  'sender-closes': (capture, { words }) =>
    dataOf(capture).flatMap(({ transfer, data }) => {
      const { closedBy } = data;
      const sender = senderOf(transfer);
      if (sender === null || !isOpen(data) || data.bytes === 0) return [];
      if (closedBy === null || data.how === 'open') return [{ holds: null, value: null, frames: [data.lastFrame] }];
      const frame = closingEvent(data)?.frame ?? data.lastFrame;
      return [observed(closedBy === sender, words.lab.claim.closedBy(words.side[closedBy], data.how), frame)];
    }),
  'release-four': (capture, { words }) =>
    connectionsOf(capture).flatMap(({ transcript, closing }) => {
      const { form, frames } = judgeRelease(transcript?.release ?? []);
      if (frames.length === 0 || closing.how === 'open') return [];
      return [
        form === 'unfinished'
          ? { holds: null, value: words.lab.release.name[form], frames }
          : observed(form === 'four', words.lab.release.name[form], ...frames.slice(0, 1)),
      ];
    }),
  'password-clear': ({ sessions }, { words }) =>
    sessions.flatMap(({ commands, tls, protection }) => {
      const pass = commands.find(({ verb }) => verb === 'PASS');
      if (pass !== undefined) return [observed(true, words.lab.claim.readable, pass.frame)];
      const hidden = tls ?? protection;
      if (hidden === null) return [];
      // Without an answer to the ClientHello perhaps nothing was encrypted, and no password sent.
      if (tls !== null && tls.version === null) return [{ holds: null, value: null, frames: [tls.frame] }];
      return [observed(false, words.lab.claim.encrypted, hidden.frame)];
    }),
};

function observed(holds: boolean, value: string | number, ...frames: number[]): Case {
  return { holds, value: String(value), frames };
}

interface WithData {
  readonly session: Session;
  readonly transfer: Transfer;
  readonly data: DataConnection;
}

/** Data connections of transfers between client and server; between two servers courses say otherwise. */
function dataOf({ sessions }: CaptureAnalysis, mode?: 'active' | 'passive'): WithData[] {
  return transfersOf(sessions).flatMap(({ session, transfer }) =>
    transfer.data === null || transfer.fxp || (mode !== undefined && transfer.mode !== mode)
      ? []
      : [{ session, transfer, data: transfer.data }],
  );
}

/** Its SYN, or where it begins in this capture. */
function at(data: DataConnection): number {
  return synOf(data)?.frame ?? data.firstFrame;
}

function openedBy(capture: CaptureAnalysis, { words }: ViewContext, mode: 'active' | 'passive', side: Side): Case[] {
  return dataOf(capture, mode).map(({ data }) => {
    const syn = synOf(data);
    if (syn === null || data.openedBy === null) return { holds: null, value: null, frames: [data.firstFrame] };
    return observed(data.openedBy === side, words.lab.claim.synFrom(words.side[data.openedBy]), syn.frame);
  });
}

type Endpoints = (told: { address: string; port: number }, end: { address: string; port: number }) => boolean;

function announced(capture: CaptureAnalysis, agrees: Endpoints): Case[] {
  return announcedOf(capture).flatMap(({ announcement, data }): Case[] => {
    if (data === null || announcement.advertised === null) return [];
    const end = listeningEnd(data);
    const syn = synOf(data);
    if (end === null || syn === null) return [{ holds: null, value: null, frames: [announcement.frame] }];
    return [{ holds: agrees(announcement.advertised, end), value: null, frames: [announcement.frame, syn.frame] }];
  });
}

/** Who sends the file or the listing. */
function senderOf({ direction }: Transfer): Side | null {
  if (direction === 'unknown') return null;
  return direction === 'upload' ? 'client' : 'server';
}

/** Whether the control connection outlived the data connections of its session. */
function stayedOpen(session: Session): Case[] {
  const data = session.transfers.flatMap((transfer) =>
    transfer.data !== null && isOpen(transfer.data) ? [transfer.data.lastFrame] : [],
  );
  if (data.length === 0) return [];
  const last = data.reduce((latest, frame) => Math.max(latest, frame), 0);
  const closing = session.events.find(({ kind }) => kind === 'fin' || kind === 'rst');
  if (closing === undefined) {
    // Where the capture ends before the transfer, nobody knows what came after it.
    const isUnderWay = session.transfers.some(({ data }) => data !== null && isOpen(data) && data.how === 'open');
    return [{ holds: isUnderWay ? null : true, value: null, frames: [last] }];
  }
  return [{ holds: closing.frame > last, value: null, frames: [last, closing.frame] }];
}
