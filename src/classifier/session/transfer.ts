import type { DataConnection, Mode, Outcome, Reply, Transfer, TransferVerb } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import { UNKNOWN_TRANSFER } from '../control/command.js';
import { type ParsedReply, searchable } from '../control/reply.js';
import { dataConnection, type Telling } from './connection-view.js';
import type { Exchange } from './exchange.js';
import type { Expectation } from './expectation.js';
import { abortOf, outcomeOf, withoutData } from './outcome.js';
import type { Pairing, SessionPairing } from './pairing.js';
import { resolvePath, uniqueName, withoutListOptions } from './path.js';
import type { Attempt } from './plan.js';
import type { PlannedSession } from './planned-session.js';

/** What the builders of a session's parts share. */
export interface Context extends Telling {
  /** Byte string to text. */
  readonly text: (bytes: string) => string;
  /** The same of a reply, which may repeat a password. */
  readonly replyText: (bytes: string) => string;
}

/** A transfer without its number. */
export type UnnumberedTransfer = Omit<Transfer, 'id'>;

/** All transfers of a session, in order of their commands, or of their data where no command can be read. */
export function buildTransfers(
  session: PlannedSession,
  pairing: SessionPairing,
  context: Context,
): UnnumberedTransfer[] {
  const { exchanges } = session.dialogue;
  const indexOf = new Map(exchanges.map((exchange, index) => [exchange, index]));
  const withCommand = session.plan.attempts.map((attempt) => {
    const abort = abortOf(attempt.exchange, exchanges, indexOf.get(attempt.exchange) ?? 0);
    const found = pairing.byAttempt.get(attempt) ?? null;
    const outcome = outcomeOf(attempt.exchange, abort);
    const setup = effectiveSetup(attempt, found, outcome);
    const opener = setup?.mode === 'passive' ? session.client : session.server;
    const wouldShow = session.isWhole && pairing.seesFrom(opener.address) && isOver(attempt, outcome, session);
    return transferOf(attempt, found, { outcome, setup, wouldShow }, context);
  });
  const withoutCommand = pairing.withoutCommand.map((found) => transferWithoutCommand(found, context));
  return [...withCommand, ...withoutCommand].sort((a, b) => firstFrame(a) - firstFrame(b));
}

/** Whether the client did not wait any longer for the transfer when the capture ended. */
function isOver({ exchange }: Attempt, outcome: Outcome, { control, dialogue }: PlannedSession): boolean {
  if (outcome !== 'unknown' || dialogue.exchanges.at(-1) !== exchange) return true;
  return control.events.some(({ kind }) => kind === 'fin' || kind === 'rst');
}

function firstFrame(transfer: UnnumberedTransfer): number {
  return transfer.commandFrame ?? transfer.data?.firstFrame ?? transfer.replies[0]?.frame ?? 0;
}

/** What dialogue and pairing tell of a transfer. */
/** No handshake is so long, with all its certificates. */
const LONG_HANDSHAKE = 16_384;

interface Told {
  readonly outcome: Outcome;
  readonly setup: Expectation | null;
  /** The capture would show its data connection. */
  readonly wouldShow: boolean;
}

function transferOf(
  attempt: Attempt,
  pairing: Pairing | null,
  { outcome, setup, wouldShow }: Told,
  context: Context,
): UnnumberedTransfer {
  const { exchange, state } = attempt;
  const mode = pairing === null ? (setup?.mode ?? 'unknown') : modeOf(pairing, setup);
  const completed = outcome === 'completed' ? senderOf(attempt.verb) : null;
  const data = pairing === null ? null : dataOf(pairing, mode, context, completed);
  const path = pathOf(attempt);
  return {
    command: attempt.verb as TransferVerb,
    argument: exchange.argument === null ? null : context.text(exchange.argument),
    path: path === null ? null : context.text(path),
    direction: directionOf(attempt.verb, data),
    mode,
    method: setup?.method ?? (pairing?.kind === 'inferred' && pairing.isDefault ? 'default' : 'unknown'),
    type: state.type ?? typeNamed(exchange),
    restart: state.restart,
    protectionLevel: state.protectionLevel,
    setupFrame: setup?.frame ?? null,
    commandFrame: exchange.implied ? null : exchange.frame,
    time: exchange.time,
    advertised: setup?.advertised ?? null,
    data,
    dataConnection: data !== null ? 'captured' : withoutData(exchange, outcome, wouldShow),
    pairedBy: pairing === null ? 'none' : pairing.kind === 'claim' ? pairing.pairedBy : 'inferred',
    fxp: pairing?.kind === 'claim' ? pairing.fxp : false,
    replies: exchange.replies.map((reply) => replyOf(reply, context)),
    outcome,
    findings: [],
  };
}

