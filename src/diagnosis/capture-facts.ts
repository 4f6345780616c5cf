import type { ObservedCapture, TcpEnd } from '../model/analysis.js';
import { memo } from '../model/memo.js';
import { AcceptedUsers } from './accepted-users.js';
import { Announcers } from './announcers.js';
import { DataConnectionsSeen } from './data-connections-seen.js';
import { LoginTries } from './login-tries.js';

/** What the sessions of a capture show together. */
export interface CaptureFacts {
  readonly dataConnections: DataConnectionsSeen;
  readonly accepted: AcceptedUsers;
  readonly tries: LoginTries;
  readonly announcers: Announcers;
  /** Addresses of all servers. */
  readonly servers: ReadonlySet<string>;
  /** Packets of all control connections. */
  readonly controlPackets: number;
}

/** Gathered in one pass, because a capture can have very many sessions; none of them is kept. */
export const factsOf = memo((capture: ObservedCapture): CaptureFacts => {
  const dataConnections = new DataConnectionsSeen();
  const accepted = new AcceptedUsers();
  const tries = new LoginTries();
  const announcers = new Announcers();
  const servers = new Set<string>();
  let controlPackets = 0;
  for (const session of capture.sessions) {
    dataConnections.add(session, capture);
    accepted.add(session);
    tries.add(session);
    announcers.add(session);
    servers.add(session.server.address);
    controlPackets += packetsOf(session.ends.client) + packetsOf(session.ends.server);
  }
  return { dataConnections, accepted, tries, announcers, servers, controlPackets };
});

function packetsOf(end: TcpEnd | null): number {
  return end === null ? 0 : end.segments + end.copies;
}
