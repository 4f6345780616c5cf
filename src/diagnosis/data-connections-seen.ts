import type { ObservedCapture, ObservedSession } from '../model/analysis.js';
import { hostsOf } from './hosts.js';
import { unpairedOf } from './unpaired.js';

type Seen = 'visible' | 'filtered';

/** What the sessions between two hosts tell of their data connections, one for the others. */
export class DataConnectionsSeen {
  private readonly byHosts = new Map<string, Seen>();

  add(session: ObservedSession, capture: ObservedCapture): void {
    const hosts = hostsOf(session);
    const { transfers } = session;
    if (transfers.some(({ data }) => data !== null) || unpairedOf(session, capture).length > 0) {
      this.byHosts.set(hosts, 'visible');
    } else if (!this.byHosts.has(hosts) && transfers.some((transfer) => transfer.dataConnection === 'not-captured')) {
      this.byHosts.set(hosts, 'filtered');
    }
  }

  /** `visible`: the capture has some. `filtered`: the replies prove that they existed, and it has none. Null: untold. */
  between(session: ObservedSession): Seen | null {
    return this.byHosts.get(hostsOf(session)) ?? null;
  }
}
