import type { Text } from '../../model/language.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import { refusalRule } from './refusal-rule.js';

/** A14, P11: the server is set up to refuse the mode. */
export const modeDisabled = refusalRule('mode-disabled', ({ command }, subject) => {
  const isActive = /^(?:PORT|EPRT|LPRT)$/.test(command.verb);
  const mode: Text = isActive ? { en: 'active', zh: '主动' } : { en: 'passive', zh: '被动' };
  const other: Text = isActive ? { en: 'passive', zh: '被动' } : { en: 'active', zh: '主动' };
  const setting = inParentheses(serverSetting(subject.server, isActive ? 'activeEnabled' : 'passiveEnabled'));
  const use = inParentheses(clientSetting(subject.client, isActive ? 'usePassive' : 'useActive'));
  return {
    cause: {
      en: `The server does not permit ${command.verb}: ${mode.en} mode is switched off in its settings, for everyone or for this user or address.`,
      zh: `服务器不允许 ${command.verb}：其配置对所有人、该用户或该地址关闭了${mode.zh}模式。`,
    },
    fix: [
      { en: `Use ${other.en} mode${use.en}.`, zh: `改用${other.zh}模式${use.zh}。` },
      { en: `Or permit it on the server${setting.en}.`, zh: `或在服务器上允许该模式${setting.zh}。` },
    ],
    toDiscriminate: {
      en: "The server's settings, or its log at this command.",
      zh: '服务器的配置，或其日志中关于该命令的记录。',
    },
    sameAs: mode.en,
  };
});
