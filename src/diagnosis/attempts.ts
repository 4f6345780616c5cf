import type {
  Announcement,
  CaptureAnalysis,
  Command,
  DataConnection,
  Method,
  Mode,
  ObservedSession,
  Reply,
  TcpEvent,
  Transfer,
} from '../model/analysis.js';
import { type Endpoint, opposite, type Side } from '../model/endpoint.js';
import { unpairedOf } from './unpaired.js';

/** One try at a data connection: a transfer, or an announcement or data connection that no transfer command used. */
export interface Attempt {
  readonly transfer: Transfer | null;
  /** PORT, PASV, … that set it up; null when there was none or the capture lacks it. */
  readonly setup: Command | null;
  readonly announcement: Announcement | null;
  /** The transfer command. */
  readonly command: Command | null;
  readonly data: DataConnection | null;
  readonly mode: Mode;
  readonly method: Method;
  /** Frame and time of the transfer command, else of what stands first of the rest. */
  readonly frame: number;
  readonly time: number;
  /** The completion reply: to the transfer command, or, negative, to the setup command of an attempt without one. */
  readonly reply: Reply | null;
  /** The capture lacks replies: that there is none means nothing. */
  readonly replyMayBeMissing: boolean;
  /** The announcement was replaced before its data connection was used. */
  readonly superseded: boolean;
}

/** All attempts of a session, in capture order. */
export function attemptsOf(
  session: ObservedSession,
  capture: Pick<CaptureAnalysis, 'unpairedDataConnections'>,
): Attempt[] {
  const commands = new Map(session.commands.map((command) => [command.frame, command]));
  const setups = new Map<number, Command>();
  for (const command of session.commands) {
    if (command.announcement !== null) setups.set(command.announcement.frame, command);
  }
  const setupOf = (frame: number | null) => (frame === null ? null : (setups.get(frame) ?? null));
  const used = new Set<number>();
  const replyMayBeMissing = session.ends.server === null || session.missingBytes.server > 0;
  const attempts: Attempt[] = [];
  for (const transfer of session.transfers) {
    const setup = setupOf(transfer.setupFrame);
    if (transfer.setupFrame !== null) used.add(transfer.setupFrame);
    const command = transfer.commandFrame === null ? null : (commands.get(transfer.commandFrame) ?? null);
    attempts.push({
      transfer,
      setup,
      announcement: setup?.announcement ?? null,
      command,
      data: transfer.data,
      mode: transfer.mode,
      method: transfer.method,
      frame: transfer.commandFrame ?? transfer.data?.firstFrame ?? 0,
      time: transfer.time,
      reply: finalReply(transfer.replies),
      replyMayBeMissing,
      superseded: false,
    });
  }
  for (const { setupFrame, data, reason } of unpairedOf(session, capture)) {
    if (setupFrame !== null) used.add(setupFrame);
    const setup = setupOf(setupFrame);
    const mode: Mode = data.openedBy === null ? 'unknown' : data.openedBy === 'client' ? 'passive' : 'active';
    const superseded = reason === 'superseded';
    attempts.push({ ...withoutTransfer(setup, mode), data, ...momentOf(data), replyMayBeMissing, superseded });
  }
  for (const [frame, setup] of setups) {
    if (used.has(frame)) continue;
    const mode = /^[EL]?P(ORT|RT)$/.test(setup.verb) ? 'active' : 'passive';
    const rest = { data: null, frame, time: setup.time, replyMayBeMissing, superseded: false };
    attempts.push({ ...withoutTransfer(setup, mode), ...rest });
  }
  return attempts.sort((a, b) => a.frame - b.frame);
}

function withoutTransfer(setup: Command | null, mode: Mode) {
  const announcement = setup?.announcement ?? null;
  const refusal = finalReply(setup?.replies ?? []);
  return {
    transfer: null,
    setup,
    announcement,
    command: null,
    mode,
    method: announcement?.method ?? ('unknown' as const),
    reply: refusal !== null && refusal.code >= 400 ? refusal : null,
  };
}

function momentOf(data: DataConnection) {
  return { frame: data.firstFrame, time: data.time };
}

/** The completion reply, or null. */
export function finalReply(replies: readonly Reply[]): Reply | null {
  const last = replies.at(-1);
  return last === undefined || last.code < 200 ? null : last;
}

/** Whether data could flow. */
export function worked({ data, transfer }: Attempt): boolean {
  return data?.state === 'established' && (data.bytes > 0 || transfer?.outcome === 'completed');
}

/** Who is to open the data connection, by its mode. */
export function openerOf({ mode, data }: Attempt): Side | null {
  return data?.openedBy ?? (mode === 'unknown' ? null : mode === 'passive' ? 'client' : 'server');
}

/** Where the data connection was opened to; null without one. */
export function targetOf(attempt: Attempt): Endpoint | null {
  const opener = openerOf(attempt);
  return attempt.data === null || opener === null ? null : attempt.data[opposite(opener)];
}

/** Where it was opened from; null without one. */
export function originOf(attempt: Attempt): Endpoint | null {
  const opener = openerOf(attempt);
  return attempt.data === null || opener === null ? null : attempt.data[opener];
}

/** The SYN and its retries. */
export function synsOf({ data }: Attempt): readonly TcpEvent[] {
  return data?.events.filter(({ kind }) => kind === 'syn' || kind === 'syn-retransmission') ?? [];
}

/** The first event of a kind on the data connection. */
export function eventOf({ data }: Attempt, kind: TcpEvent['kind'], from?: Side | null): TcpEvent | null {
  return data?.events.find((event) => event.kind === kind && (from === undefined || event.from === from)) ?? null;
}
