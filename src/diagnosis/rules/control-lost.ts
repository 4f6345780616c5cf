import { opposite, type Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { closeOf, lastKnown } from '../data-flow.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, SIDE, seconds } from '../phrases.js';
import { resetSender } from '../reset-sender.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import {
  CAPTURE_BOTH_ENDS,
  causeOf,
  dataProof,
  lostControl,
  resetProof,
  retryProofs,
  transferOf,
} from './control-lost-words.js';
import { MIN_RETRIES } from './dropped-segments.js';
import { idleBefore, lastMessage, pending } from './last-words.js';
import { setupHeldBack } from './setup-held-back.js';

/** A server that says nothing for so long after the data ended says nothing any more. */
const SILENT_SECONDS = 15;

/** X6, T6, X12: the control connection goes dead, most often while data flows. */
export const controlLost: SessionRule = (subject) => {
  // Where one command alone is held back, that is told.
  if (setupHeldBack(subject).length > 0) return [];
  const found = retried('server', subject) ?? retried('client', subject) ?? reset(subject) ?? silent(subject);
  return found === null ? [] : [found];
};

/** What a side says is sent again and again and never acknowledged. */
function retried(side: Side, subject: Subject): Diagnosis | null {
  const stuck = subject.session.ends[side]?.unacknowledged ?? null;
  if (stuck === null || stuck.length === 0 || stuck.retransmissions < MIN_RETRIES) return null;
  if (!subject.quality.bothDirections || subject.quality.packetsMissing) return null;
  const message = lastMessage(side, stuck.firstFrame, subject);
  // Nobody waits for the answer to QUIT.
  if (message === null || message.what.en.startsWith('221 ')) return null;
  const attempt = pending(message, subject);
  const lasted = seconds(stuck.seconds);
  const idle = idleBefore(message, subject);
  return {
    ...lostControl(subject, attempt, side),
    certainty: 'likely',
    title: {
      en: `The control connection went dead: the ${side} sent "${message.what.en}" ${stuck.retransmissions + 1} times in ${lasted.en} without an acknowledgment${idle.en}${transferOf(attempt).en}.`,
      zh: `控制连接失效：${SIDE[side].zh}在 ${lasted.zh}内将“${message.what.zh}”发送了 ${stuck.retransmissions + 1} 次，没有得到确认${idle.zh}${transferOf(attempt).zh}。`,
    },
    cause: causeOf(idle.en !== '', attempt),
    alternatives: ['server-crash'],
    evidence: [
      ...(attempt === null ? [] : commandProof(attempt)),
      ...dataProof(attempt),
      message,
      ...retryProofs(stuck),
    ],
    sameAs: `retried ${side}`,
  };
}

/** A reset ends it while an answer is due. */
function reset(subject: Subject): Diagnosis | null {
  const { session } = subject;
  const event = session.events.find(({ kind }) => kind === 'rst');
  const side = event?.from ?? null;
  if (session.end.how !== 'rst' || event === undefined || side === null) return null;
  const who = resetSender(event, side, session.ends[side], subject);
  const last = session.commands.at(-1);
  if (last?.verb === 'QUIT' && last.replies.length > 0) return null;
  const attempt = pending(event, subject);
  const isOpen = attempt !== null || (last !== undefined && last.replies.length === 0);
  // A client may leave as it likes; only what is not the client's own reset is a loss.
  if (who.by !== 'device' && (side === 'client' || !isOpen)) return null;
  const message = lastMessage(opposite(side), event.frame, subject);
  const idle = message === null ? { en: '', zh: '' } : idleBefore(message, subject);
  const by: Text =
    who.by === 'device'
      ? { en: `a device on the way, in the name of the ${side},`, zh: `途中的设备以${SIDE[side].zh}的名义` }
      : { en: `the ${side}'s host`, zh: `${SIDE[side].zh}主机` };
  return {
    ...lostControl(subject, attempt, side),
    certainty: who.by === 'device' && who.certain ? 'proven' : 'likely',
    title: {
      en: `The control connection was reset: ${by.en} answered with RST${idle.en}${transferOf(attempt).en}.`,
      zh: `控制连接被重置：${by.zh}以 RST 回应${idle.zh}${transferOf(attempt).zh}。`,
    },
    cause: causeOf(idle.en !== '', attempt),
    alternatives: who.by === 'device' && who.certain ? [] : ['server-crash'],
    toDiscriminate: who.by === 'device' && who.certain ? null : CAPTURE_BOTH_ENDS,
    evidence: [
      ...(attempt === null ? [] : commandProof(attempt)),
      ...dataProof(attempt),
      ...(message === null ? [] : [message]),
      ...session.events.flatMap((each) => resetProof(each, subject)),
    ],
    sameAs: `reset ${who.by} ${side}`,
  };
}

/** The data ended regularly, and nothing is ever said about it. */
function silent(subject: Subject): Diagnosis | null {
  const { quality, session } = subject;
  const attempt = pending(session.end, subject);
  const close = attempt === null ? null : closeOf(attempt);
  if (
    attempt?.data == null ||
    attempt.data.bytes === 0 ||
    close?.kind !== 'fin' ||
    !quality.dialogueIsWhole ||
    quality.packetsMissing
  )
    return null;
  const waited = lastKnown(subject) - close.time;
  // A later answer shows that the connection lives: then the server had nothing to say.
  const isAnswered = session.commands.at(-1)?.frame !== attempt.frame && session.commands.at(-1)?.replies.length !== 0;
  if (waited < SILENT_SECONDS || isAnswered) return null;
  const lasted = seconds(waited);
  const name = attemptName(attempt);
  return {
    ...lostControl(subject, attempt, 'server'),
    certainty: 'possible',
    title: {
      en: `${name.en}: the data ended, and in ${lasted.en} no reply came on the control connection.`,
      zh: `${name.zh}：数据已传完，但 ${lasted.zh}内控制连接上没有任何响应。`,
    },
    cause: causeOf(false, attempt),
    alternatives: ['server-crash'],
    evidence: [...commandProof(attempt), ...dataProof(attempt)],
    sameAs: 'silent',
  };
}
