import type { ObservedSession } from '../model/analysis.js';

/** Names the client's and the server's host of a session. */
export function hostsOf({ client, server }: Pick<ObservedSession, 'client' | 'server'>): string {
  return `${client.address} ${server.address}`;
}
