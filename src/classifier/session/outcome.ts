import type { Outcome, Transfer } from '../../model/analysis.js';
import { ABORT } from '../control/answers.js';
import { movesData } from '../control/command.js';
import { isCompletion, isPreliminary } from '../control/reply-codes.js';
import { type Exchange, finalReply, isAccepted } from './exchange.js';

/** Codes that say that the data connection, not the command, was at fault, or that the service goes away. */
const CONNECTION_FAULTS: ReadonlySet<number> = new Set([421, 425, 426]);

/** What the replies say became of a transfer. */
export function outcomeOf(exchange: Exchange, abort: Exchange | null): Outcome {
  const final = finalReply(exchange);
  const begun = exchange.replies.some((reply) => isPreliminary(reply.code));
  const aborted = abort !== null && isAccepted(abort) !== false;
  // A reply that is missing may have ended it before.
  if (final === null) return aborted && begun && !exchange.replyMayBeLost ? 'aborted' : 'unknown';
  if (isCompletion(final.code)) return 'completed';
  if (aborted) return 'aborted';
  // 421 comes unasked too, to a client that is idle after the reply that is missing.
  if (final.code === 421 && exchange.replyMayBeLost) return 'unknown';
  if (begun || CONNECTION_FAULTS.has(final.code)) return 'failed';
  // Whether it had begun is not known where the reply before this one may be missing.
  return exchange.replyMayBeLost || exchange.implied ? 'unknown' : 'refused';
}

/** The ABOR that was sent while the transfer was under way; null when there is none. */
export function abortOf(exchange: Exchange, exchanges: readonly Exchange[], index: number): Exchange | null {
  const answered = finalReply(exchange)?.frame ?? Number.POSITIVE_INFINITY;
  for (let i = index + 1; i < exchanges.length; i++) {
    const later = exchanges[i] as Exchange;
    if (later.frame > answered || movesData(later.verb)) return null;
    if (later.verb === ABORT) return later;
  }
  return null;
}

/**
 * What a missing data connection means.
 * @param wouldShow the capture lacks nothing of the dialogue and has data connections or attempts at them, so that it
 *   would have shown this one.
 */
export function withoutData(exchange: Exchange, outcome: Outcome, wouldShow: boolean): Transfer['dataConnection'] {
  if (outcome === 'completed') return 'not-captured';
  if (outcome === 'refused') return 'not-needed';
  // 426: a connection that was open is closed.
  if (finalReply(exchange)?.code === 426 || exchange.replies.some((reply) => reply.code === 125)) return 'not-captured';
  return wouldShow ? 'never-opened' : 'unknown';
}
