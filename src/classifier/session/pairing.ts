import type { UnpairedDataConnection } from '../../model/analysis.js';
import type { Connection } from '../../reader/tcp/connection.js';
import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { addTo } from '../lists.js';
import { assignClaims } from './assign.js';
import { announcedPorts, type Claim, findClaims } from './claims.js';
import { finalReply } from './exchange.js';
import { asDataConnection, findDefault, hostsBetween, hostsOf, type Inferred, inferFor, Leftovers } from './infer.js';
import { outcomeOf } from './outcome.js';
import type { Attempt } from './plan.js';
import { isHidden, type PlannedSession } from './planned-session.js';

/** How a data connection was found for a transfer: by an announcement, or by hosts, time and direction. */
export type Pairing = ({ readonly kind: 'claim' } & Claim) | ({ readonly kind: 'inferred' } & Inferred);

/** A data connection that no session's dialogue explains. */
interface Unpaired {
  readonly pairing: Pairing;
  readonly reason: UnpairedDataConnection['reason'];
}

/** What was paired in one session. */
export interface SessionPairing {
  readonly byAttempt: ReadonlyMap<Attempt, Pairing>;
  /** Data connections whose command cannot be read: encrypted, or before the capture starts. */
  readonly withoutCommand: readonly Pairing[];
  readonly unpaired: readonly Unpaired[];
  /** The capture has data connections between these hosts or attempts at them. */
  readonly seesData: boolean;
}

/** Finds the data connections of all sessions of a capture. */
export function pairAll(
  sessions: readonly PlannedSession[],
  connections: ConnectionStore,
): Map<PlannedSession, SessionPairing> {
  const candidates = candidatesFor(sessions, connections);
  const claims = findClaims(sessions, candidates);
  const claimed = new Set(claims.map((claim) => claim.connection));
  const leftovers = new Leftovers(sessions, candidates, claimed);
  const bySession = new Map<PlannedSession, Claim[]>();
  for (const claim of claims) addTo(bySession, claim.session, claim);
  return new Map(
    sessions.map((session) => [session, pairSession(session, bySession.get(session) ?? [], leftovers, sessions)]),
  );
}

/** The data connections that were found. */
export function pairedConnections(pairings: Iterable<SessionPairing>): Set<Connection> {
  const paired = new Set<Connection>();
  for (const { byAttempt, withoutCommand, unpaired } of pairings) {
    for (const { connection } of byAttempt.values()) paired.add(connection);
    for (const { connection } of withoutCommand) paired.add(connection);
    for (const { pairing } of unpaired) paired.add(pairing.connection);
  }
  return paired;
}

/** What may be a data connection: by an announced port, or by running between the hosts of a session. */
function candidatesFor(sessions: readonly PlannedSession[], connections: ConnectionStore): Connection[] {
  const ports = announcedPorts(sessions);
  const hosts = new Set(sessions.map(hostsOf));
  const candidates: Connection[] = [];
  for (const glance of connections.glances()) {
    if (glance.isControl === true) continue;
    const [port0, port1] = glance.ports;
    if (ports.has(port0) || ports.has(port1) || hosts.has(hostsBetween(glance))) {
      candidates.push(connections.at(glance.index));
    }
  }
  return candidates;
}

function pairSession(
  session: PlannedSession,
  claims: readonly Claim[],
  leftovers: Leftovers,
  sessions: readonly PlannedSession[],
): SessionPairing {
  const { attempts } = session.plan;
  const seesData = claims.length > 0 || leftovers.of(session).length > 0;
  const { used, unused } = assignClaims(attempts, claims);
  const byAttempt = new Map<Attempt, Pairing>();
  for (const [attempt, claim] of used) byAttempt.set(attempt, { kind: 'claim', ...claim });
  inferAttempts(session, byAttempt, leftovers);
  const unreadable = withoutCommand(session, leftovers, sessions);
  const unpaired: Unpaired[] = unused.map((claim) => ({
    pairing: { kind: 'claim', ...claim },
    reason: unusedReason(claim),
  }));
  for (const pairing of fromServerDataPort(session, leftovers)) unpaired.push({ pairing, reason: 'not-announced' });
  return { byAttempt, withoutCommand: unreadable, unpaired, seesData };
}

