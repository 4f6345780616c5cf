import type { ObservedSession } from '../model/analysis.js';
import { hostsOf } from './hosts.js';
import { loginsOf } from './logins.js';

/** Who was let in, and when last: clients connect anew for each try. */
export class AcceptedUsers {
  private readonly byHosts = new Map<string, Map<string | null, number>>();

  add(session: ObservedSession): void {
    for (const { verdict, user } of loginsOf(session)) {
      if (verdict !== 'accepted') continue;
      const last = this.byHosts.get(hostsOf(session)) ?? new Map<string | null, number>();
      this.byHosts.set(hostsOf(session), last.set(user, session.start.frame));
    }
  }

  /** Whether a session that began after this one let the user in. */
  isAcceptedAfter(session: ObservedSession, user: string | null): boolean {
    return (this.byHosts.get(hostsOf(session))?.get(user) ?? 0) > session.start.frame;
  }
}
