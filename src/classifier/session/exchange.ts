import { UNKNOWN_TRANSFER } from '../control/command.js';
import type { ParsedReply } from '../control/reply.js';

/** A command with its replies. Strings stand for bytes, one character a byte. */
export interface Exchange {
  readonly frame: number;
  readonly time: number;
  readonly verb: string;
  readonly argument: string | null;
  /** Frame of its line end. */
  readonly lastFrame: number;
  /** Whether it is the first thing in its segment. */
  readonly startsSegment: boolean;
  /** Bytes of the command are missing from the capture. */
  readonly damaged: boolean;
  /** The command itself is missing: its reply tells that there was one. `frame` and `time` are the reply's. */
  readonly implied: boolean;
  readonly replies: ParsedReply[];
  /** `open`: got no completion reply. `lost`: the reply is missing from the capture. */
  state: 'open' | 'answered' | 'lost';
  /** The server's stream has a gap since this command: its reply may have been in it. */
  replyMayBeLost: boolean;
  /** Replies that do not fit this command but came while nothing else waited. */
  readonly doubtful: ParsedReply[];
}

/** The completion reply; null while there is none. */
export function finalReply(exchange: Exchange): ParsedReply | null {
  const last = exchange.replies[exchange.replies.length - 1];
  return last === undefined || last.code < 200 ? null : last;
}

/** Whether the command was answered 2yz. Null: the answer is not in the capture. */
export function isAccepted(exchange: Exchange): boolean | null {
  const reply = finalReply(exchange);
  return reply === null ? null : reply.code < 300;
}

/** Replies that only one command has: they tell what it was where the capture lacks it. */
const IMPLIED_BY: Readonly<Record<number, string>> = {
  125: UNKNOWN_TRANSFER,
  150: UNKNOWN_TRANSFER,
  227: 'PASV',
  228: 'LPSV',
  229: 'EPSV',
  230: 'PASS',
  331: 'USER',
  426: UNKNOWN_TRANSFER,
};

/** The verb that a reply with this code tells; null when many commands have it. */
export function impliedVerb(code: number): string | null {
  return IMPLIED_BY[code] ?? null;
}

/** A command that is missing from the capture, by a reply to it. */
export function impliedExchange(verb: string, { frame, time }: ParsedReply): Exchange {
  const base = { frame, time, verb, argument: null, damaged: false, implied: true, lastFrame: frame };
  return { ...base, startsSegment: false, replies: [], doubtful: [], state: 'open', replyMayBeLost: false };
}
