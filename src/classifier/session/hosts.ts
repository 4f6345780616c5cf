import { type Connection, endAddress } from '../../reader/tcp/connection.js';
import type { SessionOutline } from './planned-session.js';

/** The two hosts of a session, whichever is which. */
export function hostsOf({ client, server }: SessionOutline): string {
  return pairKey(client.address, server.address);
}

/** The two hosts of a connection, likewise. */
export function hostsBetween({ addresses, version }: Pick<Connection, 'addresses' | 'version'>): string {
  return pairKey(endAddress(addresses, 0, version), endAddress(addresses, 1, version));
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
