import type { Reply } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import { type Attempt, eventOf, targetOf } from '../attempts.js';
import { chinese } from '../chinese.js';
import { isConnectionFailed } from '../connection-faults.js';
import type { Diagnosis } from '../diagnosis.js';
import { lastWhere } from '../halving.js';
import { attemptName, proofOfReply, said, seconds, setupProof, synProofs } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

/** P17: the client connects after the server has given up waiting. */
export const passiveLate: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode, announcement } = attempt;
  const target = targetOf(attempt);
  const syn = eventOf(attempt, 'syn');
  if (mode !== 'passive' || data === null || target === null || syn === null || announcement === null) return null;
  const surrender = surrenderBefore(syn.frame, attempt, subject);
  if (surrender === null || !isConnectionFailed(attempt, subject)) return null;
  const reset = eventOf(attempt, 'rst', 'server');
  const setupTime = attempt.setup?.replies.find(({ frame }) => frame === announcement.frame)?.time ?? attempt.time;
  const waited = seconds(syn.time - setupTime);
  const timeout = serverSetting(subject.server, 'passiveTimeout');
  const name = attemptName(attempt);
  return {
    kind: 'passive-late',
    severity: severityOf(attempt, subject),
    certainty: reset === null ? 'likely' : 'proven',
    transfer: attempt.transfer?.id ?? siblingOf(attempt, subject)?.transfer?.id ?? null,
    title: {
      en: `${name.en} failed: the client connected to ${formatEndpoint(target)} ${waited.en} after the announcement, when the server had given up (${said(surrender)}).`,
      zh: `${name.zh}失败：客户端在通告 ${waited.zh}后才连接 ${formatEndpoint(target)}，此时服务器已放弃等待（${said(surrender)}）。`,
    },
    cause: {
      en: 'The server waits for a limited time for the data connection, then it closes the port and answers with an error.',
      zh: '服务器只在有限时间内等待数据连接，之后关闭端口并返回错误。',
    },
    fix: [
      {
        en: 'Have the client connect as soon as it has the reply to PASV or EPSV, before or together with the transfer command.',
        zh: '让客户端在收到 PASV 或 EPSV 响应后立即连接，在传输命令之前或同时进行。',
      },
      { en: `Or lengthen ${timeout.en}.`, zh: chinese`或延长${timeout.zh}。` },
    ],
    alternatives: reset === null ? ['passive-syn-unanswered'] : [],
    toDiscriminate:
      reset === null
        ? { en: 'Whether connections that come in time are answered.', zh: '及时到达的连接是否有应答。' }
        : null,
    evidence: [
      ...setupProof(attempt),
      proofOfReply(surrender),
      ...synProofs(attempt),
      ...(reset === null ? [] : [{ frame: reset.frame, what: { en: 'RST', zh: 'RST' } }]),
    ],
    streams: [data.tcpStream],
    sameAs: target.address,
  };
};

/** The error with which the server gave up before the frame, on this attempt or on the transfer that it was for. */
function surrenderBefore(frame: number, attempt: Attempt, subject: Subject): Reply | null {
  const since = attempt.setup?.frame ?? 0;
  // Of its own accord where no transfer command waits (pyftpdlib).
  const stray = lastWhere(subject.session.strayReplies, (reply) => reply.frame < frame);
  const unasked = stray !== null && stray.frame > since ? stray : null;
  const replies = [attempt.reply, siblingOf(attempt, subject)?.reply ?? null, unasked];
  return replies.find((reply) => reply !== null && reply.code >= 400 && reply.frame < frame) ?? null;
}

/** The transfer of the same announcement, where the connection came too late to be taken for its own. */
function siblingOf(attempt: Attempt, { attempts, histories }: Subject): Attempt | null {
  if (attempt.transfer !== null || attempt.setup === null) return null;
  const at = histories.get(attempt)?.index ?? 0;
  return attempts.slice(Math.max(0, at - NEAR), at).find((other) => other.setup === attempt.setup) ?? null;
}

/** Attempts before this one among which the transfer of the same announcement stands. */
const NEAR = 3;
