/** How long no data came, and what that is worth. */
import type { Side } from '../../model/endpoint.js';
import type { Certainty } from '../../model/finding.js';
import type { Attempt } from '../attempts.js';
import { closeOf, isHidden, lastKnown, lastSent } from '../data-flow.js';
import type { Subject } from '../subject.js';

const TIMEOUT_TEXT = /tim(?:e|ed)[ -]?out|no (?:new )?data|stalled/i;

/** A server that says so itself need not be believed only after long. */
const SAID_SECONDS = 1;
/** A receiver that closes after such a silence lost its patience. */
const GIVEN_UP_SECONDS = 3;
/** A failure after such a silence has to do with it. */
const FAILED_SECONDS = 10;
/** While the capture ends with both ends still connected, only a long silence means something. */
const OPEN_SECONDS = 30;
export interface Silence {
  readonly seconds: number;
  readonly certainty: Certainty;
  /** The server says that it was for the time. */
  readonly isSaid: boolean;
  /** Frame of the close that ended it. */
  readonly frame: number | null;
}

/** Null where the silence means nothing. */
export function silenceOf(attempt: Attempt, sender: Side, subject: Subject): Silence | null {
  const { reply } = attempt;
  const close = closeOf(attempt);
  const since = lastSent(attempt, sender).time;
  const end = Math.min(
    reply?.time ?? Number.POSITIVE_INFINITY,
    close?.time ?? Number.POSITIVE_INFINITY,
    lastKnown(subject),
  );
  const lasted = end - since;
  const frame = close !== null && close.time <= end ? close.frame : null;
  const silence = (certainty: Certainty, isSaid = false): Silence => ({ seconds: lasted, certainty, isSaid, frame });
  if (reply !== null && TIMEOUT_TEXT.test(reply.text) && lasted >= SAID_SECONDS) return silence('likely', true);
  // A sender that closes has said all, as far as TCP tells.
  if (close?.from === sender && reply === null) return null;
  if (reply !== null) return lasted >= FAILED_SECONDS ? silence('likely') : null;
  if (isHidden(attempt, subject)) return close === null && lasted >= OPEN_SECONDS ? silence('possible') : null;
  if (close !== null) return lasted >= GIVEN_UP_SECONDS ? silence('likely') : null;
  if (subject.session.end.how !== 'open' && lasted >= FAILED_SECONDS) return silence('likely');
  return lasted >= OPEN_SECONDS ? silence('possible') : null;
}
