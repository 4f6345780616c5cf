/** Phrases that several views share. */
import type { DataConnection, Outcome, Reply, Session, Transfer } from '../../model/analysis.js';
import { formatEndpoint, opposite, type Side } from '../../model/endpoint.js';
import type { Severity } from '../../model/finding.js';
import { type Cell, cell, type Role } from '../document.js';
import { formatBytes } from '../units.js';
import type { Opener } from '../words/en.js';
import type { ViewContext } from './context.js';

export const OUTCOME_ROLE: Record<Outcome, Role> = {
  completed: 'ok',
  failed: 'error',
  aborted: 'warn',
  refused: 'error',
  unknown: 'dim',
};

export const SEVERITY_ROLE: Readonly<Record<Severity, Role>> = { info: 'dim', warning: 'warn', error: 'error' };

/** `Session 1: 10.0.0.1:51234 ─▶ 10.0.0.2:21, alice`. */
export function sessionTitle({ id, client, server, user }: Session, { words, glyphs }: ViewContext): string {
  const endpoints = `${formatEndpoint(client)} ${glyphs.opens} ${formatEndpoint(server)}`;
  return words.heading.sessionOf(id, endpoints, user === '' ? null : user);
}

/** Where the capture was made, with what tells it. */
export function viewpointFact({ viewpoint }: Session, { words }: ViewContext): Cell {
  const { at, reason } = viewpoint;
  return cell(words.session.because(words.session.viewpoint[at], reason), at === 'unknown' ? 'dim' : undefined);
}

/** The programs, where they are known. */
export function softwareFacts({ software }: Session, { words }: ViewContext): Cell[] {
  const { client, server } = software;
  return [
    ...(server === null ? [] : [cell(words.session.software.server(server))]),
    ...(client === null ? [] : [cell(words.session.software.client(client))]),
  ];
}

/** Who opened it; in an FXP transfer the far end is no client. */
export function openerOf(data: DataConnection, fxp: boolean): Opener | null {
  return sideName(data.openedBy, fxp);
}

export function sideName(side: Side | null, fxp: boolean): Opener | null {
  return fxp && side === 'client' ? 'other server' : side;
}

/** The opener's end first: `10.0.0.2:20 ═▶ 10.0.0.1:61204`. */
export function dataEndpoints(data: DataConnection, { glyphs }: ViewContext): string {
  if (data.openedBy === null) {
    return `${formatEndpoint(data.client)} ${glyphs.between} ${formatEndpoint(data.server)}`;
  }
  return `${formatEndpoint(data[data.openedBy])} ${glyphs.opensData} ${formatEndpoint(data[opposite(data.openedBy)])}`;
}

/** Who opened the data connection and whether that succeeded, or in which sense there is none. */
export function dataPhrase(transfer: Transfer, context: ViewContext): Cell {
  const { words } = context;
  if (transfer.data === null) {
    return cell(
      words.dataConnection[transfer.dataConnection],
      transfer.dataConnection === 'never-opened' ? 'error' : 'warn',
    );
  }
  return connectionPhrase(transfer.data, context, transfer.fxp);
}

export function connectionPhrase(data: DataConnection, context: ViewContext, fxp = false): Cell {
  const { words } = context;
  const text = words.transfer.opener(openerOf(data, fxp), words.dataState[data.state], dataEndpoints(data, context));
  const unopened = data.state === 'refused' || data.state === 'unreachable' || data.state === 'syn-unanswered';
  return cell(text, unopened ? 'error' : (data.openedBy ?? undefined));
}

/** What is odd about a data connection: shown wherever its transfer is. */
export function dataTroubles(data: DataConnection, { words }: ViewContext, fxp = false): Cell[] {
  const troubles: Cell[] = [];
  if (data.missingBytes > 0) troubles.push(cell(words.transfer.missing(formatBytes(data.missingBytes)), 'warn'));
  if (data.retransmissions > 0) troubles.push(cell(words.transfer.retransmissions(data.retransmissions), 'warn'));
  if (data.how === 'rst' && data.state !== 'refused')
    troubles.push(cell(words.transfer.reset(sideName(data.closedBy, fxp)), 'warn'));
  if (data.how === 'open' && data.state === 'established') troubles.push(cell(words.transfer.stillOpen, 'warn'));
  return troubles;
}

/** `RETR /pub/a.txt`; the path as typed where the full one is not known. */
export function commandText(transfer: Transfer, { words }: ViewContext): string {
  if (transfer.command === 'unknown') return words.commandUnreadable;
  const target = transfer.path ?? transfer.argument;
  return target === null ? transfer.command : `${transfer.command} ${target}`;
}

/** `passive EPSV`, `active default`. */
export function modeText(transfer: Transfer, { words }: ViewContext): string {
  const mode = words.mode[transfer.mode];
  return transfer.method === 'unknown' ? mode : `${mode} ${transfer.method}`;
}

/** `completed 226`. */
export function resultText(transfer: Transfer, { words }: ViewContext): string {
  const last = transfer.replies.at(-1);
  const outcome = words.outcome[transfer.outcome];
  return last === undefined ? outcome : `${outcome} ${last.code}`;
}

/** 4yz and 5yz say that something went wrong. */
export function replyRole(reply: Pick<Reply, 'code'>): Role {
  return reply.code >= 400 && reply.code < 600 ? 'error' : 'server';
}
