import type { Text } from '../../model/language.js';
import { asFarAsCaptured } from '../as-far-as-captured.js';
import { diagnosis } from '../diagnosis.js';
import type { SessionRule } from '../rule.js';
import { isHelloIgnored } from './tls-control-handshake-failed.js';

/** G7: what a reader loses with TLS on the control connection, and what can still be told. */
export const controlEncrypted: SessionRule = (subject) => {
  const { session } = subject;
  const { tls, transfers, commands } = session;
  if (tls === null || tls.alert !== null || isHelloIgnored(subject)) return [];
  const version = tls.version ?? 'TLS';
  const count = transfers.filter(({ data }) => data !== null).length;
  const clear = tls.clearedFrame;
  // Behind CCC the client goes on in the clear; a server that fails may write past its TLS library.
  const isCcc = clear !== null && (commands.at(-1)?.frame ?? 0) >= clear;
  const cleared: Text =
    clear === null
      ? { en: '', zh: '' }
      : isCcc
        ? { en: `, until frame ${clear}, where CCC ends it`, zh: `，至第 ${clear} 帧由 CCC 结束` }
        : {
            en: `, until the server writes in the clear in frame ${clear}`,
            zh: `，直到服务器在第 ${clear} 帧以明文发送`,
          };
  // Of a handshake that was seen from one side only, or without its answer, the end is not known.
  const isAnswered = tls.version !== null && subject.quality.bothDirections;
  return [
    diagnosis({
      kind: 'control-encrypted',
      severity: 'info',
      title: {
        en: `The control connection is encrypted from frame ${tls.frame} on (${version})${cleared.en}.`,
        zh: `控制连接自第 ${tls.frame} 帧起加密（${version}）${cleared.zh}。`,
      },
      cause: {
        en: `Commands, replies, file names and announced ports cannot be read in it. Still told: data connections by hosts and time (${count} here), their TCP events, TLS handshakes and bytes. Firewalls and NATs with an FTP helper are blind as well.`,
        zh: `其中的命令、响应、文件名和通告的端口无法读取。仍可得知：按主机和时间推断的数据连接（此处 ${count} 个）及其 TCP 事件、TLS 握手和字节数。带 FTP 辅助功能的防火墙和 NAT 同样无法读取。`,
      },
      fix: [
        {
          en: 'To read it, use the log of client or server, or capture with the session keys (SSLKEYLOGFILE) and let Wireshark decrypt it.',
          zh: '如需读取，请查看客户端或服务器日志，或在抓包时记录会话密钥（SSLKEYLOGFILE）并用 Wireshark 解密。',
        },
      ],
      evidence: [{ frame: tls.frame, what: { en: 'ClientHello', zh: 'ClientHello' } }],
      streams: [session.tcpStream],
    }),
  ].map((found) => (isAnswered ? found : asFarAsCaptured(found, subject)));
};