/** The announcement that holds for the command; one that an earlier command used up holds only where it proved so. */
function effectiveSetup(attempt: Attempt, pairing: Pairing | null, outcome: Outcome): Expectation | null {
  if (pairing?.kind === 'claim') return pairing.expectation;
  if (pairing?.kind === 'inferred' && pairing.isDefault) return null;
  // A connection that does not fit it, or none, may belong to an announcement that was not captured.
  if (attempt.setupMayBeReplaced) return null;
  if (!attempt.isSecondUse) return attempt.expectation;
  return outcome === 'completed' && pairing === null && !attempt.setupMayBeMissing ? attempt.expectation : null;
}

function modeOf(pairing: Pairing, setup: Expectation | null): Mode {
  if (pairing.kind === 'claim') return pairing.expectation.mode;
  return setup?.mode ?? pairing.mode ?? 'unknown';
}

/** A data connection whose command is protected or stands before the capture's start. */
function transferWithoutCommand(pairing: Pairing, telling: Telling): UnnumberedTransfer {
  const setup = pairing.kind === 'claim' ? pairing.expectation : null;
  const mode = modeOf(pairing, null);
  const data = dataOf(pairing, mode, telling);
  return {
    command: 'unknown',
    argument: null,
    path: null,
    direction: directionOf(UNKNOWN_TRANSFER, data),
    mode,
    method: setup?.method ?? 'unknown',
    type: null,
    restart: null,
    protectionLevel: null,
    setupFrame: setup?.frame ?? null,
    commandFrame: null,
    time: data.time,
    advertised: setup?.advertised ?? null,
    data,
    dataConnection: 'captured',
    pairedBy: pairing.kind === 'claim' ? pairing.pairedBy : 'inferred',
    fxp: pairing.kind === 'claim' && pairing.fxp,
    replies: [],
    outcome: 'unknown',
    findings: [],
  };
}

/** The data connection of a pairing, seen from its session. */
export function dataOf(pairing: Pairing, mode: Mode, telling: Telling, completed: Side | null = null): DataConnection {
  const { connection, openerDirection } = pairing;
  const far = openerDirection === 0 ? 1 : 0;
  const opener: Side | null = mode === 'unknown' ? null : mode === 'passive' ? 'client' : 'server';
  return dataConnection(connection, mode === 'active' ? far : openerDirection, opener, telling, completed);
}

/** A reply as the analysis states it. */
export function replyOf(reply: ParsedReply, { replyText }: Context): Reply {
  return { frame: reply.frame, time: reply.time, code: reply.code, text: replyText(reply.text) };
}

/** The type that servers name in the preliminary reply, for where the TYPE command was not captured. */
function typeNamed({ replies }: Exchange): string | null {
  const preliminary = replies.find(({ code }) => code < 200)?.text ?? '';
  const named = /\b(ASCII|BINARY) (?:mode|data)/i.exec(searchable(preliminary))?.[1];
  return named === undefined ? null : named.toUpperCase() === 'ASCII' ? 'A' : 'I';
}

/** Who sends by the command, or null where it cannot be read. */
function senderOf(verb: string): Side | null {
  if (verb === UNKNOWN_TRANSFER) return null;
  return directionOf(verb, null) === 'upload' ? 'client' : 'server';
}

function directionOf(verb: string, data: DataConnection | null): Transfer['direction'] {
  switch (verb) {
    case 'RETR':
      return 'download';
    case 'STOR':
    case 'STOU':
    case 'APPE':
      return 'upload';
    case UNKNOWN_TRANSFER:
      if (data === null || data.bytes === 0 || data.tlsHandshake?.movedData === false) return 'unknown';
      if (data.tls) return hiddenDirection(data);
      return data.bytesFromClient > data.bytesFromServer ? 'upload' : 'download';
    default:
      return 'listing';
  }
}

/** Under TLS the handshake counts as well: the side that sent data, or far more than a handshake has. */
function hiddenDirection({ tlsHandshake, bytesFromClient, bytesFromServer }: DataConnection): Transfer['direction'] {
  const sender = tlsHandshake?.sender ?? null;
  if (sender !== null) return sender === 'client' ? 'upload' : 'download';
  const surplus = bytesFromClient - bytesFromServer;
  if (Math.abs(surplus) < LONG_HANDSHAKE) return 'unknown';
  return surplus > 0 ? 'upload' : 'download';
}

function pathOf({ exchange, verb, state }: Attempt): string | null {
  const { argument, replies } = exchange;
  if (verb === UNKNOWN_TRANSFER) return null;
  if (verb === 'STOU') {
    const named = replies.map(({ text }) => uniqueName(text)).find((name) => name !== undefined);
    return named === undefined ? null : resolvePath(state.directory, named);
  }
  if (verb === 'RETR' || verb === 'STOR' || verb === 'APPE') {
    return argument === null ? null : resolvePath(state.directory, argument);
  }
  const name = argument === null ? '' : withoutListOptions(argument);
  return name === '' ? state.directory : resolvePath(state.directory, name);
}
