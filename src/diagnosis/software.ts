/** Which programs spoke, and what their settings are called. */
import type { Text } from '../model/language.js';
import { isGenericClientSetting } from './software/client-settings.js';
import { isGenericServerSetting } from './software/server-settings.js';

export { clientSetting } from './software/client-settings.js';
export { type ClientProgram, clientProgram } from './software/clients.js';
export { serverSetting } from './software/server-settings.js';
export { type ServerId, type ServerProgram, serverProgram } from './software/servers.js';

/** The name of a setting in parentheses, with the blank before them; nothing where no name is known. */
export function inParentheses(setting: Text): Text {
  if (isGenericServerSetting(setting) || isGenericClientSetting(setting)) return { en: '', zh: '' };
  return { en: ` (${setting.en})`, zh: `（${setting.zh}）` };
}
