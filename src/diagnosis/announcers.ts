import type { ObservedSession } from '../model/analysis.js';
import { type Endpoint, formatEndpoint } from '../model/endpoint.js';

interface Announcer {
  readonly client: string;
  readonly server: string;
}

/** One client with several servers is what FXP has; more of one endpoint is something else. */
const MAX_ANNOUNCERS = 20;

/** In which sessions data endpoints were announced. */
export class Announcers {
  private readonly byEndpoint = new Map<string, Announcer[]>();

  add({ client, server, commands }: ObservedSession): void {
    const entry = { client: client.address, server: server.address };
    for (const { announcement } of commands) {
      if (announcement?.advertised == null) continue;
      const key = formatEndpoint(announcement.advertised);
      const list = this.byEndpoint.get(key);
      if (list === undefined) this.byEndpoint.set(key, [entry]);
      else if (list.at(-1)?.server !== entry.server && list.length < MAX_ANNOUNCERS) list.push(entry);
    }
  }

  /** Address of the server of another session of this client that announced, or was told, the same endpoint. */
  otherServer(endpoint: Endpoint, { client, server }: ObservedSession): string | null {
    const all = this.byEndpoint.get(formatEndpoint(endpoint)) ?? [];
    const other = all.find((one) => one.client === client.address && one.server !== server.address);
    return other?.server ?? null;
  }
}
