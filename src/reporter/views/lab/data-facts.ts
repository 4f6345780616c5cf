/** What several sections ask about a transfer and its data connection. */
import type {
  CaptureAnalysis,
  DataConnection,
  Reply,
  Session,
  TcpEvent,
  Transfer,
  UnpairedDataConnection,
} from '../../../model/analysis.js';
import { type Endpoint, opposite } from '../../../model/endpoint.js';
import { groupBy } from './group.js';

/** The SYN that opened it, or was to; null where it was not captured. */
export function synOf({ events, openedBy }: DataConnection): TcpEvent | null {
  return events.find(({ kind, from }) => kind === 'syn' && from === openedBy) ?? null;
}

/** The end that listens: where the SYN went. */
export function listeningEnd(data: DataConnection): Endpoint | null {
  return data.openedBy === null ? null : data[opposite(data.openedBy)];
}

/** Whether TCP's handshake was captured or must have taken place. */
export function isOpen({ state }: DataConnection): boolean {
  return state === 'established' || state === 'mid-stream';
}

/** The 1yz reply: the transfer begins. */
export function startReply({ replies }: Transfer): Reply | null {
  return replies.find(({ code }) => code < 200) ?? null;
}

/** The reply that ends the transfer. */
export function finalReply({ replies }: Transfer): Reply | null {
  return replies.findLast(({ code }) => code >= 200) ?? null;
}

export function eventOf(events: readonly TcpEvent[], kind: TcpEvent['kind']): TcpEvent | null {
  return events.find((event) => event.kind === kind) ?? null;
}

export function lastEventOf(events: readonly TcpEvent[], kind: TcpEvent['kind']): TcpEvent | null {
  return events.findLast((event) => event.kind === kind) ?? null;
}

/** The FIN or reset with which it was closed; null while open. */
export function closingEvent({ events, how, closedBy }: DataConnection): TcpEvent | null {
  if (how === 'open') return null;
  const kind = how === 'fin' ? 'fin' : 'rst';
  return events.find((event) => event.kind === kind && (closedBy === null || event.from === closedBy)) ?? null;
}

/** The data connections that no transfer uses, by the id of their session. */
export function unpairedBySession(capture: CaptureAnalysis): ReadonlyMap<number, readonly UnpairedDataConnection[]> {
  return groupBy(capture.unpairedDataConnections, ({ session }) => session);
}

/** Every transfer of the sessions, with its session. */
export function transfersOf(sessions: readonly Session[]): { session: Session; transfer: Transfer }[] {
  return sessions.flatMap((session) => session.transfers.map((transfer) => ({ session, transfer })));
}
