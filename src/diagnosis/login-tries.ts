import type { ObservedSession } from '../model/analysis.js';
import { hostsOf } from './hosts.js';
import { type Login, loginsOf } from './logins.js';

/** All logins of one client address at one server address. */
export interface Tries {
  /** Sessions with refused logins, in order. */
  readonly sessions: Pick<ObservedSession, 'id' | 'tcpStream'>[];
  readonly refused: Pick<Login, 'user' | 'reply'>[];
  /** The commands of the first one. */
  readonly first: Login['commands'];
  /** The first login that was accepted after a refused one, and its stream. */
  accepted: (Login & { readonly tcpStream: number }) | null;
}

export class LoginTries {
  private readonly byHosts = new Map<string, Tries>();

  add(session: ObservedSession): void {
    const logins = loginsOf(session);
    const refused = logins.filter(({ verdict }) => verdict === 'refused');
    const hosts = hostsOf(session);
    const before = this.byHosts.get(hosts);
    const tries = before ?? { sessions: [], refused: [], first: refused[0]?.commands ?? [], accepted: null };
    if (refused.length > 0) {
      tries.sessions.push({ id: session.id, tcpStream: session.tcpStream });
      for (const { user, reply } of refused) tries.refused.push({ user, reply });
    }
    const last = tries.refused.at(-1);
    if (last === undefined) return;
    const accepted = logins.find(({ verdict, reply }) => verdict === 'accepted' && reply.frame > last.reply.frame);
    if (accepted !== undefined) tries.accepted ??= { ...accepted, tcpStream: session.tcpStream };
    if (before === undefined) this.byHosts.set(hosts, tries);
  }

  /** Null: none was refused. */
  between(session: ObservedSession): Tries | null {
    return this.byHosts.get(hostsOf(session)) ?? null;
  }
}
