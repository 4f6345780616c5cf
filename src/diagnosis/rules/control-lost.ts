import { type Diagnosis, diagnosis, type Proof } from '../diagnosis.js';
import { attemptName, seconds } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import { senderByTtl } from '../tcp-facts.js';

/** Retransmissions of one segment that chance does not explain. */
const RETRIES = 3;

/** X6: the data came through, and the control connection did not live to tell. */
export const controlLost: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, data } = attempt;
  const { session, quality } = subject;
  if (transfer === null || data === null || data.state !== 'established' || !quality.bothDirections) return null;
  if (transfer.replies.some(({ code }) => code >= 200 && code < 400) && session.ends.server?.unacknowledged == null)
    return null;
  if (data.how !== 'fin' || data.bytes === 0) return null;
  const stuck = [session.ends.server?.unacknowledged, session.ends.client?.unacknowledged].find(
    (end) => end != null && end.retransmissions >= RETRIES && end.firstFrame > data.firstFrame,
  );
  const reset = session.events.find(({ kind, frame }) => kind === 'rst' && frame > data.firstFrame);
  if (stuck == null && (reset === undefined || transfer.outcome === 'completed')) return null;
  const sender = reset === undefined || reset.from === null ? null : senderByTtl(reset, reset.from, subject);
  // A client that gives up resets its own connection.
  if (stuck == null && sender !== 'device') return null;
  const name = attemptName(attempt);
  const idle = seconds(Math.max(0, data.time + data.durationSeconds - attempt.time));
  const proofs: Proof[] = [
    { frame: data.lastFrame, what: { en: 'the data connection is closed in order', zh: '数据连接正常关闭' } },
    ...(stuck == null
      ? []
      : [
          {
            frame: stuck.firstFrame,
            what: { en: 'control segment sent again, not acknowledged', zh: '重发控制报文段，未被确认' },
          },
          {
            frame: stuck.lastFrame,
            what: { en: `again, after ${seconds(stuck.seconds).en}`, zh: `${seconds(stuck.seconds).zh}后再次重发` },
          },
        ]),
    ...(reset === undefined
      ? []
      : [{ frame: reset.frame, what: { en: 'RST on the control connection', zh: '控制连接上的 RST' } }]),
  ];
  return diagnosis({
    kind: 'control-lost',
    severity: 'error',
    certainty: 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en}: the data came through in ${idle.en}, and the control connection was dead by then${stuck == null ? ' (reset by a device)' : ` (${stuck.retransmissions} retransmissions unanswered)`}.`,
      zh: `${name.zh}：数据在 ${idle.zh}内传完，但此时控制连接已失效${stuck == null ? '（被设备重置）' : `（${stuck.retransmissions} 次重传无应答）`}。`,
    },
    cause: {
      en: 'A NAT or firewall on the way forgot the control connection, which says nothing while data flows, and drops or resets what comes on it.',
      zh: '途中的 NAT 或防火墙丢弃了控制连接的状态（数据传输期间控制连接没有流量），并丢弃或重置之后的数据包。',
    },
    fix: [
      {
        en: 'Have the client send NOOP or TCP keep-alives during transfers, or lengthen the idle timeout of the device.',
        zh: '让客户端在传输期间发送 NOOP 或 TCP keep-alive，或延长该设备的空闲超时。',
      },
    ],
    alternatives: ['server-crash', 'data-stalled'],
    toDiscriminate: {
      en: 'A capture at the other end at the same time: was the reply sent, and did it arrive?',
      zh: '同时在另一端抓包：应答是否发出、是否到达？',
    },
    evidence: proofs,
    streams: [data.tcpStream],
  });
};
