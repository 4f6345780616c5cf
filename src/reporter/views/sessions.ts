/** The sessions of a capture: two lines each, who and how. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import { type Cell, cell, detail, type Role, type Row, row, type Table } from '../document.js';
import { formatBytes, formatDuration } from '../units.js';
import type { ViewContext } from './context.js';

const LOGIN_ROLE: Record<Session['login'], Role> = { accepted: 'ok', refused: 'error', none: 'dim' };

export function sessionsTable(capture: CaptureAnalysis, context: ViewContext): Table {
  const { words, glyphs } = context;
  return {
    kind: 'table',
    id: 'sessions',
    columns: [
      {
        key: 'id',
        title: words.column.session,
        align: 'right',
        minWidth: String(capture.sessions.at(-1)?.id ?? '').length,
      },
      { key: 'endpoints', title: words.column.endpoints(glyphs.opens), align: 'left', cut: 'middle', maxLines: 4 },
      { key: 'user', title: words.column.user, align: 'left', cut: 'end', maxWidth: 20 },
      { key: 'login', title: words.column.login, align: 'left' },
      { key: 'duration', title: words.column.duration, align: 'right' },
    ],
    rows: sessionRows(capture, context),
  };
}

function* sessionRows(capture: CaptureAnalysis, context: ViewContext): Generator<Row> {
  const { words, glyphs } = context;
  for (const session of capture.sessions) {
    yield row(
      String(session.id),
      `${formatEndpoint(session.client)} ${glyphs.opens} ${formatEndpoint(session.server)}`,
      session.user === null || session.user === '' ? cell(glyphs.none, 'dim') : session.user,
      cell(words.session.login[session.login], LOGIN_ROLE[session.login]),
      formatDuration(session.end.time - session.start.time),
    );
    yield* detail(sessionDetails(session, context));
  }
}

/** How it ran and ended, and everything about it that is not ordinary. */
export function sessionDetails(session: Session, { words, clock }: ViewContext): Cell[] {
  const parts: Cell[] = [
    cell(words.session.start(clock.start(session.start.time))),
    cell(words.session.frames(session.start.frame, session.end.frame)),
    cell(words.session.closed(session.end), session.end.how === 'rst' ? 'warn' : undefined),
    cell(session.displayFilter, 'dim'),
  ];
  if (session.tls !== null) parts.push(...tlsFacts(session.tls, words));
  if (session.protection !== null) {
    parts.push(cell(words.session.protection(session.protection.mechanism, session.protection.frame), 'ok'));
  }
  if (!session.startCaptured) parts.push(cell(words.session.midSession, 'warn'));
  if (session.detectedBy === 'content') parts.push(cell(words.session.byContent));
  if (session.encoding !== 'utf-8') parts.push(cell(words.session.encoding(session.encoding)));
  const missing = session.missingBytes.client + session.missingBytes.server;
  if (missing > 0) parts.push(cell(words.session.missing(formatBytes(missing)), 'warn'));
  if (session.retransmissions > 0) parts.push(cell(words.session.retransmissions(session.retransmissions), 'warn'));
  if (session.strayReplies.length > 0)
    parts.push(cell(words.session.strayReplies(session.strayReplies.length), 'warn'));
  if (session.notes.length > 0) parts.push(cell(words.session.notes(session.notes.length), 'warn'));
  return parts;
}

function tlsFacts(tls: NonNullable<Session['tls']>, words: ViewContext['words']): Cell[] {
  const parts = [cell(words.session.tls(tls.version, tls.frame), 'ok')];
  if (tls.kind === 'implicit') parts.push(cell(words.session.implicitTls));
  if (tls.serverName !== null) parts.push(cell(words.session.serverName(tls.serverName)));
  if (tls.clearedFrame !== null) parts.push(cell(words.session.cleared(tls.clearedFrame)));
  return parts;
}
