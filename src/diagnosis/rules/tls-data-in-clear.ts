import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** A snap length below this may have cut the record header off. */
const ENOUGH_SNAPPED = 128;

/** PROT P is agreed, and the data comes in the clear all the same. */
export const tlsDataInClear: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, transfer } = attempt;
  if (data === null || transfer?.protectionLevel !== 'P' || data.state !== 'established') return null;
  if (data.tls || data.bytes === 0 || data.missingBytes > 0 || data.tlsHandshake !== null || isCut(subject))
    return null;
  if (transfer.outcome !== 'completed') return null;
  const first = data.events.find(({ kind }) => kind === 'first-byte');
  const name = attemptName(attempt);
  return {
    kind: 'tls-data-handshake-failed',
    severity: 'warning',
    certainty: 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en}: PROT P was agreed, but ${data.bytes} bytes of data travelled in the clear.`,
      zh: `${name.zh}：已协商 PROT P，但 ${data.bytes} 字节数据以明文传输。`,
    },
    cause: {
      en: 'Neither side began TLS on the data connection, and neither insisted on it.',
      zh: '双方都没有在数据连接上开始 TLS，也都没有坚持要求。',
    },
    fix: [
      {
        en: 'Update or reconfigure both programs: a server that agreed to PROT P has to refuse data in the clear.',
        zh: '更新或重新配置双方程序：同意 PROT P 的服务器应拒绝明文数据。',
      },
    ],
    alternatives: [],
    toDiscriminate: null,
    evidence: [
      ...commandProof(attempt),
      ...(first === undefined
        ? []
        : [{ frame: first.frame, what: { en: 'data without a TLS record', zh: '没有 TLS 记录的数据' } }]),
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: 'in clear',
  };
};

function isCut({ capture, quality }: Subject): boolean {
  return (
    quality.payloadCut || (capture.snapLength !== null && capture.snapLength > 0 && capture.snapLength < ENOUGH_SNAPPED)
  );
}
