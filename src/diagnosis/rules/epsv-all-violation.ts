import { exchangeProof } from '../phrases.js';
import { refusalRule } from './refusal-rule.js';
import { epsvAllOf } from './setup-verdict.js';

/** B6: after EPSV ALL the server refuses every setup command but EPSV (RFC 2428 section 4). */
export const epsvAllViolation = refusalRule('epsv-all-violation', ({ command }, subject) => {
  const all = epsvAllOf(subject);
  return {
    cause: {
      en: `The client had sent EPSV ALL${all === null ? ', which this capture does not show' : ''}: from then on the server refuses ${command.verb} and every other setup command but EPSV (RFC 2428 section 4).`,
      zh: `客户端已发送 EPSV ALL${all === null ? '（本次捕获中没有）' : ''}：此后服务器拒绝 ${command.verb} 以及除 EPSV 以外的所有建立命令（RFC 2428 第 4 节）。`,
    },
    fix: [
      {
        en: 'Have the client keep to EPSV for the rest of the session, or not send EPSV ALL.',
        zh: '让客户端在该会话中只使用 EPSV，或不要发送 EPSV ALL。',
      },
    ],
    toDiscriminate: {
      en: `The same ${command.verb} in a session without EPSV ALL.`,
      zh: `在没有 EPSV ALL 的会话中发送同样的 ${command.verb}。`,
    },
    evidence: all === null ? [] : exchangeProof(all),
    sameAs: '',
  };
});
