import type { Reply } from '../../model/analysis.js';
import { proofOfReply } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { isToldWithFailure, lack, startOf } from './capture-lack.js';

/** Replies that a data connection failed: what a capture of the other direction would explain. */
const FAILURES: ReadonlySet<number> = new Set([425, 426]);

/** G2: packets of one side only. */
export const oneWayCapture: SessionRule = (subject) => {
  if (subject.quality.bothDirections || isToldWithFailure('one-way-capture', subject)) return [];
  const only = subject.session.ends.client === null ? 'server' : 'client';
  const failure = failureOf(subject);
  return [
    lack(
      {
        kind: 'one-way-capture',
        severity: failure === null ? 'info' : 'warning',
        title: {
          en: `This capture has only what the ${only} sent${failure === null ? '' : '; a transfer failed, and why cannot be told from it'}.`,
          zh: `本次捕获只包含${only === 'client' ? '客户端' : '服务器'}发送的数据包${failure === null ? '' : '；有传输失败，但无法据此判断原因'}。`,
        },
        cause: {
          en: 'It was filtered by source or destination, or made where one direction passes only (a mirror port of one direction, asymmetric routing). That a packet of the other side is missing means nothing.',
          zh: '抓包时按源或目的地址过滤，或抓包位置只经过一个方向（单向镜像端口、非对称路由）。缺少另一方的数据包不能说明任何问题。',
        },
        evidence: [startOf(subject), ...(failure === null ? [] : [proofOfReply(failure)])],
      },
      subject,
    ),
  ];
};

function failureOf({ session }: Subject): Reply | null {
  const stray = session.strayReplies.find(({ code }) => FAILURES.has(code));
  const failed = session.transfers.find(({ outcome }) => outcome === 'failed');
  return stray ?? failed?.replies.at(-1) ?? null;
}
