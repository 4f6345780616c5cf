/** What a client lets its user set, and what that is called. */
import type { Text } from '../../model/language.js';
import type { ClientId, ClientProgram } from './clients.js';

export type ClientSetting =
  | 'usePassive'
  | 'useActive'
  | 'noEpsv'
  | 'ignorePassiveAddress'
  | 'activeAddress'
  | 'activePorts';

const NAMES: Readonly<Partial<Record<ClientId, Readonly<Partial<Record<ClientSetting, string>>>>>> = {
  curl: {
    usePassive: '--ftp-pasv',
    useActive: '--ftp-port -',
    noEpsv: '--disable-epsv',
    ignorePassiveAddress: '--ftp-skip-pasv-ip',
    activeAddress: '--ftp-port <address>',
    activePorts: '--ftp-port :<from>-<to>',
  },
  lftp: {
    usePassive: 'set ftp:passive-mode on',
    useActive: 'set ftp:passive-mode off',
    noEpsv: 'set ftp:prefer-epsv no',
    ignorePassiveAddress: 'set ftp:fix-pasv-address yes',
    activeAddress: 'set ftp:port-ipv4 <address>',
    activePorts: 'set ftp:port-range <from>-<to>',
  },
  tnftp: { usePassive: 'passive on', useActive: 'passive off', noEpsv: 'epsv4 off' },
  ncftp: { usePassive: 'set passive on, or -F', useActive: 'set passive off, or -E' },
  filezilla: {
    usePassive: 'Settings > Connection > FTP > Passive',
    useActive: 'Settings > Connection > FTP > Active',
    ignorePassiveAddress: "Settings > FTP > Passive mode > Use the server's external IP address instead",
    activeAddress: 'Settings > FTP > Active mode > Use the following IP address',
    activePorts: 'Settings > FTP > Active mode > Limit local ports used by FileZilla',
  },
  winscp: {
    usePassive: 'Advanced > Connection > Passive mode (PassiveMode=1)',
    useActive: 'Advanced > Connection > Passive mode off (PassiveMode=0)',
    ignorePassiveAddress: 'Force IP address for passive mode connections (FtpForcePasvIp2=2)',
  },
  wget: { usePassive: '--passive-ftp', useActive: '--no-passive-ftp' },
};

/** The Windows command has no passive mode at all: another client is the only way. */
const WINDOWS_PASSIVE: Text = {
  en: 'ftp.exe has none: use another client, such as curl or WinSCP',
  zh: 'ftp.exe 不支持被动模式：请改用 curl 或 WinSCP 等其他客户端',
};

const ANY: Readonly<Record<ClientSetting, Text>> = {
  usePassive: { en: "the client's passive mode", zh: '客户端的被动模式' },
  useActive: { en: "the client's active mode", zh: '客户端的主动模式' },
  noEpsv: { en: "the client's switch for EPSV", zh: '客户端的 EPSV 开关' },
  ignorePassiveAddress: {
    en: "the client's option to ignore the address in the reply to PASV",
    zh: '客户端忽略 PASV 响应中地址的选项',
  },
  activeAddress: { en: "the client's address for active mode", zh: '客户端主动模式使用的地址' },
  activePorts: { en: "the client's port range for active mode", zh: '客户端主动模式使用的端口范围' },
};

/** What the setting is called in this client, or what it is where the client is not known. */
export function clientSetting(client: ClientProgram, setting: ClientSetting): Text {
  if (client.id === 'windows-ftp' && setting === 'usePassive') return WINDOWS_PASSIVE;
  const name = NAMES[client.id]?.[setting];
  if (name === undefined) return ANY[setting];
  const en = client.name === null ? name : `${name} in ${client.name.split(' ', 1)[0]}`;
  return { en, zh: client.name === null ? name : `${client.name.split(' ', 1)[0]} 中的 ${name}` };
}

const GENERIC: ReadonlySet<Text> = new Set(Object.values(ANY));

/** Whether the text is no name of a setting, as the client is not known. */
export function isGenericClientSetting(text: Text): boolean {
  return GENERIC.has(text);
}
