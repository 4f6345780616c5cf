import type {
  CaptureWarning,
  Encoding,
  ObservedSession,
  ObservedSessions,
  OtherStreams,
  ReplyCodeCount,
  UnpairedDataConnection,
} from '../model/analysis.js';
import type { InEveryLanguage, Language } from '../model/language.js';
import type { Connection, Direction } from '../reader/tcp/connection.js';
import type { ConnectionStore } from '../reader/tcp/connection-store.js';
import { reassemble, type StreamBounds } from '../reader/tcp/stream.js';
import { PackedList } from '../storage/packed-list.js';
import type { Clock } from './clock.js';
import { detectReader, fixedReader } from './control/charset.js';
import { type ControlDetector, IMPLICIT_TLS_PORT } from './control-criteria.js';
import { otherStreams } from './other-streams.js';
import { ReplyCodeCounter } from './reply-code-counts.js';
import { type ControlPiece, type Dialogue, DialogueReader } from './session/dialogue.js';
import { EVERYWHERE, type FrameRange, merged } from './session/frame-range.js';
import { findLostCommands, lostStretches } from './session/lost.js';
import { Pairings, pairedIndices } from './session/pairing.js';
import { planTransfers } from './session/plan.js';
import { outlineOf, type PlannedSession } from './session/planned-session.js';
import { hideSecrets, secretsOf } from './session/secrets.js';
import { buildSession, unpairedOf } from './session/session.js';

export interface ClassifyOptions {
  readonly encoding: Encoding | 'auto';
  readonly showPasswords: boolean;
  readonly language: Language;
}

/** Sessions whose dialogues are kept between the two passes; those beyond are read twice, to be kept once. */
const MAX_KEPT = 200;
/** Commands of the sessions whose dialogues are kept: a session may have a hundred thousand of them. */
const MAX_KEPT_COMMANDS = 20_000;

export interface Classified {
  readonly sessions: ObservedSessions;
  readonly replyCodes: readonly ReplyCodeCount[];
  readonly unpaired: readonly UnpairedDataConnection[];
  readonly others: () => OtherStreams;
  readonly warnings: readonly InEveryLanguage<CaptureWarning>[];
}

/** Finds the FTP sessions among the connections of a capture, and the data connections of each. */
export function classify(
  connections: ConnectionStore,
  detector: ControlDetector,
  clock: Clock,
  options: ClassifyOptions,
): Classified {
  const controls = controlConnections(connections, detector);
  const plan = (index: number): PlannedSession => {
    const control = connections.look(index);
    return planSession(control, detector.clientDirection(control), clock);
  };
  const kept: PlannedSession[] = [];
  let commands = 0;
  const outlines = controls.map((index, n) => {
    const planned = plan(index);
    commands += planned.dialogue.exchanges.length;
    if (n === 0 || (n < MAX_KEPT && commands <= MAX_KEPT_COMMANDS)) kept[n] = planned;
    return outlineOf(planned);
  });
  const pairings = new Pairings(outlines, connections);
  const sessions = new PackedList<ObservedSession>();
  const replyCodes = new ReplyCodeCounter();
  const unpaired: UnpairedDataConnection[] = [];
  const ftp = new Set(controls);
  for (const [n, outline] of outlines.entries()) {
    const session = kept[n] ?? plan(outline.controlIndex);
    const pairing = pairings.pair(session, outline);
    for (const index of pairedIndices(pairing)) ftp.add(index);
    const reader =
      options.encoding === 'auto' ? detectReader(byteStrings(session.dialogue)) : fixedReader(options.encoding);
    const { showPasswords } = options;
    const secrets = showPasswords ? [] : secretsOf(session.dialogue.exchanges);
    const replyText = (bytes: string) => reader.read(hideSecrets(bytes, secrets));
    const context = { clock, text: reader.read, replyText, language: options.language };
    const id = n + 1;
    const detectedBy = detector.reason(session.control);
    const built = buildSession(session, pairing, context, {
      id,
      detectedBy,
      encoding: reader.encoding,
      showPasswords,
    });
    replyCodes.add(built);
    sessions.push(built, built.commands.length);
    for (const found of unpairedOf(id, pairing, context)) unpaired.push(found);
  }
  const others = () => otherStreams(connections, ({ index }) => ftp.has(index));
  const warnings = pairings.warnings();
  return { sessions, replyCodes: replyCodes.counts(options.language), unpaired, others, warnings };
}

