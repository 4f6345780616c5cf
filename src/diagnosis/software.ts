/** Which programs spoke, and what their settings are called. */
import type { ObservedSession } from '../model/analysis.js';
import type { Text } from '../model/language.js';

/** What a server lets its administrator set. */
export type ServerSetting =
  | 'passivePorts'
  | 'externalAddress'
  | 'foreignPassivePeer'
  | 'foreignActiveAddress'
  | 'sourcePort'
  | 'tlsSessionReuse'
  | 'tlsDataRequired'
  | 'passiveTimeout'
  | 'activeTimeout'
  | 'dataTimeout'
  | 'idleTimeout'
  | 'passiveEnabled'
  | 'activeEnabled'
  | 'maxClients';

export type ServerId =
  | 'vsftpd'
  | 'proftpd'
  | 'pure-ftpd'
  | 'pyftpdlib'
  | 'filezilla'
  | 'filezilla-0.9'
  | 'wu-ftpd'
  | 'bsd-ftpd'
  | 'mina'
  | 'iis'
  | 'serv-u'
  | 'unknown';

export interface ServerProgram {
  readonly id: ServerId;
  /** `vsftpd 3.0.3`; null when the greeting does not tell. */
  readonly name: string | null;
}

/** What a client lets its user set. */
export type ClientSetting =
  | 'usePassive'
  | 'useActive'
  | 'noEpsv'
  | 'ignorePassiveAddress'
  | 'activeAddress'
  | 'activePorts';

export type ClientId =
  | 'curl'
  | 'lftp'
  | 'tnftp'
  | 'ncftp'
  | 'filezilla'
  | 'winscp'
  | 'windows-ftp'
  | 'wget'
  | 'unknown';

export interface ClientProgram {
  readonly id: ClientId;
  /** `lftp`; null when nothing tells. */
  readonly name: string | null;
}

