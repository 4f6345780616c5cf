/** What a server lets its administrator set, and what that is called. */
import type { Text } from '../../model/language.js';
import { SETTING_FILES, SETTING_NAMES, type ServerSetting } from './server-setting-names.js';
import type { ServerProgram } from './servers.js';

const ANY: Readonly<Record<ServerSetting, Text>> = {
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
  tlsLoginRequired: { en: "the server's demand for TLS at login", zh: '服务器对登录加密的要求' },
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
  const name = SETTING_NAMES[server.id]?.[setting];
  if (name === undefined) return ANY[setting];
  const file = SETTING_FILES[server.id];
  if (file === undefined) return { en: name, zh: name };
  return { en: `${name} in ${file}`, zh: `${file} 中的 ${name}` };
}

const GENERIC: ReadonlySet<Text> = new Set(Object.values(ANY));

/** Whether the text is no name of a setting, as the server is not known. */
export function isGenericServerSetting(text: Text): boolean {
  return GENERIC.has(text);
}
