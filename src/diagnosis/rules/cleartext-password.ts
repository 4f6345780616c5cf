import type { Command } from '../../model/analysis.js';
import { diagnosis } from '../diagnosis.js';
import { quote } from '../phrases.js';
import type { SessionRule } from '../rule.js';

/** No secrets: the password of such a user is a courtesy (RFC 1635). */
const ANONYMOUS = /^(?:anonymous|ftp)$/i;

/** A password that anybody on the way can read. */
export const cleartextPassword: SessionRule = ({ session }) => {
  // Commands that were read at all were sent in the clear: before TLS, or after CCC.
  let user: Command | null = null;
  for (const command of session.commands) {
    if (command.verb === 'USER') user = command;
    if (command.verb !== 'PASS' || command.argument === null || ANONYMOUS.test(user?.argument ?? '')) continue;
    const name = user?.argument ?? null;
    const of =
      name === null
        ? { en: 'A password', zh: '密码' }
        : { en: `The password of ${quote(name)}`, zh: `用户 ${quote(name)} 的密码` };
    return [
      diagnosis({
        kind: 'cleartext-password',
        severity: 'info',
        title: {
          en: `${of.en} went over the network in the clear (frame ${command.frame}).`,
          zh: `${of.zh}以明文传输（第 ${command.frame} 帧）。`,
        },
        cause: {
          en: 'The login was not protected by TLS: whoever sees these packets, or this capture file, can read it.',
          zh: '登录未受 TLS 保护：任何能看到这些数据包或本次捕获文件的人都能读取密码。',
        },
        fix: [
          {
            en: 'Use explicit TLS (AUTH TLS, RFC 4217), forbid logins without it on the server, and change the password.',
            zh: '使用显式 TLS（AUTH TLS，RFC 4217），在服务器上禁止不加密的登录，并更换密码。',
          },
        ],
        evidence: [{ frame: command.frame, what: { en: 'PASS', zh: 'PASS' } }],
        streams: [session.tcpStream],
      }),
    ];
  }
  return [];
};
