import type { UnpairedDataConnection } from '../../model/analysis.js';
import type { Connection } from '../../reader/tcp/connection.js';
import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { addTo } from '../lists.js';
import { assignClaims, type BoundClaim } from './assign.js';
import { type Claim, ClaimFinder } from './claims.js';
import { finalReply } from './exchange.js';
import { asDataConnection, findDefault, hostsBetween, hostsOf, type Inferred, inferFor, Leftovers } from './infer.js';
import { outcomeOf } from './outcome.js';
import type { Attempt } from './plan.js';
import { isHidden, type PlannedSession, type SessionOutline } from './planned-session.js';

/** How a data connection was found for a transfer: by an announcement, or by hosts, time and direction. */
export type Pairing = ({ readonly kind: 'claim' } & BoundClaim) | ({ readonly kind: 'inferred' } & Inferred);

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

/** Numbers of the data connections that were found. */
export function* pairedIndices({ byAttempt, withoutCommand, unpaired }: SessionPairing): Generator<number> {
  for (const { connection } of byAttempt.values()) yield connection.index;
  for (const { connection } of withoutCommand) yield connection.index;
  for (const { pairing } of unpaired) yield pairing.connection.index;
}

/**
 * Finds the data connections of all sessions of a capture. What one session takes another cannot have: the sessions are
 * to be paired in their order, each once.
 */
export class Pairings {
  private readonly claims = new Map<SessionOutline, Claim[]>();
  private readonly leftovers = new Leftovers();

  constructor(
    private readonly sessions: readonly SessionOutline[],
    private readonly connections: ConnectionStore,
  ) {
    const finder = new ClaimFinder(sessions);
    const hosts = new Set(sessions.map(hostsOf));
    for (const glance of connections.glances()) {
      if (glance.isControl === true) continue;
      const found = finder.mayFit(glance.ports) ? finder.claimsOf(connections.look(glance.index)) : [];
      for (const claim of found) addTo(this.claims, claim.session, claim);
      if (found.length === 0 && hosts.has(hostsBetween(glance))) this.leftovers.add(connections.look(glance.index));
    }
  }

  /** `session` is the one of this outline, with all that it said. */
  pair(session: PlannedSession, outline: SessionOutline): SessionPairing {
    const { leftovers } = this;
    const claims = this.boundClaims(session, outline);
    const seesData = claims.length > 0 || leftovers.of(session).length > 0;
    const { used, unused } = assignClaims(session.plan.attempts, claims);
    const byAttempt = new Map<Attempt, Pairing>();
    for (const [attempt, claim] of used) byAttempt.set(attempt, { kind: 'claim', ...claim });
    inferAttempts(session, byAttempt, leftovers);
    const unreadable = this.withoutCommand(session);
    const unpaired: Unpaired[] = unused.map((claim) => ({
      pairing: { kind: 'claim', ...claim },
      reason: unusedReason(claim, session),
    }));
    for (const pairing of fromServerDataPort(session, leftovers)) unpaired.push({ pairing, reason: 'not-announced' });
    return { byAttempt, withoutCommand: unreadable, unpaired, seesData };
  }

  /** The claims of an outline with the announcements of the session itself. */
  private boundClaims(session: PlannedSession, outline: SessionOutline): BoundClaim[] {
    const claims = this.claims.get(outline) ?? [];
    if (claims.length === 0) return [];
    const own = new Map(outline.expectations.map((expectation, n) => [expectation, session.expectations[n]]));
    return claims.map(({ session: _, ...claim }) => ({
      ...claim,
      expectation: own.get(claim.expectation) ?? claim.expectation,
      connection: this.connections.look(claim.index),
    }));
  }

  /** Data connections between the hosts while commands cannot be read, and one that was open when the capture starts. */
  private withoutCommand(session: PlannedSession): Pairing[] {
    const { leftovers } = this;
    const found: Pairing[] = [];
    for (const connection of [...leftovers.of(session)]) {
      const wasOpen =
        !session.hasStart && connection.opener === null && connection.firstFrame <= firstCommandFrame(session);
      if (!wasOpen && !isHidden(session, connection.firstFrame)) continue;
      const inferred = asDataConnection(session, connection);
      if (inferred === null || !this.isMostRecent(session, connection)) continue;
      leftovers.take(session, connection);
      found.push({ kind: 'inferred', ...inferred });
    }
    return found;
  }

  /** Of several such sessions between the hosts a connection belongs to the one that spoke last before it. */
  private isMostRecent(session: PlannedSession, connection: Connection): boolean {
    const rivals = this.sessions.filter(
      (rival) =>
        rival.client.address === session.client.address &&
        rival.server.address === session.server.address &&
        isHidden(rival, connection.firstFrame),
    );
    if (rivals.length < 2) return true;
    const own = this.lastSpoken(session.controlIndex, connection.firstFrame);
    return rivals.every(
      ({ controlIndex }) =>
        controlIndex === session.controlIndex || this.lastSpoken(controlIndex, connection.firstFrame) <= own,
    );
  }

  /** The last frame before `frame` in which something was said on a control connection. */
  private lastSpoken(controlIndex: number, frame: number): number {
    const frames =
      this.connections
        .at(controlIndex)
        .log?.segments()
        .map((segment) => segment.frame) ?? [];
    return frames.findLast((spoken) => spoken < frame) ?? 0;
  }
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

function firstCommandFrame(session: PlannedSession): number {
  return session.dialogue.exchanges.find(({ implied }) => !implied)?.frame ?? Number.POSITIVE_INFINITY;
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

function unusedReason(
  { expectation, connection }: BoundClaim,
  { plan: { expectations, attempts } }: PlannedSession,
): UnpairedDataConnection['reason'] {
  const isNewest = expectations.every(({ frame }) => frame <= expectation.frame || frame > connection.lastFrame);
  if (!isNewest) return 'superseded';
  return attempts.some((attempt) => attempt.expectation === expectation) ? 'command-refused' : 'no-transfer-command';
}
