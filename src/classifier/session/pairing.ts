import type { CaptureWarning, UnpairedDataConnection } from '../../model/analysis.js';
import type { InEveryLanguage } from '../../model/language.js';
import type { Connection } from '../../reader/tcp/connection.js';
import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { addTo, firstPlace } from '../lists.js';
import { assignClaims, type BoundClaim, carriedData } from './assign.js';
import { type Claim, ClaimFinder } from './claims.js';
import { finalReply } from './exchange.js';
import { overlapping } from './frame-range.js';
import { asDataConnection, findDefault, type Inferred, inferFor } from './infer.js';
import { type HostLeftovers, Leftovers, sendersOf } from './leftovers.js';
import { outcomeOf } from './outcome.js';
import { findOwners, type Ownership } from './ownership.js';
import type { Attempt } from './plan.js';
import type { PlannedSession, SessionOutline } from './planned-session.js';
import { SearchBounds } from './search-bounds.js';

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
  /** Whether the capture has what one of these hosts sent on data connections or attempts at them. */
  readonly seesFrom: (address: string) => boolean;
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
  private readonly leftovers: Leftovers;
  /** Sessions with commands that cannot be read, by client and server. */
  private readonly hidden = new Map<string, SessionOutline[]>();
  private readonly ownerships = new Map<string, Ownership>();
  private readonly bounds = new SearchBounds();

  constructor(
    sessions: readonly SessionOutline[],
    private readonly connections: ConnectionStore,
  ) {
    const finder = new ClaimFinder(sessions, this.bounds);
    this.leftovers = new Leftovers(sessions, connections);
    for (const session of sessions) if (session.hidden.length > 0) addTo(this.hidden, pairOf(session), session);
    for (const glance of connections.glances()) {
      if (glance.isControl === true) continue;
      const found = finder.mayFit(glance.ports) ? finder.claimsOf(connections.look(glance.index)) : [];
      for (const claim of found) addTo(this.claims, claim.session, claim);
      if (found.length === 0 && this.leftovers.wants(glance)) this.leftovers.add(connections.look(glance.index));
    }
  }

  /** `session` is the one of this outline, with all that it said. */
  pair(session: PlannedSession, outline: SessionOutline): SessionPairing {
    const leftovers = this.leftovers.of(outline);
    const claims = this.boundClaims(session, outline);
    const senders = new Set([...leftovers.senders(), ...claims.flatMap(({ connection }) => sendersOf(connection))]);
    const { used, unused } = assignClaims(session.plan.attempts, claims);
    const byAttempt = new Map<Attempt, Pairing>();
    for (const [attempt, claim] of used) byAttempt.set(attempt, { kind: 'claim', ...claim });
    inferAttempts(session, byAttempt, leftovers, this.bounds);
    const unreadable = this.withoutCommand(session, outline, leftovers);
    const reasonOf = unusedReasons(session);
    const lacksCommands = overlapping(session.hidden);
    const unpaired: Unpaired[] = [];
    for (const claim of unused) {
      const pairing: Pairing = { kind: 'claim', ...claim };
      const reason = reasonOf(claim);
      // The command that used it may be one that cannot be read.
      const isHidden =
        reason === 'no-transfer-command' && lacksCommands(claim.expectation.frame, Number.POSITIVE_INFINITY);
      if (!isHidden) unpaired.push({ pairing, reason });
      else if (carriedData(claim.connection)) unreadable.push(pairing);
      else unpaired.push({ pairing, reason: 'command-may-be-missing' });
    }
    for (const pairing of fromServerDataPort(session, leftovers)) unpaired.push({ pairing, reason: 'not-announced' });
    return { byAttempt, withoutCommand: unreadable, unpaired, seesFrom: (address) => senders.has(address) };
  }

  /** What the sessions paired so far lack, because searching has bounds. */
  warnings(): InEveryLanguage<CaptureWarning>[] {
    return this.bounds.warnings();
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
  private withoutCommand(session: PlannedSession, outline: SessionOutline, leftovers: HostLeftovers): Pairing[] {
    const ownership = this.ownershipOf(outline, leftovers);
    const found: Pairing[] = [];
    const take = (connections: Iterable<Connection>): void => {
      for (const connection of connections) {
        const inferred = asDataConnection(session, connection);
        if (inferred === null) continue;
        leftovers.take(connection);
        found.push({ kind: 'inferred', ...inferred });
      }
    };
    if (ownership === null) for (const { from, to } of session.hidden) take(leftovers.between(from, to));
    else take(this.ownedBy(outline, ownership, leftovers));
    if (!session.hasStart) take(wereOpen(session, outline, ownership, leftovers));
    return found.sort((a, b) => a.connection.firstFrame - b.connection.firstFrame);
  }

  private *ownedBy(outline: SessionOutline, { of }: Ownership, leftovers: HostLeftovers): Generator<Connection> {
    for (const index of of.get(outline) ?? []) {
      const connection = this.connections.look(index);
      if (leftovers.has(connection)) yield connection;
    }
  }

  /** Null where no two sessions could quarrel. */
  private ownershipOf(outline: SessionOutline, leftovers: HostLeftovers): Ownership | null {
    const pair = pairOf(outline);
    const rivals = this.hidden.get(pair) ?? [];
    if (rivals.length < 2) return null;
    const ownership = this.ownerships.get(pair) ?? findOwners(rivals, leftovers, this.connections);
    this.ownerships.set(pair, ownership);
    return ownership;
  }
}

