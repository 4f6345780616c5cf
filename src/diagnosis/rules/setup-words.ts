/** What each kind of refusal means and what to do about it. */
import type { Command } from '../../model/analysis.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { isUnroutable } from '../address-class.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

export interface RefusalWords {
  readonly cause: Text;
  readonly fix: readonly Text[];
}

type Wording = (command: Command, subject: Subject) => RefusalWords;

const usePassive = ({ client }: Subject): Text => {
  const setting = clientSetting(client, 'usePassive');
  return { en: `Use passive mode${inParentheses(setting).en}.`, zh: `改用被动模式${inParentheses(setting).zh}。` };
};

const addressRefused: Wording = (command, subject) => {
  const announced = command.announcement?.advertised?.address ?? '';
  const { client } = subject.session;
  const permit = serverSetting(subject.server, 'foreignActiveAddress');
  const isNat = isUnroutable(announced) && !isUnroutable(client.address);
  const cause: Text =
    announced === client.address
      ? {
          en: `The server takes data addresses only from the client's own, and sees another than ${announced}: a NAT between this point and the server translates it.`,
          zh: `服务器只接受客户端自身的数据地址，而它看到的不是 ${announced}：此处与服务器之间的 NAT 转换了地址。`,
        }
      : isNat
        ? {
            en: `The client announces ${announced}, an address of a private network, and is known to the server as ${client.address}: it sits behind a NAT, and no gateway rewrites its PORT. Servers connect to no other address than the control connection's (bounce protection).`,
            zh: `客户端通告了私有网络地址 ${announced}，而服务器看到的是 ${client.address}：客户端位于 NAT 之后，没有网关改写 PORT。服务器只向控制连接的地址建立连接（防反弹）。`,
          }
        : {
            en: `The client announces ${announced}, which is not the address of its control connection, ${client.address}. Servers connect to no other (bounce protection, RFC 2577).`,
            zh: `客户端通告的 ${announced} 不是其控制连接的地址 ${client.address}。服务器不向其他地址建立连接（防反弹，RFC 2577）。`,
          };
  return {
    cause,
    fix: [
      usePassive(subject),
      {
        en: `For transfers between two servers (FXP) permit it on the server: ${permit.en}.`,
        zh: `若要在两台服务器之间传输（FXP），须在服务器上允许：${permit.zh}。`,
      },
    ],
  };
};

const WORDS: Partial<Record<FindingKind, Wording>> = {
  'setup-address-refused': addressRefused,
  'setup-port-refused': (command, subject) => ({
    cause: {
      en: `Port ${command.announcement?.advertised?.port ?? ''} is below 1024, where services listen; servers connect to no such port (RFC 2577).`,
      zh: `端口 ${command.announcement?.advertised?.port ?? ''} 小于 1024，属于系统服务端口；服务器不会连接这样的端口（RFC 2577）。`,
    },
    fix: [
      {
        en: 'Announce a port from 1024 on: p1*256+p2, so p1 is at least 4.',
        zh: '通告 1024 及以上的端口：p1*256+p2，因此 p1 至少为 4。',
      },
      usePassive(subject),
    ],
  }),
  'setup-syntax-error': ({ announcement }, _subject) => ({
    cause: {
      en: `The argument is no data address: ${announcement?.problem ?? 'the server cannot read it'}`,
      zh: `参数不是有效的数据地址：${announcement?.problem ?? '服务器无法解析'}`,
    },
    fix: [
      {
        en: 'PORT has six numbers from 0 to 255 (h1,h2,h3,h4,p1,p2); EPRT has |protocol|address|port|.',
        zh: 'PORT 由六个 0 到 255 的数字组成（h1,h2,h3,h4,p1,p2）；EPRT 的形式为 |协议|地址|端口|。',
      },
    ],
  }),
  'setup-family-mismatch': () => ({
    cause: {
      en: 'The command and the control connection are of different address families: PORT and PASV carry IPv4 addresses only, and EPRT and EPSV name the family (1 is IPv4, 2 is IPv6; RFC 2428).',
      zh: '命令与控制连接的地址族不同：PORT 和 PASV 只能携带 IPv4 地址，EPRT 和 EPSV 会指明地址族（1 为 IPv4，2 为 IPv6；RFC 2428）。',
    },
    fix: [
      {
        en: 'Use EPSV (or EPRT) of the family of the control connection.',
        zh: '使用与控制连接同一地址族的 EPSV（或 EPRT）。',
      },
    ],
  }),
  'epsv-all-violation': () => ({
    cause: {
      en: 'The client had sent EPSV ALL: from then on the server refuses every setup command but EPSV (RFC 2428 section 4).',
      zh: '客户端已发送 EPSV ALL：此后服务器拒绝除 EPSV 以外的所有建立命令（RFC 2428 第 4 节）。',
    },
    fix: [
      { en: 'Have the client keep to EPSV, or not send EPSV ALL.', zh: '让客户端只使用 EPSV，或不要发送 EPSV ALL。' },
    ],
  }),
  'setup-unsupported': ({ verb }) => ({
    cause: { en: `The server does not know ${verb}.`, zh: `服务器不支持 ${verb}。` },
    fix: [
      {
        en: 'Have the client use PASV (IPv4) instead; most do so by themselves.',
        zh: '让客户端改用 PASV（IPv4）；多数客户端会自动回退。',
      },
    ],
  }),
  'mode-disabled': ({ verb }, subject) => {
    const isPassive = /^(PASV|EPSV|LPSV|P@SW)$/.test(verb);
    const setting = serverSetting(subject.server, isPassive ? 'passiveEnabled' : 'activeEnabled');
    const mode: Text = isPassive ? { en: 'passive', zh: '被动' } : { en: 'active', zh: '主动' };
    const other: Text = isPassive ? { en: 'active', zh: '主动' } : { en: 'passive', zh: '被动' };
    return {
      cause: { en: `The server is set up to refuse ${mode.en} mode.`, zh: `服务器的配置禁止${mode.zh}模式。` },
      fix: [
        {
          en: `Allow it on the server${inParentheses(setting).en}.`,
          zh: `在服务器上启用${inParentheses(setting).zh}。`,
        },
        { en: `Or use ${other.en} mode.`, zh: `或改用${other.zh}模式。` },
      ],
    };
  },
  'passive-ports-exhausted': (_command, subject) => {
    const ports = serverSetting(subject.server, 'passivePorts');
    return {
      cause: {
        en: 'The server could not open a port to listen on: all ports of its passive range are in use, or it may not bind them (SELinux, permissions).',
        zh: '服务器无法打开监听端口：被动端口范围已全部占用，或无权绑定（SELinux、权限）。',
      },
      fix: [
        {
          en: `Enlarge the passive range${inParentheses(ports).en}, or allow fewer sessions at a time.`,
          zh: `扩大被动端口范围${inParentheses(ports).zh}，或减少同时会话数。`,
        },
        {
          en: 'With SELinux: setsebool -P ftpd_use_passive_mode on.',
          zh: '若使用 SELinux：setsebool -P ftpd_use_passive_mode on。',
        },
      ],
    };
  },
};

/** Null for kinds that are worded elsewhere. */
export function refusalWords(kind: FindingKind, command: Command, subject: Subject): RefusalWords | null {
  return WORDS[kind]?.(command, subject) ?? null;
}
