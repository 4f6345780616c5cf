import type { Command } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { refusalRule } from './refusal-rule.js';
import { usePassive } from './setup-address-refused.js';

/** B2: servers connect to no port of a service (RFC 2577 section 3). */
export const setupPortRefused = refusalRule('setup-port-refused', ({ command }, subject) => {
  const what = portOf(command);
  return {
    cause: {
      en: `${what.en}: ports below 1024 belong to services, and servers do not connect to them (RFC 2577).`,
      zh: `${what.zh}：1024 以下的端口属于系统服务，服务器不会连接它们（RFC 2577）。`,
    },
    fix: [
      {
        en: 'Announce a port of 1024 or more. It is p1*256+p2, so p1 is at least 4; a PORT written by hand often has the two in the wrong order.',
        zh: '通告 1024 或更大的端口。端口为 p1*256+p2，因此 p1 至少为 4；手工编写的 PORT 常把两者写反。',
      },
      usePassive(subject),
    ],
    toDiscriminate: {
      en: 'The same command with a port of 1024 or more.',
      zh: '用 1024 或更大的端口重试同一命令。',
    },
    sameAs: '',
  };
});

function portOf({ announcement }: Command): Text {
  const advertised = announcement?.advertised ?? null;
  if (advertised === null) {
    return {
      en: 'The reply says that the data port is one of a service; the port itself cannot be read in this capture',
      zh: '响应表明数据端口属于系统服务；端口本身在本次捕获中无法读取',
    };
  }
  const { port, arithmetic } = advertised;
  const sum = arithmetic === null ? '' : ` (${arithmetic})`;
  return { en: `The data port is ${port}${sum}`, zh: `数据端口为 ${port}${sum}` };
}
