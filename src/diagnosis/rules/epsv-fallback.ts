import { eventOf, synsOf } from '../attempts.js';
import { chinese } from '../chinese.js';
import { isConnectionFailed, isWithoutAttempt } from '../connection-faults.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, icmpText, replyProof, seconds, setupProof, synCount, synProofs } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting } from '../software.js';

/** P13: the data connection of EPSV fails, that of the PASV after it works. */
export const epsvFallback: AttemptRule = (attempt, subject): Diagnosis | null => {
  const fallback = subject.histories.get(attempt)?.fallback ?? null;
  if (attempt.method !== 'EPSV' || fallback === null || fallback.method !== 'PASV') return null;
  const { data, transfer } = attempt;
  if (!isConnectionFailed(attempt, subject) && !isWithoutAttempt(attempt, subject)) return null;
  const answer = eventOf(attempt, 'rst', 'server') ?? eventOf(attempt, 'icmp-error');
  const lost = seconds(fallback.time - attempt.time);
  const count = synCount(synsOf(attempt));
  const name = attemptName(attempt);
  const noEpsv = clientSetting(subject.client, 'noEpsv');
  return {
    kind: 'epsv-fallback',
    severity: 'info',
    certainty: 'likely',
    transfer: transfer?.id ?? fallback.transfer?.id ?? null,
    title: {
      en: `${name.en}: ${answer === null ? `${count.en} got no answer` : 'the SYN was rejected'}; ${lost.en} later the client used PASV, and that worked.`,
      zh: `${name.zh}：${answer === null ? chinese`${count.zh}没有应答` : 'SYN 被拒绝'}；${lost.zh}后客户端改用 PASV 并成功。`,
    },
    cause: {
      en: 'A NAT or firewall on the way understands the reply to PASV and opens its port, and does not understand the reply to EPSV.',
      zh: '途中的 NAT 或防火墙能理解 PASV 的响应并放行其端口，但不理解 EPSV 的响应。',
    },
    fix: [
      {
        en: `Teach the gateway EPSV (RFC 2428), or save the time with ${noEpsv.en}.`,
        zh: chinese`让网关支持 EPSV（RFC 2428），或使用${noEpsv.zh}以节省时间。`,
      },
    ],
    alternatives: [answer === null ? 'passive-syn-unanswered' : 'passive-refused'],
    toDiscriminate: {
      en: 'A second transfer: does the port of EPSV fail each time, and that of PASV never?',
      zh: '再次传输：EPSV 的端口是否每次失败，而 PASV 的端口从不失败？',
    },
    evidence: [
      ...setupProof(attempt),
      ...synProofs(attempt),
      ...(answer === null
        ? []
        : [{ frame: answer.frame, what: answer.icmp === undefined ? { en: 'RST', zh: 'RST' } : icmpText(answer) }]),
      ...replyProof(attempt),
      ...setupProof(fallback),
    ],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: '',
  };
};