function pairOf({ client, server }: SessionOutline): string {
  return `${client.address} ${server.address}`;
}

/** What was open when the capture, and with it the session, begins in the middle. */
function* wereOpen(
  session: PlannedSession,
  outline: SessionOutline,
  ownership: Ownership | null,
  leftovers: HostLeftovers,
): Generator<Connection> {
  for (const connection of leftovers.between(0, firstCommandFrame(session))) {
    const owner = ownership?.disputed.get(connection.index) ?? outline;
    if (connection.opener === null && owner === outline) yield connection;
  }
}

/** Pairs what announcements leave open: the default data port, and announcements that cannot be read. */
function inferAttempts(
  session: PlannedSession,
  byAttempt: Map<Attempt, Pairing>,
  leftovers: HostLeftovers,
  bounds: SearchBounds,
): void {
  const { attempts } = session.plan;
  let after = 0;
  for (const [n, attempt] of attempts.entries()) {
    // A refused command keeps no data connection; the next may use the one that was opened for it.
    if (outcomeOf(attempt.exchange, null) === 'refused') continue;
    if (!byAttempt.has(attempt)) {
      const inferred = inferAttempt(
        session,
        attempt,
        { after, before: nextBegin(attempt, attempts[n + 1]) },
        leftovers,
        bounds,
      );
      if (inferred !== null) {
        byAttempt.set(attempt, { kind: 'inferred', ...inferred });
        leftovers.take(inferred.connection);
      }
    }
    after = finalReply(attempt.exchange)?.frame ?? attempt.exchange.frame;
  }
}

/** Frame at which the next transfer was on its way: what is opened after it is not this one's. */
function nextBegin({ expectation, exchange }: Attempt, next: Attempt | undefined): number {
  if (next === undefined) return Number.POSITIVE_INFINITY;
  const isAnnounced = next.expectation !== null && next.expectation !== expectation;
  return isAnnounced ? Math.max(exchange.frame, next.expectation.since) : next.exchange.frame;
}

function inferAttempt(
  session: PlannedSession,
  attempt: Attempt,
  between: { readonly after: number; readonly before: number },
  leftovers: HostLeftovers,
  bounds: SearchBounds,
): Inferred | null {
  const { expectation, isSecondUse, setupMayBeMissing, setupMayBeReplaced } = attempt;
  const isUnreadable = expectation !== null && expectation.advertised === null && !isSecondUse;
  if (expectation === null || isSecondUse) {
    const byDefault = findDefault(session, attempt, leftovers, bounds);
    if (byDefault !== null) return byDefault;
  }
  if (!isUnreadable && !setupMayBeMissing && !setupMayBeReplaced) return null;
  return inferFor(session, attempt, between, leftovers, bounds);
}

function firstCommandFrame(session: PlannedSession): number {
  return session.dialogue.exchanges.find(({ implied }) => !implied)?.frame ?? Number.POSITIVE_INFINITY;
}

/** What the server opened from its data port without a word in the dialogue. */
function fromServerDataPort(session: PlannedSession, leftovers: HostLeftovers): Pairing[] {
  const { server, control } = session;
  const found: Pairing[] = [];
  const opened = leftovers.withDataPort(server.address, server.port - 1, control.firstFrame, control.lastFrame);
  for (const connection of opened) {
    const inferred = asDataConnection(session, connection, 'active');
    if (inferred === null) continue;
    if (connection.ports[inferred.openerDirection] !== server.port - 1) continue;
    leftovers.take(connection);
    found.push({ kind: 'inferred', ...inferred });
  }
  return found;
}

/** Tells of the claims of a session that no transfer used why not. */
function unusedReasons({
  plan: { expectations, attempts },
}: PlannedSession): (claim: BoundClaim) => UnpairedDataConnection['reason'] {
  const frames = expectations.map(({ frame }) => frame).sort((a, b) => a - b);
  const tried = new Set(attempts.map((attempt) => attempt.expectation));
  return ({ expectation, connection }) => {
    const isNewest =
      (frames[firstPlace(frames, expectation.frame + 1)] ?? Number.POSITIVE_INFINITY) > connection.lastFrame;
    if (!isNewest) return 'superseded';
    return tried.has(expectation) ? 'command-refused' : 'no-transfer-command';
  };
}
