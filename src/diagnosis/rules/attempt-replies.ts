import type { Reply } from '../../model/analysis.js';
import type { Attempt } from '../attempts.js';
import { type Meaning, meaningOf } from '../reply-texts.js';
import type { Subject } from '../subject.js';

/** The negative reply to the transfer command, or to a setup without one, that says this. */
export function replyMeaning(attempt: Attempt, means: Meaning, { server }: Subject): Reply | null {
  const replies = attempt.transfer?.replies ?? attempt.setup?.replies ?? [];
  return replies.find((reply) => reply.code >= 400 && meaningOf(reply, server)?.means === means) ?? null;
}
