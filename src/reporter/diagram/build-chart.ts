/** The sessions and transfers of a capture as bars over time. */
import type { CaptureAnalysis, Session, Transfer } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import type { Role } from '../document.js';
import { formatBytes, formatDuration, formatRate } from '../units.js';
import type { ViewContext } from '../views/context.js';
import { commandText, OUTCOME_ROLE } from '../views/describe.js';
import type { Bar, TimeChart } from './time-chart.js';

/** More bars are no picture any more. */
export const MAX_BARS = 100;
const MAX_SESSIONS = 40;

export function buildChart(capture: CaptureAnalysis, context: ViewContext): TimeChart {
  const { chart } = context.words.diagram;
  const sessions = capture.sessions.slice(0, MAX_SESSIONS);
  const most = transfersEach(sessions, MAX_BARS - sessions.length);
  const bars = sessions.flatMap((session) => [
    sessionBar(session, context),
    ...foremost(session.transfers, most).map((transfer) => transferBar(transfer, context)),
  ]);
  const from = bars.reduce((least, bar) => Math.min(least, bar.from), Infinity);
  const to = bars.reduce((latest, bar) => Math.max(latest, bar.to), 0);
  const transfers = capture.sessions.reduce((sum, session) => sum + session.transfers.length, 0);
  const omitted = capture.sessions.length + transfers - bars.length;
  const start = Number.isFinite(from) ? from : 0;
  return {
    id: 'chart',
    title: chart.title,
    description: chart.description(capture.sessions.length, transfers, formatDuration(to - start)),
    axis: chart.axis,
    from: start,
    to,
    bars,
    omitted,
    omission: omitted === 0 ? null : chart.omitted(omitted),
  };
}

/** How many transfers a session may show, so that those of all sessions are at most `room`. */
function transfersEach(sessions: readonly Session[], room: number): number {
  const counts = sessions.map(({ transfers }) => transfers.length);
  let most = room;
  while (most > 1 && counts.reduce((sum, count) => sum + Math.min(count, most), 0) > room) most -= 1;
  return most;
}

/** Those that failed and those that took long, in their order. */
function foremost(transfers: readonly Transfer[], most: number): readonly Transfer[] {
  if (transfers.length <= most) return transfers;
  const weight = (transfer: Transfer): number =>
    (OUTCOME_ROLE[transfer.outcome] === 'error' ? 1e12 : 0) + end(transfer) - start(transfer);
  const chosen = new Set([...transfers].sort((a, b) => weight(b) - weight(a)).slice(0, most));
  return transfers.filter((transfer) => chosen.has(transfer));
}

function sessionBar(session: Session, { glyphs, words }: ViewContext): Bar {
  const { id, client, server, user, start: begun, end: ended, findings } = session;
  const endpoints = `${formatEndpoint(client)} ${glyphs.opens} ${formatEndpoint(server)}`;
  return {
    kind: 'session',
    id: `bar-${id}`,
    label: String(id),
    from: begun.time,
    to: ended.time,
    text: words.list(user === null || user === '' ? [endpoints] : [endpoints, user]),
    measure: '',
    bytesPerSecond: null,
    mode: null,
    role: findings.some(({ severity }) => severity === 'error') ? 'error' : null,
  };
}

/** From the command, or the SYN where that came first, to the last reply or segment. */
function start({ time, data }: Transfer): number {
  return data === null ? time : Math.min(time, data.time);
}

function end(transfer: Transfer): number {
  const { data, replies, time } = transfer;
  return Math.max(time, replies.at(-1)?.time ?? 0, data === null ? 0 : data.time + data.durationSeconds);
}

const BAR_ROLES: ReadonlySet<Role> = new Set(['error', 'warn']);

function transferBar(transfer: Transfer, context: ViewContext): Bar {
  const { id, data, outcome, mode } = transfer;
  const role = OUTCOME_ROLE[outcome];
  return {
    kind: 'transfer',
    id: `bar-${id.replaceAll('.', '-')}`,
    label: id,
    from: start(transfer),
    to: end(transfer),
    text: commandText(transfer, context),
    measure: measure(transfer, context),
    bytesPerSecond: data?.bytesPerSecond ?? null,
    mode,
    role: BAR_ROLES.has(role) ? role : null,
  };
}

/** `1.2 MB at 3.4 MB/s`, or what became of it where no byte was seen. */
function measure({ data, outcome }: Transfer, { words }: ViewContext): string {
  if (data === null || data.bytes === 0) return words.outcome[outcome];
  const bytes = formatBytes(data.bytes);
  return data.bytesPerSecond === null ? bytes : words.diagram.chart.measure(bytes, formatRate(data.bytesPerSecond));
}
