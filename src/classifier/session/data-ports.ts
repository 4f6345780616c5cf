/** Ports below are those of other services, but for the server's own end of an active data connection. */
export const FIRST_USER_PORT = 1024;
/** FTP control: ports below it are what servers use for the source of active data connections. */
const LAST_SERVER_DATA_PORT = 21;

/** Servers open from control port - 1 (RFC 959 section 3.2), from another low port (Pure-FTPd), or from any high one. */
export function mayBeServerDataPort(port: number, controlPort: number): boolean {
  return port >= FIRST_USER_PORT || port < LAST_SERVER_DATA_PORT || port === controlPort - 1;
}
