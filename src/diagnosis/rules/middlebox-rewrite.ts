import { finalReply } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { exchangeProof, said } from '../phrases.js';
import type { CommandRule } from '../rule.js';
import { aftermathOf, severityAfter } from './setup-aftermath.js';

/** P12: some routers write P@SW for PASV, so that no gateway behind them looks at the reply; no client sends it. */
export const middleboxRewrite: CommandRule = (command, subject) => {
  if (command.verb !== 'P@SW') return null;
  const reply = finalReply(command.replies);
  const isRefused = reply !== null && reply.code >= 400;
  // At the client's own host no router can have touched it yet.
  const isProven = subject.place.at !== 'client' && subject.place.at !== 'same-host';
  return diagnosis({
    kind: 'middlebox-rewrite',
    severity: isRefused ? severityAfter(aftermathOf(command, subject), subject) : 'info',
    certainty: isProven ? 'proven' : 'likely',
    transfer: isRefused ? (aftermathOf(command, subject).victim?.transfer?.id ?? null) : null,
    title: isRefused
      ? {
          en: `PASV arrived as P@SW, and the server does not know that: ${said(reply)}.`,
          zh: `PASV 到达时变成了 P@SW，服务器不认识：${said(reply)}。`,
        }
      : {
          en: 'PASV arrived as P@SW, which this server takes for PASV.',
          zh: 'PASV 到达时变成了 P@SW，此服务器将其视为 PASV。',
        },
    cause: {
      en: 'A router on the way to the server rewrites the command (the FTP gateway of some home routers, such as SMC Barricade); no client sends P@SW.',
      zh: '通往服务器途中的路由器改写了命令（某些家用路由器的 FTP 网关，如 SMC Barricade）；没有客户端会发送 P@SW。',
    },
    fix: isRefused
      ? [
          {
            en: "Switch off the router's FTP gateway (ALG), or update the router.",
            zh: '关闭路由器的 FTP 网关（ALG），或升级路由器固件。',
          },
          {
            en: 'Or have the client use EPSV, which the router leaves alone.',
            zh: '或让客户端使用 EPSV，路由器不会改写它。',
          },
        ]
      : [],
    alternatives: isProven ? [] : ['setup-unsupported'],
    toDiscriminate: isProven
      ? null
      : { en: 'A capture on the client itself: what does it send?', zh: '在客户端本机抓包：它发送的是什么？' },
    evidence: exchangeProof(command),
    sameAs: String(isRefused),
  });
};
