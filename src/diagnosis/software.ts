/** Which programs spoke, and what their settings are called. */
import type { Text } from '../model/language.js';
import { isGenericClientSetting } from './software/client-settings.js';
import { isGenericServerSetting } from './software/server-settings.js';

export { type ClientSetting, clientSetting } from './software/client-settings.js';
export { type ClientId, type ClientProgram, clientProgram } from './software/clients.js';
export type { ServerSetting } from './software/server-setting-names.js';
export { serverSetting } from './software/server-settings.js';
export { type ServerId, type ServerProgram, serverProgram } from './software/servers.js';

/** The name of a setting in parentheses, with the blank before them; nothing where no name is known. */
export function inParentheses(setting: Text): Text {
  if (isGenericServerSetting(setting) || isGenericClientSetting(setting)) return { en: '', zh: '' };
  return { en: ` (${setting.en})`, zh: `（${setting.zh}）` };
}
