import type {
  Announcement,
  Command,
  ObservedSession,
  Session,
  StrayReply,
  Transfer,
  UnpairedDataConnection,
} from '../../model/analysis.js';
import { inLanguage, type Language } from '../../model/language.js';
import type { Direction } from '../../reader/tcp/connection.js';
import { closingOf, missingBytes, retransmissions, type Telling, tcpEnds, tcpEvents } from './connection-view.js';
import type { Exchange } from './exchange.js';
import type { Announced } from './expectation.js';
import type { SessionPairing } from './pairing.js';
import type { PlannedSession } from './planned-session.js';
import { withoutSecret } from './secrets.js';
import { sidesFrom } from './sides.js';
import { tcpTranscript } from './tcp-transcript.js';
import { buildTransfers, type Context, dataOf, replyOf } from './transfer.js';

/** What a session needs besides its own dialogue. */
export interface SessionOptions {
  readonly id: number;
  readonly detectedBy: Session['detectedBy'];
  readonly encoding: Session['encoding'];
  readonly showPasswords: boolean;
}

/** A session as the analysis states it. */
export function buildSession(
  planned: PlannedSession,
  pairing: SessionPairing,
  context: Context,
  options: SessionOptions,
): ObservedSession {
  const { control, client, server, dialogue, plan, hasStart, clientDirection } = planned;
  const { clock, text, language } = context;
  const sides = sidesFrom(clientDirection);
  const serverDirection: Direction = clientDirection === 0 ? 1 : 0;
  const greeting = dialogue.greeting[dialogue.greeting.length - 1];
  const { user, login } = plan.finalState;
  return {
    id: options.id,
    tcpStream: control.index,
    displayFilter: `tcp.stream eq ${control.index}`,
    client,
    server,
    start: clock.moment(control.firstFrame, { seconds: control.firstSeconds, nanoseconds: control.firstNanoseconds }),
    end: {
      ...clock.moment(control.lastFrame, { seconds: control.lastSeconds, nanoseconds: control.lastNanoseconds }),
      ...closingOf(control, sides),
    },
    detectedBy: options.detectedBy,
    startCaptured: hasStart,
    banner: greeting === undefined ? null : text(greeting.text),
    user: user === null ? null : text(user),
    login,
    tls: dialogue.encryption,
    protection: dialogue.protection,
    encoding: options.encoding,
    events: tcpEvents(control, sides, context),
    missingBytes: { client: missingBytes(control, clientDirection), server: missingBytes(control, serverDirection) },
    retransmissions: retransmissions(control),
    ends: tcpEnds(control, clientDirection),
    transcript: tcpTranscript(control, clientDirection, clock),
    greeting: dialogue.greeting.map((reply) => replyOf(reply, context)),
    commands: dialogue.exchanges
      .filter(({ implied }) => !implied)
      .map((exchange) => commandOf(exchange, planned, context, options.showPasswords)),
    strayReplies: dialogue.unmatched.map(({ reply, reason }): StrayReply => ({ ...replyOf(reply, context), reason })),
    transfers: buildTransfers(planned, pairing, context).map(
      (transfer, index): Transfer => ({ id: `${options.id}.${index + 1}`, ...transfer }),
    ),
    notes: dialogue.notes.map((note) => inLanguage(note, language)),
  };
}

/** Data connections of a session that belong to no transfer. */
export function unpairedOf(id: number, pairing: SessionPairing, telling: Telling): UnpairedDataConnection[] {
  return pairing.unpaired.map(({ pairing: found, reason }) => {
    const mode = found.kind === 'claim' ? found.expectation.mode : (found.mode ?? 'unknown');
    const setupFrame = found.kind === 'claim' ? found.expectation.frame : null;
    return { session: id, reason, setupFrame, data: dataOf(found, mode, telling) };
  });
}

function commandOf(exchange: Exchange, planned: PlannedSession, context: Context, showPasswords: boolean): Command {
  const { frame, time, verb } = exchange;
  const argument = showPasswords ? exchange.argument : withoutSecret(exchange);
  return {
    frame,
    time,
    verb: context.text(verb),
    argument: argument === null ? null : context.text(argument),
    replies: exchange.replies.map((reply) => replyOf(reply, context)),
    announcement: announcementIn(context.language, planned.plan.announcements.get(exchange)),
  };
}

function announcementIn(language: Language, announced: Announced | undefined): Announcement | null {
  if (announced === undefined) return null;
  return { ...announced, problem: announced.problem?.[language] ?? null };
}
