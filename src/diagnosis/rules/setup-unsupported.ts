import type { Text } from '../../model/language.js';
import { clientSetting, inParentheses } from '../software.js';
import { refusalRule } from './refusal-rule.js';

/** B7: the server does not know the command; clients fall back to an older one. */
export const setupUnsupported = refusalRule('setup-unsupported', ({ command, aftermath }, subject) => {
  const { verb } = command;
  const isGood = aftermath.fallback !== null;
  const noEpsv = inParentheses(clientSetting(subject.client, 'noEpsv'));
  const older = /^(?:EPRT|LPRT|PORT)$/.test(verb) ? 'PORT' : 'PASV';
  const instead: Text =
    verb === 'PORT'
      ? { en: 'Use passive mode (PASV or EPSV).', zh: '改用被动模式（PASV 或 EPSV）。' }
      : { en: `Have the client use ${older}.`, zh: `让客户端使用 ${older}。` };
  return {
    cause: { en: `The server does not know ${verb}.`, zh: `服务器不支持 ${verb}。` },
    fix: isGood
      ? verb === 'EPSV'
        ? [
            {
              en: `Nothing has to be done; the client can leave out EPSV${noEpsv.en}.`,
              zh: `无需处理；客户端可以不使用 EPSV${noEpsv.zh}。`,
            },
          ]
        : []
      : [instead],
    toDiscriminate: {
      en: "The server's reply to HELP or FEAT: does it list the command?",
      zh: '服务器对 HELP 或 FEAT 的响应：是否列出该命令？',
    },
    sameAs: verb,
  };
});