/** Greetings, the more telling first; the first group is the version. */
const GREETINGS: readonly (readonly [ServerId, string, RegExp])[] = [
  ['vsftpd', 'vsftpd', /\(vsFTPd ([\w.+-]+)\)/i],
  ['proftpd', 'ProFTPD', /ProFTPD(?: ([\d.]+\w*))? Server/i],
  ['pure-ftpd', 'Pure-FTPd', /Pure-FTPd/i],
  ['pyftpdlib', 'pyftpdlib', /pyftpdlib(?: ([\d.]+))?/i],
  ['filezilla-0.9', 'FileZilla Server', /FileZilla Server(?: version)? (0\.[\w.]+)/i],
  ['filezilla', 'FileZilla Server', /FileZilla Server(?: ([\d.]+\w*))?/i],
  ['iis', 'IIS', /Microsoft FTP Service(?: \(Version ([\d.]+)\))?/i],
  ['serv-u', 'Serv-U', /Serv-U FTP Server(?: v?([\d.]+))?/i],
  ['wu-ftpd', 'wu-ftpd', /\(Version wu-?([\d.]+\w*)/i],
  ['bsd-ftpd', 'BSD ftpd', /FTP server \(Version ([^)]{1,20})/i],
  ['mina', 'Apache FtpServer', /^(?:Service ready for new user|Welcome to (?:the )?Apache (?:Mina )?FtpServer)/i],
];

/** Tells the server by its greeting. */
export function serverProgram(session: ObservedSession): ServerProgram {
  const greeting = session.greeting.map(({ text }) => text.slice(0, 2000)).join('\n');
  for (const [id, name, pattern] of GREETINGS) {
    const match = pattern.exec(greeting);
    if (match !== null) return { id, name: match[1] === undefined ? name : `${name} ${match[1]}` };
  }
  return { id: 'unknown', name: null };
}

/** Tells the client by what it says of itself and by its habits. */
export function clientProgram(_session: ObservedSession): ClientProgram {
  return { id: 'unknown', name: null };
}

const SERVER_SETTINGS: Readonly<Partial<Record<ServerId, Partial<Record<ServerSetting, string>>>>> = {
  vsftpd: {
    passivePorts: 'pasv_min_port, pasv_max_port',
    externalAddress: 'pasv_address',
    foreignPassivePeer: 'pasv_promiscuous=YES',
    foreignActiveAddress: 'port_promiscuous=YES',
    sourcePort: 'connect_from_port_20',
    tlsSessionReuse: 'require_ssl_reuse=NO',
    tlsDataRequired: 'force_local_data_ssl',
    passiveTimeout: 'accept_timeout',
    activeTimeout: 'connect_timeout',
    dataTimeout: 'data_connection_timeout',
    idleTimeout: 'idle_session_timeout',
    passiveEnabled: 'pasv_enable=YES',
    activeEnabled: 'port_enable=YES',
    maxClients: 'max_clients, max_per_ip',
  },
};

const SERVER_FILES: Readonly<Partial<Record<ServerId, string>>> = { vsftpd: 'vsftpd.conf' };

const ANY_SERVER: Readonly<Record<ServerSetting, Text>> = {
  passivePorts: { en: "the server's passive port range", zh: '服务器的被动端口范围' },
  externalAddress: { en: "the server's external (masquerade) address", zh: '服务器的外部（伪装）地址' },
  foreignPassivePeer: {
    en: "the server's permission for data connections from other addresses",
    zh: '服务器允许其他地址建立数据连接的选项',
  },
  foreignActiveAddress: {
    en: "the server's permission for foreign PORT addresses",
    zh: '服务器允许外部 PORT 地址的选项',
  },
  sourcePort: { en: "the server's source port of active connections", zh: '服务器主动连接的源端口' },
  tlsSessionReuse: { en: "the server's demand for TLS session reuse", zh: '服务器对 TLS 会话复用的要求' },
  tlsDataRequired: { en: "the server's demand for protected data", zh: '服务器对数据加密的要求' },
  passiveTimeout: { en: "the server's timeout for passive connections", zh: '服务器的被动连接超时' },
  activeTimeout: { en: "the server's timeout for active connections", zh: '服务器的主动连接超时' },
  dataTimeout: { en: "the server's data timeout", zh: '服务器的数据超时' },
  idleTimeout: { en: "the server's idle timeout", zh: '服务器的空闲超时' },
  passiveEnabled: { en: 'passive mode on the server', zh: '服务器的被动模式' },
  activeEnabled: { en: 'active mode on the server', zh: '服务器的主动模式' },
  maxClients: { en: "the server's limits of clients", zh: '服务器的客户端数量限制' },
};

/** What the setting is called in this server, or what it is where the server is not known. */
export function serverSetting(server: ServerProgram, setting: ServerSetting): Text {
  const name = SERVER_SETTINGS[server.id]?.[setting];
  if (name === undefined) return ANY_SERVER[setting];
  const file = SERVER_FILES[server.id];
  if (file === undefined) return { en: name, zh: name };
  return { en: `${name} in ${file}`, zh: `${file} 中的 ${name}` };
}

const ANY_CLIENT: Readonly<Record<ClientSetting, Text>> = {
  usePassive: { en: "the client's passive mode", zh: '客户端的被动模式' },
  useActive: { en: "the client's active mode", zh: '客户端的主动模式' },
  noEpsv: { en: "the client's switch for EPSV", zh: '客户端的 EPSV 开关' },
  ignorePassiveAddress: {
    en: "the client's option to ignore the address in the reply to PASV",
    zh: '客户端忽略 PASV 应答中地址的选项',
  },
  activeAddress: { en: "the client's address for active mode", zh: '客户端主动模式使用的地址' },
  activePorts: { en: "the client's port range for active mode", zh: '客户端主动模式使用的端口范围' },
};

/** What the setting is called in this client, or what it is where the client is not known. */
export function clientSetting(_client: ClientProgram, setting: ClientSetting): Text {
  return ANY_CLIENT[setting];
}
