/** A data connection that failed for all that is seen, in a capture that lacks what would prove it. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Attempt, synsOf } from '../attempts.js';
import { canTell, looksUnanswered, looksWithoutAttempt, mayBeFilteredOut, showsAnswers } from '../connection-faults.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said, setupProof, synCount, synProofs } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';

interface Lack {
  readonly kind: FindingKind;
  readonly what: Text;
}

export const cannotTell: AttemptRule = (attempt, subject): Diagnosis | null => {
  const isUnanswered = looksUnanswered(attempt, subject);
  if (!isUnanswered && !looksWithoutAttempt(attempt, subject)) return null;
  const lack = lackOf(attempt, subject, isUnanswered);
  if (lack === null) return null;
  const name = attemptName(attempt);
  const syns = synCount(synsOf(attempt));
  const { reply, mode, data } = attempt;
  const answer: Text = reply === null ? { en: '', zh: '' } : { en: ` (${said(reply)})`, zh: `（${said(reply)}）` };
  const seen: Text = isUnanswered
    ? { en: `${syns.en} got no answer in this capture`, zh: `${syns.zh}在本次捕获中没有应答` }
    : { en: 'this capture has no SYN of it', zh: '本次捕获中没有它的 SYN' };
  return {
    kind: lack.kind,
    severity: severityOf(attempt, subject) === 'info' ? 'info' : 'warning',
    certainty: 'possible',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection${answer.en}; ${seen.en}, but ${lack.what.en}: why it failed cannot be told.`,
      zh: `${name.zh}：没有数据连接${answer.zh}；${seen.zh}，但${lack.what.zh}：无法判断失败原因。`,
    },
    cause: {
      en: 'What this capture lacks may be the very packet that decides: an answer to the SYN, a reset, an ICMP error.',
      zh: '本次捕获所缺少的可能正是关键的数据包：SYN 的应答、RST 或 ICMP 错误。',
    },
    fix: [
      {
        en: 'Capture again: both directions, all ports of both hosts, whole packets, from before the login until after the error.',
        zh: '重新抓包：双向、两台主机的所有端口、完整的数据包，从登录之前到出错之后。',
      },
    ],
    alternatives: alternativesOf(mode, isUnanswered),
    toDiscriminate: {
      en: `Such a capture, at the ${mode === 'active' ? 'client' : 'server'}.`,
      zh: `在${mode === 'active' ? '客户端' : '服务器'}进行这样的抓包。`,
    },
    evidence: [...setupProof(attempt), ...commandProof(attempt), ...synProofs(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: `untold ${mode}`,
  };
};

/** What forbids a verdict, the gravest first. */
function lackOf(attempt: Attempt, subject: Subject, isUnanswered: boolean): Lack | null {
  const { quality } = subject;
  if (!quality.bothDirections) {
    return {
      kind: 'one-way-capture',
      what: { en: 'it holds one direction only', zh: '它只包含一个方向' },
    };
  }
  if (!isUnanswered && mayBeFilteredOut(attempt, subject)) {
    return {
      kind: 'data-not-captured',
      what: { en: 'it holds nothing but control connections', zh: '它只包含控制连接' },
    };
  }
  if (isUnanswered ? showsAnswers(subject) : canTell(subject)) return null;
  if (quality.packetsMissing) {
    return { kind: 'capture-gap', what: { en: 'packets are missing from it', zh: '它缺少数据包' } };
  }
  if (quality.payloadCut) {
    return { kind: 'payload-cut', what: { en: 'its packets are cut', zh: '其数据包被截断' } };
  }
  return { kind: 'mid-session', what: { en: 'it starts in mid-session', zh: '它从会话中途开始' } };
}

function alternativesOf(mode: Attempt['mode'], isUnanswered: boolean): FindingKind[] {
  if (mode === 'active') {
    return isUnanswered ? ['active-syn-unanswered', 'active-refused'] : ['active-no-attempt', 'active-syn-unanswered'];
  }
  return isUnanswered
    ? ['passive-syn-unanswered', 'passive-refused']
    : ['passive-syn-unanswered', 'passive-refused', 'passive-no-attempt'];
}