/** Numbers of the control connections. */
function controlConnections(connections: ConnectionStore, detector: ControlDetector): number[] {
  const controls: number[] = [];
  for (const { index, isControl, hasLog } of connections.glances()) {
    if (isControl === null && hasLog) {
      const connection = connections.at(index);
      connection.isControl = detector.judgeAtEnd(connection);
      if (connection.isControl) controls.push(index);
    } else if (isControl === true) {
      controls.push(index);
    }
  }
  return controls;
}

function planSession(control: Connection, clientDirection: Direction, clock: Clock): PlannedSession {
  const serverDirection: Direction = clientDirection === 0 ? 1 : 0;
  const client = { address: control.address(clientDirection), port: control.ports[clientDirection] };
  const server = { address: control.address(serverDirection), port: control.ports[serverDirection] };
  const hasStart = control.opener !== null;
  const pieces = controlPieces(control, clientDirection, clock);
  const hasClient = control.flows[clientDirection] !== null;
  const hasServer = control.flows[serverDirection] !== null;
  const gaps = lostStretches(pieces, hasClient);
  const isCut = pieces.some((piece) => piece.kind === 'gap' && piece.reason === 'cut');
  const lost = isCut ? [EVERYWHERE] : [...gaps.client, ...gaps.server];
  const reader = new DialogueReader(hasStart, !hasStart || lost.length > 0, server.port === IMPLICIT_TLS_PORT);
  for (const piece of pieces) reader.push(piece);
  if (!hasServer) reader.serverIsMissing();
  const dialogue = reader.end();
  const lostCommands = findLostCommands(pieces, dialogue);
  const hasCommands = hasStart && hasClient;
  const plan = planTransfers(dialogue.exchanges, server.address, hasCommands, gaps, lostCommands);
  // No command is given after the control connection's end, and so no data connection begins.
  const unread = isCut ? [EVERYWHERE] : gaps.client;
  const stretches = [...unread, ...protectedStretches(dialogue)].map(({ from, to }) => ({
    // Nor before its start, where that was captured.
    from: hasStart ? Math.max(from, control.firstFrame) : from,
    to: Math.min(to, control.lastFrame),
  }));
  const hidden = merged(stretches);
  return {
    control,
    controlIndex: control.index,
    clientDirection,
    client,
    server,
    hasStart,
    isWhole: hasClient && hasServer && lost.length === 0,
    dialogue,
    plan,
    expectations: plan.expectations,
    hidden,
  };
}

function controlPieces(control: Connection, clientDirection: Direction, clock: Clock): ControlPiece[] {
  if (control.log === null) return [];
  const bounds = [boundsOf(control, 0), boundsOf(control, 1)] as const;
  return reassemble(control.log, bounds).map((piece): ControlPiece => {
    const { frame } = piece;
    const from = piece.direction === clientDirection ? 'client' : 'server';
    const time = clock.time(piece.timestamp);
    if (piece.kind === 'data') return { kind: 'data', from, frame, time, bytes: piece.bytes };
    if (piece.kind === 'gap') return { kind: 'gap', from, frame, time, length: piece.length, reason: piece.reason };
    return { kind: 'overlap-differs', from, frame, time };
  });
}

function boundsOf(connection: Connection, direction: Direction): StreamBounds {
  const flow = connection.flows[direction];
  if (flow === null) return { first: null, end: null };
  return { first: flow.synSeen ? flow.base : null, end: flow.streamEnd(connection.flows[direction === 0 ? 1 : 0]) };
}

function protectedStretches({ encryption, protection }: Dialogue): FrameRange[] {
  const stretches: FrameRange[] = [];
  if (encryption !== null)
    stretches.push({ from: encryption.frame, to: encryption.clearedFrame ?? Number.POSITIVE_INFINITY });
  if (protection !== null) stretches.push({ from: protection.frame, to: Number.POSITIVE_INFINITY });
  return stretches;
}

/** Everything that was said, as byte strings, to tell the encoding by. */
function* byteStrings(dialogue: Dialogue): Generator<string> {
  for (const reply of dialogue.greeting) yield* reply.text.split('\n');
  for (const { reply } of dialogue.unmatched) yield* reply.text.split('\n');
  for (const { argument, replies } of dialogue.exchanges) {
    if (argument !== null) yield argument;
    for (const reply of replies) yield* reply.text.split('\n');
  }
}
