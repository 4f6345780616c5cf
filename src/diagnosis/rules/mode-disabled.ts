import type { Text } from '../../model/language.js';
import { finalReply } from '../attempts.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import { ofSubject, type Subject } from '../subject.js';
import { refusalRule } from './refusal-rule.js';
import { isSetup } from './setup-aftermath.js';

const ACTIVE = /^(?:PORT|EPRT|LPRT)$/;

/** A14, P11: the server is set up to refuse the mode, or one of its commands. */
export const modeDisabled = refusalRule('mode-disabled', ({ command, certainty }, subject) => {
  const isActive = ACTIVE.test(command.verb);
  const mode: Text = isActive ? { en: 'active', zh: '主动' } : { en: 'passive', zh: '被动' };
  const other: Text = isActive ? { en: 'passive', zh: '被动' } : { en: 'active', zh: '主动' };
  const setting = inParentheses(serverSetting(subject.server, isActive ? 'activeEnabled' : 'passiveEnabled'));
  const use = inParentheses(clientSetting(subject.client, isActive ? 'usePassive' : 'useActive'));
  const accepted = acceptedIn(subject)[isActive ? 'active' : 'passive'];
  const permit: Text = {
    en: `permit it on the server${setting.en}.`,
    zh: `在服务器上允许该${accepted === null ? '模式' : '命令'}${setting.zh}。`,
  };
  return {
    cause:
      accepted === null
        ? {
            en: `The server ${certainty === 'proven' ? 'does not' : 'seems not to'} permit ${command.verb}: ${mode.en} mode is switched off in its settings, for everyone or for this user or address.`,
            zh: `服务器${certainty === 'proven' ? '' : '似乎'}不允许 ${command.verb}：其配置对所有人、该用户或该地址关闭了${mode.zh}模式。`,
          }
        : {
            en: `The server does not permit ${command.verb}, and took ${accepted}: not ${mode.en} mode, but this command is switched off in its settings.`,
            zh: `服务器不允许 ${command.verb}，但接受了 ${accepted}：被关闭的不是${mode.zh}模式，而是该命令。`,
          },
    fix:
      accepted === null
        ? [
            { en: `Use ${other.en} mode${use.en}.`, zh: `改用${other.zh}模式${use.zh}。` },
            { en: `Or ${permit.en}`, zh: `或${permit.zh}` },
          ]
        : [
            { en: `Have the client use ${accepted}.`, zh: `让客户端使用 ${accepted}。` },
            { en: `Or ${permit.en}`, zh: `或${permit.zh}` },
          ],
    toDiscriminate: {
      en: "The server's settings, or its log at this command.",
      zh: '服务器的配置，或其日志中关于该命令的记录。',
    },
    sameAs: `${mode.en} ${accepted}`,
  };
});

/** The first command of each mode that was accepted. */
const acceptedIn = ofSubject(({ session }: Subject) => {
  const taken = session.commands.filter((each) => isSetup(each) && (finalReply(each.replies)?.code ?? 500) < 300);
  return {
    active: taken.find(({ verb }) => ACTIVE.test(verb))?.verb ?? null,
    passive: taken.find(({ verb }) => !ACTIVE.test(verb))?.verb ?? null,
  };
});
