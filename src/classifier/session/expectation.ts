import type { Advertised, Announcement, Method } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import {
  type HostPort,
  parseEprt,
  parseEpsvReply,
  parseLprt,
  parseLpsvReply,
  parsePasvReply,
  parsePort,
} from '../control/host-port.js';
import type { ParsedReply } from '../control/reply.js';
import { type Exchange, finalReply, isAccepted } from './exchange.js';

/** An announcement before a language is chosen. */
export type Announced = Omit<Announcement, 'problem'> & { readonly problem: Text | null };

/** A data connection that the dialogue announced and that is yet to come. */
export interface Expectation {
  readonly method: Method;
  readonly mode: 'active' | 'passive';
  /** Frame that carries the announced port: the command (active) or the reply (passive). */
  readonly frame: number;
  /** Frame of the command: no connection that belongs to it begins earlier. */
  readonly since: number;
  /** Null: announced, but the capture does not show where (cut, lost, malformed). */
  readonly advertised: Advertised | null;
}

const ACTIVE: Readonly<Record<string, (argument: string) => HostPort>> = {
  PORT: parsePort,
  EPRT: parseEprt,
  LPRT: parseLprt,
};

const PASSIVE: Readonly<Record<string, (reply: string, serverAddress: string) => HostPort>> = {
  PASV: parsePasvReply,
  // What a broken application gateway makes of PASV; servers that know it answer all the same.
  'P@SW': parsePasvReply,
  EPSV: parseEpsvReply,
  LPSV: parseLpsvReply,
};

const COMMAND_CUT: Text = {
  en: 'Part of the command is missing from the capture.',
  zh: '捕获中缺少该命令的一部分。',
};
const REPLY_CUT: Text = { en: 'Part of the reply is missing from the capture.', zh: '捕获中缺少该响应的一部分。' };
const REPLY_MISSING: Text = { en: 'The reply is missing from the capture.', zh: '捕获中缺少该响应。' };

/**
 * Decodes what a setup command announced.
 * @param serverAddress textual address of the server's end of the control connection.
 * @returns null for other commands, for EPSV ALL, and for a passive one that was refused or not answered.
 */
export function announcementOf(exchange: Exchange, serverAddress: string): Announced | null {
  const active = ACTIVE[exchange.verb];
  if (active !== undefined) {
    const argument = exchange.argument ?? '';
    const decoded = exchange.damaged ? { problem: COMMAND_CUT, text: argument } : active(argument);
    return announcement(exchange.verb as Method, exchange, decoded, isAccepted(exchange));
  }
  const passive = PASSIVE[exchange.verb];
  if (passive === undefined || /^\s*ALL\s*$/i.test(exchange.argument ?? '')) return null;
  const method = exchange.verb === 'P@SW' ? 'PASV' : (exchange.verb as Method);
  const reply = finalReply(exchange);
  if (reply === null) {
    if (exchange.state !== 'lost') return null;
    return announcement(method, exchange, { problem: REPLY_MISSING, text: '' }, null);
  }
  if (reply.code >= 300) return null;
  return announcement(method, reply, decodeReply(reply, passive, serverAddress), true);
}

/** The command or reply that carries an announcement. */
type Carrier = Pick<Announcement, 'frame' | 'lastFrame' | 'startsSegment'>;

/** Answers to a PORT that mean that the server tried to connect at once, and could not. */
const CONNECTED_AT_ONCE: ReadonlySet<number> = new Set([421, 425]);

/** What the announcement makes the dialogue expect; null when it was refused. */
export function expectationOf(announced: Announced, exchange: Exchange): Expectation | null {
  // Without an answer in the capture the command is taken to have worked: a refused one is followed by another.
  const mode = exchange.verb in ACTIVE ? 'active' : 'passive';
  const wasTried = mode === 'active' && CONNECTED_AT_ONCE.has(finalReply(exchange)?.code ?? 0);
  if (announced.accepted === false && !wasTried) return null;
  const { method, frame, advertised } = announced;
  return { method, mode, frame, since: exchange.frame, advertised };
}

function decodeReply(reply: ParsedReply, parse: (reply: string, host: string) => HostPort, host: string): HostPort {
  const decoded = parse(reply.text, host);
  // Without its closing parenthesis the last number of a cut reply may have lost digits.
  const isWhole = !reply.damaged || ('advertised' in decoded && reply.text.includes(')'));
  return isWhole ? decoded : { problem: REPLY_CUT, text: decoded.text };
}

function announcement(
  method: Method,
  { frame, lastFrame, startsSegment }: Carrier,
  decoded: HostPort,
  accepted: boolean | null,
): Announced {
  const advertised = 'advertised' in decoded ? decoded.advertised : null;
  const problem = 'problem' in decoded ? decoded.problem : null;
  return { method, frame, advertised, text: decoded.text, problem, accepted, lastFrame, startsSegment };
}