/** Pairs what announcements leave open: the default data port, and announcements that cannot be read. */
function inferAttempts(session: PlannedSession, byAttempt: Map<Attempt, Pairing>, leftovers: Leftovers): void {
  let after = 0;
  for (const attempt of session.plan.attempts) {
    // A refused command keeps no data connection; the next may use the one that was opened for it.
    if (outcomeOf(attempt.exchange, null) === 'refused') continue;
    if (!byAttempt.has(attempt)) {
      const inferred = inferAttempt(session, attempt, after, leftovers);
      if (inferred !== null) {
        byAttempt.set(attempt, { kind: 'inferred', ...inferred });
        leftovers.take(session, inferred.connection);
      }
    }
    after = finalReply(attempt.exchange)?.frame ?? attempt.exchange.frame;
  }
}

function inferAttempt(session: PlannedSession, attempt: Attempt, after: number, leftovers: Leftovers): Inferred | null {
  const { expectation, isSecondUse, setupMayBeMissing } = attempt;
  const isUnreadable = expectation !== null && expectation.advertised === null && !isSecondUse;
  if (expectation === null || isSecondUse) {
    const byDefault = findDefault(session, attempt, leftovers.of(session));
    if (byDefault !== null) return byDefault;
  }
  if (!isUnreadable && !setupMayBeMissing) return null;
  return inferFor(session, attempt, after, leftovers.of(session));
}

/** Data connections between the hosts while commands cannot be read, and one that was open when the capture starts. */
function withoutCommand(session: PlannedSession, leftovers: Leftovers, sessions: readonly PlannedSession[]): Pairing[] {
  const found: Pairing[] = [];
  for (const connection of [...leftovers.of(session)]) {
    const wasOpen =
      !session.hasStart && connection.opener === null && connection.firstFrame <= firstCommandFrame(session);
    if (!wasOpen && !isHidden(session, connection.firstFrame)) continue;
    const inferred = asDataConnection(session, connection);
    if (inferred === null || !isMostRecent(session, connection, sessions)) continue;
    leftovers.take(session, connection);
    found.push({ kind: 'inferred', ...inferred });
  }
  return found;
}

function firstCommandFrame(session: PlannedSession): number {
  return session.dialogue.exchanges.find(({ implied }) => !implied)?.frame ?? Number.POSITIVE_INFINITY;
}

/** Of several such sessions between the hosts a connection belongs to the one that spoke last before it. */
function isMostRecent(session: PlannedSession, connection: Connection, sessions: readonly PlannedSession[]): boolean {
  const rivals = sessions.filter(
    (rival) =>
      rival.client.address === session.client.address &&
      rival.server.address === session.server.address &&
      isHidden(rival, connection.firstFrame),
  );
  if (rivals.length < 2) return true;
  const lastSpoken = (rival: PlannedSession) => {
    const frames = rival.control.log?.segments().map((segment) => segment.frame) ?? [];
    return frames.findLast((frame) => frame < connection.firstFrame) ?? 0;
  };
  const own = lastSpoken(session);
  return rivals.every((rival) => rival === session || lastSpoken(rival) <= own);
}

/** What the server opened from its data port without a word in the dialogue. */
function fromServerDataPort(session: PlannedSession, leftovers: Leftovers): Pairing[] {
  const { server, control } = session;
  const found: Pairing[] = [];
  for (const connection of [...leftovers.of(session)]) {
    const inferred = asDataConnection(session, connection);
    if (inferred === null || inferred.mode !== 'active') continue;
    const port = connection.ports[inferred.openerDirection];
    const isDuring = connection.firstFrame >= control.firstFrame && connection.firstFrame <= control.lastFrame;
    if (port !== server.port - 1 || !isDuring) continue;
    leftovers.take(session, connection);
    found.push({ kind: 'inferred', ...inferred });
  }
  return found;
}

function unusedReason(claim: Claim): UnpairedDataConnection['reason'] {
  const { expectation, connection } = claim;
  const { expectations, attempts } = claim.session.plan;
  const isNewest = expectations.every(({ frame }) => frame <= expectation.frame || frame > connection.lastFrame);
  if (!isNewest) return 'superseded';
  return attempts.some((attempt) => attempt.expectation === expectation) ? 'command-refused' : 'no-transfer-command';
}
