import { refusalRule } from './refusal-rule.js';
import { usePassive } from './setup-address-refused.js';

/** B3: the argument is no address and port, or the server does not read it as one. */
export const setupSyntaxError = refusalRule('setup-syntax-error', ({ command }, subject) => {
  // In the language of the findings.
  const problem = command.announcement?.problem ?? null;
  const isReadable = command.announcement?.advertised != null;
  return {
    cause: isReadable
      ? {
          en: 'The argument is well formed, its address is that of the client and its port no reserved one, as far as this capture shows: the server reads it otherwise, has a rule against it, or got another one than the client sent.',
          zh: '就本次捕获而言，参数格式正确，地址是客户端自身的地址，端口也不是保留端口：服务器的解析方式不同、有相应的禁止规则，或收到的内容与客户端发送的不同。',
        }
      : {
          en: `The argument is no data address${problem === null ? '.' : `: ${problem}`}`,
          zh: `参数不是有效的数据地址${problem === null ? '。' : `：${problem}`}`,
        },
    fix: [
      {
        en: 'PORT takes six numbers from 0 to 255, h1,h2,h3,h4,p1,p2, of which the port is p1*256+p2; EPRT takes |1|address|port| for IPv4 and |2|address|port| for IPv6.',
        zh: 'PORT 需要六个 0 到 255 的数字 h1,h2,h3,h4,p1,p2，端口为 p1*256+p2；EPRT 的形式为 |1|地址|端口|（IPv4）或 |2|地址|端口|（IPv6）。',
      },
      usePassive(subject),
    ],
    toDiscriminate: {
      en: "The server's log, or a capture at the server: what did it get?",
      zh: '服务器日志或在服务器上抓包：它收到了什么？',
    },
    sameAs: String(isReadable),
  };
});
