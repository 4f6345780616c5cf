/** What is worth knowing about a session's safety. */
import { diagnosis } from '../diagnosis.js';
import type { SessionRule } from '../rule.js';

/** No secrets: the password of such a user is a courtesy (RFC 1635). */
const ANONYMOUS = /^(?:anonymous|ftp)$/i;

const cleartextPassword: SessionRule = ({ session }) => {
  const pass = session.commands.find(({ verb }) => verb === 'PASS');
  if (pass === undefined || ANONYMOUS.test(session.user ?? '')) return [];
  return [
    diagnosis({
      kind: 'cleartext-password',
      severity: 'info',
      title: {
        en: `The password of ${session.user ?? 'the user'} went over the network in the clear.`,
        zh: `用户 ${session.user ?? ''} 的密码以明文传输。`,
      },
      cause: {
        en: 'The login was not protected by TLS; whoever sees these packets can read it.',
        zh: '登录未受 TLS 保护；任何能看到这些数据包的人都能读取密码。',
      },
      fix: [
        {
          en: 'Use explicit TLS (AUTH TLS, RFC 4217), and forbid logins without it on the server.',
          zh: '使用显式 TLS（AUTH TLS，RFC 4217），并在服务器上禁止不加密的登录。',
        },
      ],
      evidence: [{ frame: pass.frame, what: { en: 'PASS', zh: 'PASS' } }],
    }),
  ];
};

const fxp: SessionRule = ({ session }) =>
  session.transfers
    .filter(({ fxp: isFxp, data, outcome }) => isFxp && data?.state === 'established' && outcome === 'completed')
    .map((transfer) =>
      diagnosis({
        kind: 'fxp',
        severity: 'info',
        certainty: 'likely',
        transfer: transfer.id,
        title: {
          en: `Transfer ${transfer.id} ${transfer.command} ran between the server and ${transfer.data?.client.address ?? 'a third host'}, not the client.`,
          zh: `传输 ${transfer.id} ${transfer.command} 在服务器与 ${transfer.data?.client.address ?? '第三方主机'} 之间进行，而不是客户端。`,
        },
        cause: {
          en: 'The client directs a transfer between two servers (FXP).',
          zh: '客户端指挥两台服务器之间的传输（FXP）。',
        },
        alternatives: ['bounce-attempt'],
        toDiscriminate: {
          en: 'Whether the far host runs an FTP server that the same client controls.',
          zh: '对端主机是否运行由同一客户端控制的 FTP 服务器。',
        },
        evidence: [
          {
            frame: transfer.data?.firstFrame ?? 0,
            what: { en: 'data connection with the third host', zh: '与第三方主机的数据连接' },
          },
        ],
        streams: transfer.data === null ? [] : [transfer.data.tcpStream],
      }),
    );

export const SECURITY_RULES: readonly SessionRule[] = [cleartextPassword, fxp];
