import type { Text } from '../../model/language.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { failureOf } from './tls-failure.js';

/** T3: TCP is up, TLS does not come about. */
export const tlsDataHandshakeFailed: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, transfer, reply } = attempt;
  if (transfer?.outcome === 'completed' || transfer?.outcome === 'aborted') return null;
  const failure = failureOf(attempt, subject);
  if (failure === null) return null;
  const name = attemptName(attempt);
  const answer: Text = reply === null ? { en: '', zh: '' } : { en: ` (${said(reply)})`, zh: `（${said(reply)}）` };
  return {
    kind: 'tls-data-handshake-failed',
    severity: severityOf(attempt, subject),
    certainty: failure.certainty,
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: TCP connected, TLS did not: ${failure.what.en}${answer.en}.`,
      zh: `${name.zh}：TCP 已连接，但 TLS 未建立：${failure.what.zh}${answer.zh}。`,
    },
    cause: failure.cause,
    fix: [
      {
        en: 'Let client and server agree: PROT P with TLS on both sides or PROT C on both, a common TLS version and cipher, a certificate that the client trusts.',
        zh: '使客户端与服务器一致：双方都用 PROT P 加 TLS，或都用 PROT C；使用共同的 TLS 版本和密码套件，以及客户端信任的证书。',
      },
      {
        en: 'Exempt the data ports from TLS inspection on firewalls in between.',
        zh: '在途中防火墙上对数据端口关闭 TLS 检查。',
      },
    ],
    alternatives: failure.certainty === 'proven' ? [] : failure.alternatives,
    toDiscriminate:
      failure.certainty === 'proven'
        ? null
        : {
            en: "The TLS log of the server, and the client's own message.",
            zh: '服务器的 TLS 日志，以及客户端自身的提示信息。',
          },
    evidence: [...commandProof(attempt), ...failure.proofs, ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: failure.what.en.replace(/\d+(?:\.\d+)? (?:s|ms)\b/, ''),
  };
};
