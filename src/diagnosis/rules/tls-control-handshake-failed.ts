import type { Reply } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { canTell } from '../connection-faults.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { proofOfReply, SIDE, said } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { alertName } from './tls-alerts.js';

/** T0: TLS on the control connection does not come about, so nobody logs in. */
export const tlsControlHandshakeFailed: SessionRule = (subject): Diagnosis[] => {
  const { session } = subject;
  if (isHelloIgnored(subject)) return [helloIgnored(subject)];
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

/** Whether the server said nothing at all to a ClientHello, or refused it as a command, until the connection ended. */
export function isHelloIgnored(subject: Subject): boolean {
  const { tls, end, events } = subject.session;
  if (tls === null || tls.version !== null || tls.alert !== null || end.how === 'open' || !canTell(subject))
    return false;
  const last = events.findLast(({ kind, from }) => kind === 'last-byte' && from === 'server');
  return (last?.frame ?? 0) < tls.frame || answerTo(subject) !== null;
}

/** The reply of a server that read the ClientHello as text. */
function answerTo({ session }: Subject): Reply | null {
  const { tls, strayReplies } = session;
  return strayReplies.find(({ frame, code }) => frame > (tls?.frame ?? 0) && code >= 500) ?? null;
}

function helloIgnored(subject: Subject): Diagnosis {
  const { session } = subject;
  const frame = session.tls?.frame ?? 0;
  const isExpected = session.commands.some(({ verb }) => verb === 'AUTH');
  const reply = answerTo(subject);
  const answer: Text =
    reply === null
      ? { en: 'got no answer', zh: '没有得到应答' }
      : { en: `was answered with ${said(reply)}`, zh: `得到的响应是 ${said(reply)}` };
  return {
    ...diagnosis({
      kind: 'tls-control-handshake-failed',
      severity: 'error',
      title: {
        en: `TLS was not established on the control connection: the ClientHello ${answer.en}.`,
        zh: `控制连接未能建立 TLS：ClientHello ${answer.zh}。`,
      },
      cause: isExpected
        ? {
            en: 'The server agreed to TLS and did not begin it, or a device on the way keeps the handshake from it.',
            zh: '服务器同意使用 TLS 却没有开始握手，或途中设备拦截了握手。',
          }
        : {
            en: 'The client begins with TLS at once (implicit TLS), and this port expects FTP in the clear.',
            zh: '客户端一开始就使用 TLS（隐式 TLS），而此端口等待的是明文 FTP。',
          },
      fix: [
        {
          en: "Let the client use explicit TLS (AUTH TLS) on port 21, and implicit TLS on the server's port for that (990).",
          zh: '客户端在端口 21 上使用显式 TLS（AUTH TLS），隐式 TLS 只用于服务器的相应端口（990）。',
        },
      ],
      evidence: [
        { frame, what: { en: 'ClientHello', zh: 'ClientHello' } },
        ...(reply === null ? [] : [proofOfReply(reply)]),
      ],
      streams: [session.tcpStream],
    }),
    certainty: 'likely',
    alternatives: ['capture-gap'],
    toDiscriminate: { en: "The server's log.", zh: '服务器日志。' },
  };
}

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
