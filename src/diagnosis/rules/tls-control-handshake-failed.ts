import type { Text } from '../../model/language.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { proofOfReply, SIDE, said } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import { alertName } from './tls-alerts.js';

/** T0: TLS on the control connection does not come about, so nobody logs in. */
export const tlsControlHandshakeFailed: SessionRule = ({ session }): Diagnosis[] => {
  const { tls, strayReplies, greeting } = session;
  const alert = tls?.alert ?? null;
  if (tls === null || alert === null) return [];
  const name = alertName(alert.description);
  const who = SIDE[alert.from];
  const words = [...greeting, ...strayReplies].find(({ frame, code }) => frame > tls.frame && code >= 400) ?? null;
  const answer: Text = words === null ? { en: '', zh: '' } : { en: ` (${said(words)})`, zh: `（${said(words)}）` };
  return [
    diagnosis({
      kind: 'tls-control-handshake-failed',
      severity: 'error',
      title: {
        en: `TLS was not established on the control connection: the ${alert.from} sent fatal alert ${alert.description} (${name})${answer.en}.`,
        zh: `控制连接未能建立 TLS：${who.zh}发送了致命告警 ${alert.description}（${name}）${answer.zh}。`,
      },
      cause: causeOf(alert.from, alert.description),
      fix: [CERTIFICATE.has(alert.description) ? TRUST : SHARE],
      evidence: [
        { frame: tls.frame, what: { en: 'ClientHello', zh: 'ClientHello' } },
        {
          frame: alert.frame,
          what: { en: `fatal alert ${alert.description} (${name})`, zh: `致命告警 ${alert.description}（${name}）` },
        },
        ...(words === null ? [] : [proofOfReply(words)]),
      ],
      streams: [session.tcpStream],
    }),
  ];
};

const SHARE: Text = {
  en: 'Let both programs share a TLS version and a cipher: update the older one, or allow on the other what it can do.',
  zh: '使双方有共同的 TLS 版本和密码套件：升级较旧的程序，或在另一方启用它支持的版本和套件。',
};
const TRUST: Text = {
  en: "Install a certificate that is valid and issued for the server's name, or let the client trust this one.",
  zh: '为服务器安装有效且与其名称相符的证书，或让客户端信任现有证书。',
};

/** About certificates (RFC 8446 section 6.2), what the two can do, and the rest. */
const CERTIFICATE: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 116]);
const ABILITIES: ReadonlySet<number> = new Set([40, 70, 71, 86, 109, 110, 120]);

function causeOf(from: 'client' | 'server', description: number): Text {
  const who = SIDE[from];
  const other = SIDE[from === 'client' ? 'server' : 'client'];
  if (CERTIFICATE.has(description)) {
    return {
      en: `The ${from} does not accept the ${other.en}'s certificate: self-signed, expired, or of an authority that it does not know.`,
      zh: `${who.zh}不接受${other.zh}的证书：自签名、已过期，或由其不认识的机构签发。`,
    };
  }
  if (ABILITIES.has(description)) {
    return {
      en: `The ${from} takes none of what the ${other.en} offers: no TLS version, cipher or extension in common.`,
      zh: `${who.zh}不接受${other.zh}提供的任何选项：没有共同的 TLS 版本、密码套件或扩展。`,
    };
  }
  return {
    en: `The ${from} refuses the handshake: what it received is not what it expects. The login was never reached.`,
    zh: `${who.zh}拒绝握手：收到的内容不符合预期。尚未进入登录。`,
  };
}
