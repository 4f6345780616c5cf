/** Which programs spoke, and what their settings are called. */
export { type ClientSetting, clientSetting } from './software/client-settings.js';
export { type ClientId, type ClientProgram, clientProgram } from './software/clients.js';
export type { ServerSetting } from './software/server-setting-names.js';
export { serverSetting } from './software/server-settings.js';
export { type ServerId, type ServerProgram, serverProgram } from './software/servers.js';
