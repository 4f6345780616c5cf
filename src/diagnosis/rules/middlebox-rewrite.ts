import { finalReply } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { exchangeProof } from '../phrases.js';
import type { CommandRule } from '../rule.js';

/** P12: a router that means to hide PASV from other gateways writes P@SW; no client does. */
export const middleboxRewrite: CommandRule = (command) => {
  if (command.verb !== 'P@SW') return null;
  const isAccepted = (finalReply(command.replies)?.code ?? 500) < 300;
  return diagnosis({
    kind: 'middlebox-rewrite',
    severity: isAccepted ? 'info' : 'error',
    title: {
      en: `PASV arrived as P@SW${isAccepted ? ', and the server knows that' : ', and the server refused it'}.`,
      zh: `PASV 到达时变成了 P@SW，${isAccepted ? '服务器能够识别' : '被服务器拒绝'}。`,
    },
    cause: {
      en: 'A router on the way to the server rewrites the command (the FTP gateway of some home routers); no client sends P@SW.',
      zh: '通往服务器途中的路由器改写了命令（某些家用路由器的 FTP 网关）；没有客户端会发送 P@SW。',
    },
    fix: [
      {
        en: "Switch off the router's FTP gateway (ALG), or update it.",
        zh: '关闭路由器的 FTP 网关（ALG），或升级其固件。',
      },
    ],
    evidence: exchangeProof(command),
    sameAs: String(isAccepted),
  });
};
