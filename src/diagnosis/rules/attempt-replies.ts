import type { Reply } from '../../model/analysis.js';
import type { Attempt } from '../attempts.js';
import type { Subject } from '../subject.js';

/** Stray replies are few in any session that means something. */
const MOST = 20;

/** The replies to an attempt, and those without a command that came after it: a dying server speaks in pieces. */
export function repliesAfter(attempt: Attempt, { session }: Subject): Reply[] {
  const own = attempt.transfer?.replies ?? attempt.setup?.replies ?? [];
  const strays = session.strayReplies.slice(-MOST).filter(({ frame }) => frame >= attempt.frame);
  return [...own, ...strays];
}
