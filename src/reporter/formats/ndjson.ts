/**
 * One JSON object a line, for databases and search engines. Every record names its capture (`capture`, the path, and
 * `captureIndex`, its place among the captures from 0) and, below a session, `session`, the session's id.
 */
import type { Analysis, CaptureAnalysis, Session } from '../../model/analysis.js';
import { sanitizeJson } from '../sanitize.js';

type Origin = Pick<Analysis, 'schemaVersion' | 'generator'>;

export function* ndjsonCapture(capture: CaptureAnalysis, index: number, origin: Origin): Generator<string> {
  const { sessions, ...own } = capture;
  const parent = { capture: capture.path, captureIndex: index };
  yield line('capture', { ...parent, ...origin, ...own });
  for (const session of sessions) yield* sessionRecords(session, parent);
}

function* sessionRecords(session: Session, capture: object): Generator<string> {
  const { commands, transfers, findings, ...own } = session;
  const parent = { ...capture, session: session.id };
  yield line('session', { ...parent, ...own });
  for (const command of commands) yield line('command', { ...parent, ...command });
  for (const transfer of transfers) yield line('transfer', { ...parent, ...transfer });
  for (const finding of findings) yield line('finding', { ...parent, ...finding });
}

function line(record: 'capture' | 'session' | 'command' | 'transfer' | 'finding', fields: object): string {
  return `${sanitizeJson(JSON.stringify({ record, ...fields }))}\n`;
}
