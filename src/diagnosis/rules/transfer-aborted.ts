import type { Command } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { type Attempt, eventOf } from '../attempts.js';
import {
  closeOf,
  commandsAfter,
  isDelivered,
  isHidden,
  isUnfinished,
  isUp,
  lastSent,
  progressOf,
  senderOf,
} from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, exchangeProof, replyProof, seconds } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** A client that waited so long in vain before it gave up did not simply change its mind. */
const STALL_SECONDS = 10;

/** Data that was on its way so shortly before the client closed was not stalled. */
const FLOWING_SECONDS = 1;

/** X2: the client breaks the transfer off with ABOR while it runs. */
export const transferAborted: AttemptRule = (attempt, subject) => {
  const abort = abortOf(attempt, subject);
  return abort === null || waitedFor(attempt, abort.time) >= STALL_SECONDS ? null : aborted(attempt, abort);
};

/** The same after a stall, where no cause of the stall was found. */
export const abortedAfterStall: AttemptRule = (attempt, subject) => {
  const abort = abortOf(attempt, subject);
  return abort === null ? null : aborted(attempt, abort);
};

function abortOf(attempt: Attempt, subject: Subject): Command | null {
  if (attempt.transfer?.outcome !== 'aborted') return null;
  for (const command of commandsAfter(subject, attempt.frame)) if (command.verb === 'ABOR') return command;
  return null;
}

function waitedFor(attempt: Attempt, time: number): number {
  const sender = senderOf(attempt);
  return sender === null || !isUp(attempt) ? 0 : time - lastSent(attempt, sender).time;
}

function aborted(attempt: Attempt, abort: Command): Diagnosis {
  const name = attemptName(attempt);
  const waited = waitedFor(attempt, abort.time);
  const idle = seconds(waited);
  const note: Text =
    waited < STALL_SECONDS
      ? { en: '', zh: '' }
      : { en: ` No data had come for ${idle.en}.`, zh: `在此之前已有 ${idle.zh}没有数据。` };
  const after = afterOf(attempt);
  return {
    kind: 'transfer-aborted',
    severity: 'info',
    certainty: 'proven',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: the client aborted it with ABOR${after.en}.`,
      zh: `${name.zh}：客户端用 ABOR 中止了传输${after.zh}。`,
    },
    cause: {
      en: `The user or the client program broke the transfer off; the server obeyed.${note.en}`,
      zh: `用户或客户端程序主动中止，服务器照办。${note.zh}`,
    },
    fix: [
      {
        en: 'Nothing, if it was meant; what was transferred so far is an incomplete file (REST resumes it).',
        zh: '若为有意中止则无需处理；已传输的部分是不完整的文件（可用 REST 续传）。',
      },
    ],
    alternatives: [],
    toDiscriminate: null,
    evidence: [...commandProof(attempt), ...exchangeProof(abort), ...closeProof(attempt), ...replyProof(attempt)],
    streams: attempt.data === null ? [] : [attempt.data.tcpStream],
    sameAs: 'ABOR',
  };
}

/** The client closes both connections in the middle of a download that runs well. */
export const clientLeft: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, reply } = attempt;
  const close = closeOf(attempt);
  if (data === null || close === null || !isUnfinished(attempt) || !isUp(attempt)) return null;
  if (senderOf(attempt) !== 'server' || close.from !== 'client' || isDelivered(attempt)) return null;
  // Clients close first after a whole file too; with the replies encrypted nothing tells the two apart.
  if (isHidden(attempt, subject)) return null;
  const leave = subject.session.events.find(
    ({ kind, from }) => from === 'client' && (kind === 'fin' || kind === 'rst'),
  );
  const last = subject.session.commands.at(-1);
  const quit = last?.verb === 'QUIT' && last.frame > attempt.frame ? last : undefined;
  const goodbye = quit !== undefined && (leave === undefined || quit.frame < leave.frame) ? quit : leave;
  if (goodbye === undefined || (reply !== null && goodbye.frame > reply.frame)) return null;
  if (Math.abs(goodbye.time - close.time) > FLOWING_SECONDS || waitedFor(attempt, close.time) > FLOWING_SECONDS)
    return null;
  // Bytes of a stalled connection come late too: a hole or a segment without an acknowledgment is another story.
  if (data.missingBytes > 0 || data.ends.server?.unacknowledged) return null;
  const name = attemptName(attempt);
  const after = afterOf(attempt);
  return {
    kind: 'transfer-aborted',
    severity: 'info',
    certainty: 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: the client closed the data and the control connection${after.en}.`,
      zh: `${name.zh}：客户端关闭了数据连接和控制连接${after.zh}。`,
    },
    cause: {
      en: 'The data was flowing, so the user or the client program left (or it crashed).',
      zh: '数据仍在正常传输，因此是用户或客户端程序退出（或崩溃）。',
    },
    fix: [
      { en: "Look at the client's own messages, if it was not meant.", zh: '若非有意，请查看客户端自身的提示信息。' },
    ],
    alternatives: ['data-reset'],
    toDiscriminate: { en: "The client's log.", zh: '客户端的日志。' },
    evidence: [
      ...commandProof(attempt),
      ...closeProof(attempt),
      { frame: goodbye.frame, what: { en: 'the client ends the control connection', zh: '客户端结束控制连接' } },
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: 'left',
  };
};

function afterOf(attempt: Attempt): Text {
  const sender = senderOf(attempt);
  if (sender === null || attempt.data === null) return { en: '', zh: '' };
  const progress = progressOf(attempt, sender);
  return { en: ` after ${progress.en}`, zh: `，已传输 ${progress.zh}` };
}

function closeProof(attempt: Attempt): Proof[] {
  const reset = eventOf(attempt, 'rst');
  const close = reset ?? closeOf(attempt);
  if (close === null) return [];
  const flag = close.kind === 'rst' ? 'RST' : 'FIN';
  return [{ frame: close.frame, what: { en: `${flag} on the data connection`, zh: `数据连接上的 ${flag}` } }];
}
