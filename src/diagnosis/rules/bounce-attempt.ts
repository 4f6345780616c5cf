import { formatEndpoint } from '../../model/endpoint.js';
import { addressClass } from '../address-class.js';
import { finalReply } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { exchangeProof } from '../phrases.js';
import type { CommandRule } from '../rule.js';
import { serverSetting } from '../software.js';

/** Ports of services: no FTP client listens there (RFC 2577 section 3). */
const FIRST_FREE_PORT = 1024;

/** The server is asked to connect to a service of a third host (RFC 2577). */
export const bounceAttempt: CommandRule = (command, subject) => {
  const { announcement } = command;
  const target = announcement?.advertised ?? null;
  const { client, server } = subject.session;
  if (target === null || !/^(PORT|EPRT|LPRT)$/.test(command.verb) || target.port >= FIRST_FREE_PORT) return null;
  if (target.address === client.address || addressClass(target.address) === 'loopback') return null;
  if (target.address.includes(':') !== client.address.includes(':')) return null;
  const reply = finalReply(command.replies);
  const isAccepted = reply !== null && reply.code < 300;
  const where = formatEndpoint(target);
  const permit = serverSetting(subject.server, 'foreignActiveAddress');
  return diagnosis({
    kind: 'bounce-attempt',
    severity: isAccepted ? 'error' : 'warning',
    certainty: 'likely',
    title: {
      en: `The client asked the server to connect to ${where}, a service port of a third host; the server ${isAccepted ? 'agreed' : 'did not agree'}.`,
      zh: `客户端要求服务器连接第三方主机的服务端口 ${where}；服务器${isAccepted ? '同意了' : '没有同意'}。`,
    },
    cause: {
      en: `PORT names ${target.address}, which is neither the client (${client.address}) nor the server (${server.address}): the FTP bounce attack uses the server to reach or scan other hosts.`,
      zh: `PORT 指定了 ${target.address}，它既不是客户端（${client.address}）也不是服务器（${server.address}）：FTP 反弹攻击利用服务器访问或扫描其他主机。`,
    },
    fix: [
      isAccepted
        ? {
            en: `Forbid foreign addresses and ports below 1024 on the server (see ${permit.en}).`,
            zh: `在服务器上禁止外部地址和 1024 以下的端口（参见${permit.zh}）。`,
          }
        : {
            en: 'The server is right to refuse; look at who this client is.',
            zh: '服务器拒绝是正确的；请核查此客户端的身份。',
          },
    ],
    alternatives: ['setup-address-refused', 'fxp'],
    toDiscriminate: {
      en: 'Whether an FTP client runs on that host and asked for it.',
      zh: '该主机上是否有 FTP 客户端要求这样做。',
    },
    evidence: exchangeProof(command),
    sameAs: `${target.address} ${isAccepted}`,
  });
};
