import { movesData, UNKNOWN_TRANSFER } from '../control/command.js';
import { isPreliminary } from '../control/reply-codes.js';
import { type Exchange, finalReply } from './exchange.js';
import { type Announced, announcementOf, type Expectation, expectationOf } from './expectation.js';
import { overlapping } from './frame-range.js';
import type { LostBySide } from './lost.js';
import { advanceState, forgetSettings, initialState, type LostCommands, type SessionState } from './state.js';

/** A transfer command in the state in which it was given. */
export interface Attempt {
  readonly exchange: Exchange;
  /** The verb, or `unknown` where only the replies tell that there was a transfer. */
  readonly verb: string;
  readonly state: SessionState;
  /** The newest accepted announcement before it. */
  readonly expectation: Expectation | null;
  /** An earlier transfer command already used that announcement; servers differ in whether it still holds. */
  readonly isSecondUse: boolean;
  /** No announcement was seen, but one may be missing from the capture. */
  readonly setupMayBeMissing: boolean;
  /** One may be missing after the one that was seen: commands are missing between that and this one. */
  readonly setupMayBeReplaced: boolean;
}

/** The dialogue folded into what it means for transfers. */
export interface Plan {
  readonly attempts: readonly Attempt[];
  readonly expectations: readonly Expectation[];
  readonly announcements: ReadonlyMap<Exchange, Announced>;
  readonly finalState: SessionState;
}

/**
 * Runs through the commands in the order in which the server executed them.
 * @param hasStart the capture has the start of the control connection.
 * @param gaps stretches in which bytes of the dialogue are missing, by who sent them.
 * @param lostCommands bytes of the client that are missing, in order, with the first frame after them.
 */
export function planTransfers(
  exchanges: readonly Exchange[],
  serverAddress: string,
  hasStart: boolean,
  gaps: LostBySide = { client: [], server: [] },
  lostCommands: readonly LostCommands[] = [],
): Plan {
  const attempts: Attempt[] = [];
  const expectations: Expectation[] = [];
  const announcements = new Map<Exchange, Announced>();
  let state = initialState(hasStart);
  let expectation: Expectation | null = null;
  let used = false;
  let knownSince = hasStart ? 0 : Number.POSITIVE_INFINITY;
  let lost = 0;
  const lacksCommands = overlapping(gaps.client);
  const lacksReplies = overlapping(gaps.server);
  for (const exchange of exchanges) {
    for (let gap = lostCommands[lost]; gap !== undefined && gap.frame <= exchange.frame; gap = lostCommands[++lost]) {
      state = forgetSettings(state, gap);
    }
    const announced = announcementOf(exchange, serverAddress);
    if (announced !== null) {
      announcements.set(exchange, announced);
      const next = expectationOf(announced, exchange);
      if (next !== null) {
        expectations.push(next);
        // A server that connects at once (pyftpdlib) and fails leaves nothing for a transfer to use.
        if (announced.accepted !== false) {
          expectation = next;
          used = false;
          knownSince = exchange.frame;
        }
      }
    }
    const verb = readableVerb(exchange);
    if (movesData(verb)) {
      const since = knownSince;
      const isLacking = (lacks: typeof lacksCommands) => since > exchange.frame || lacks(since, exchange.frame);
      const hasNone = expectation === null || used;
      attempts.push({
        exchange,
        verb,
        state,
        expectation,
        isSecondUse: used,
        setupMayBeMissing: hasNone && (isLacking(lacksCommands) || isLacking(lacksReplies)),
        setupMayBeReplaced: !hasNone && isLacking(lacksCommands),
      });
      if (usesAnnouncement(exchange)) {
        used = true;
        // From here on the capture shows whether a new announcement is made.
        knownSince = Math.min(knownSince, exchange.frame);
      }
    }
    state = advanceState(state, exchange);
  }
  return { attempts, expectations, announcements, finalState: state };
}

/** The verb, or what a preliminary reply tells of a command whose verb was cut off. */
function readableVerb(exchange: Exchange): string {
  const isCut = exchange.damaged && exchange.argument === null && !movesData(exchange.verb);
  return isCut && exchange.replies.some(({ code }) => isPreliminary(code)) ? UNKNOWN_TRANSFER : exchange.verb;
}

/** Whether the server went for the data connection; a command refused before that leaves the announcement in force. */
function usesAnnouncement(exchange: Exchange): boolean {
  if (exchange.replies.some((reply) => reply.code < 300)) return true;
  const code = finalReply(exchange)?.code;
  return code === undefined || code === 425 || code === 426 || code === 421;
}
