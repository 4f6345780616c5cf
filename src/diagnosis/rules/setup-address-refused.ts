import type { Text } from '../../model/language.js';
import { isUnroutable } from '../address-class.js';
import { factsOf } from '../capture-facts.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { type RefusalWords, refusalRule } from './refusal-rule.js';

/** B1, A4: the server connects to no other address than the one it knows the client by (RFC 2577 section 3). */
export const setupAddressRefused = refusalRule('setup-address-refused', (refusal, subject): RefusalWords => {
  const announced = refusal.command.announcement?.advertised?.address ?? '';
  const outside = printedAddress(refusal.reply.text, announced);
  const { client } = subject;
  const address = clientSetting(client, 'activeAddress');
  const permit = serverSetting(subject.server, 'foreignActiveAddress');
  return {
    cause: causeOf(announced, outside, subject),
    fix: [
      usePassive(subject),
      {
        en: `Or let the client announce the address that the server knows it by${outside === null ? '' : `, ${outside}`}${inParentheses(address).en}, and forward its data ports there; an FTP helper (ALG) on the NAT does both.`,
        zh: `或让客户端通告服务器所见的地址${outside === null ? '' : ` ${outside}`}${inParentheses(address).zh}，并将其数据端口转发到该处；NAT 上的 FTP 辅助模块（ALG）可以同时完成这两件事。`,
      },
      {
        en: `Only for transfers between two servers (FXP): permit foreign addresses on the server${inParentheses(permit).en}.`,
        zh: `仅在需要服务器间传输（FXP）时：在服务器上允许外部地址${inParentheses(permit).zh}。`,
      },
    ],
    toDiscriminate: {
      en: `A capture at the server, or its log: from which address does the control connection come, and which does the PORT name there?`,
      zh: '在服务器上抓包或查看其日志：控制连接来自哪个地址，PORT 在那里写的是哪个地址？',
    },
    sameAs: announced,
  };
});

export function usePassive({ client }: Subject): Text {
  const setting = inParentheses(clientSetting(client, 'usePassive'));
  return {
    en: `Use passive mode${setting.en}: then the client opens the data connection.`,
    zh: `改用被动模式${setting.zh}：由客户端建立数据连接。`,
  };
}

/** Another address than the announced one in the reply: the one that the server knows the client by. */
function printedAddress(text: string, announced: string): string | null {
  const addresses = text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\da-f]{1,4}(?::[\da-f]{0,4}){2,7}/gi) ?? [];
  return addresses.find((address) => address !== announced) ?? null;
}

const UNREAD: Text = {
  en: 'The address and port that the command names cannot be read in this capture. Servers that refuse them mostly do so because the address is not the one that they know the client by (bounce protection, RFC 2577), or the port is one of a service.',
  zh: '命令中的地址和端口在本次捕获中无法读取。服务器拒绝它们，多半是因为该地址不是服务器所见的客户端地址（防反弹，RFC 2577），或该端口属于系统服务。',
};

function causeOf(announced: string, outside: string | null, { session, capture }: Subject): Text {
  if (announced === '') return UNREAD;
  const { address } = session.client;
  const printed: Text =
    outside === null || outside === address
      ? { en: '', zh: '' }
      : {
          en: ` Its reply names the address that it knows the client by: ${outside}.`,
          zh: `响应中写明了服务器所见的客户端地址：${outside}。`,
        };
  const fact = factOf(announced, address);
  const other = announced !== session.server.address && factsOf(capture).servers.has(announced);
  const fxp: Text = other
    ? {
        en: ` ${announced} is another FTP server of this capture: a transfer between two servers (FXP) was meant.`,
        zh: `${announced} 是本次捕获中的另一台 FTP 服务器：意图是服务器间传输（FXP）。`,
      }
    : { en: '', zh: '' };
  return { en: fact.en + printed.en + fxp.en, zh: fact.zh + printed.zh + fxp.zh };
}

function factOf(announced: string, address: string): Text {
  if (announced === address) {
    return {
      en: `The server connects only to the address that it knows the client by, and that is not ${announced}: a NAT between this capture and the server translates it, and does not rewrite the PORT.`,
      zh: `服务器只向它所见的客户端地址建立连接，而该地址不是 ${announced}：捕获点与服务器之间的 NAT 转换了地址，却没有改写 PORT。`,
    };
  }
  if (isUnroutable(announced) && !isUnroutable(address)) {
    return {
      en: `The client announces ${announced}, an address of its private network, and the server knows it as ${address}: the client sits behind a NAT that does not rewrite the PORT, and servers connect to no other address (bounce protection).`,
      zh: `客户端通告了其私有网络地址 ${announced}，而服务器所见的是 ${address}：客户端位于 NAT 之后，NAT 没有改写 PORT，而服务器不向其他地址建立连接（防反弹）。`,
    };
  }
  return {
    en: `The client announces ${announced}, and its control connection comes from ${address}: servers connect to no other address (bounce protection, RFC 2577). The client took the address of another interface, is set up with a wrong one, or names a third host.`,
    zh: `客户端通告了 ${announced}，而其控制连接来自 ${address}：服务器不向其他地址建立连接（防反弹，RFC 2577）。客户端使用了其他接口的地址、配置了错误的地址，或指向第三方主机。`,
  };
}
