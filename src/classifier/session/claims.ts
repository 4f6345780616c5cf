import type { PairedBy } from '../../model/analysis.js';
import type { Connection, Direction } from '../../reader/tcp/connection.js';
import { addTo } from '../lists.js';
import type { Expectation } from './expectation.js';
import { type Orientation, orientations, type SessionOutline } from './planned-session.js';
import type { SearchBounds } from './search-bounds.js';

/** A data connection that fits an announcement of a session. */
export interface Claim {
  readonly session: SessionOutline;
  readonly expectation: Expectation;
  /** Number of the connection. */
  readonly index: number;
  readonly openerDirection: Direction;
  readonly pairedBy: Extract<PairedBy, 'announced' | 'announced-port'>;
  /** The far end is neither host of the session's control connection (FXP). */
  readonly fxp: boolean;
  readonly rank: number;
}

/**
 * Announcements of one port that are looked at for one connection, the newest first: it is opened soon after its own.
 */
export const MAX_ANNOUNCED = 1000;

/** How well a connection fits, best first to compare by. */
const RANK = {
  /** Announced address and port, opened by the control peer towards the other control peer. */
  betweenPeers: 4,
  /** Announced address and port of a third host, opened by the control peer. */
  towardsThirdHost: 3,
  /** Announced port at the control peer's address: the announced address was ignored or translated. */
  atPeerAddress: 2,
  /** Announced address and port, opened by a third host. */
  fromThirdHost: 1,
} as const;

interface Announced {
  readonly session: SessionOutline;
  readonly expectation: Expectation;
  /** Frame from which another announcement, one that cannot be read, may name the same port; servers use few. */
  readonly doubtfulFrom: number;
}

/** Finds the announcements that connections fit; made once for all sessions. */
export class ClaimFinder {
  private readonly byPort: ReadonlyMap<number, readonly Announced[]>;

  constructor(
    sessions: readonly SessionOutline[],
    private readonly bounds: SearchBounds,
  ) {
    this.byPort = indexByPort(sessions);
  }

  /** Whether a connection between these ports can fit one. */
  mayFit([port0, port1]: readonly [number, number]): boolean {
    return this.byPort.has(port0) || this.byPort.has(port1);
  }

  /**
   * The announcements that a connection fits, by announced endpoint or by announced port at the control peer's address,
   * whatever the source port. Where an endpoint was announced again and again the newest holds.
   */
  claimsOf(connection: Connection): Claim[] {
    return claimsOf(connection, this.byPort, this.bounds);
  }
}

function indexByPort(sessions: readonly SessionOutline[]): Map<number, Announced[]> {
  const byPort = new Map<number, Announced[]>();
  for (const session of sessions) {
    let doubtfulFrom = Number.POSITIVE_INFINITY;
    for (const expectation of session.expectations.toReversed()) {
      const port = expectation.advertised?.port;
      if (port === undefined) doubtfulFrom = expectation.since;
      else addTo(byPort, port, { session, expectation, doubtfulFrom });
    }
  }
  for (const announced of byPort.values()) announced.sort((a, b) => a.expectation.since - b.expectation.since);
  return byPort;
}

function claimsOf(
  connection: Connection,
  byPort: ReadonlyMap<number, readonly Announced[]>,
  bounds: SearchBounds,
): Claim[] {
  let isCut = false;
  const newest = new Map<SessionOutline, Claim>();
  for (const orientation of orientations(connection)) {
    const announced = byPort.get(orientation.targetPort) ?? [];
    const end = firstAfter(connection.firstFrame, announced);
    const begin = Math.max(0, end - MAX_ANNOUNCED);
    isCut ||= begin > 0;
    for (const { session, expectation, doubtfulFrom } of announced.slice(begin, end)) {
      if (session.controlIndex === connection.index || connection.firstFrame > doubtfulFrom) continue;
      const claim = claimFor(session, expectation, orientation);
      const before = newest.get(session);
      if (claim !== null && (before === undefined || isBetter(claim, before))) newest.set(session, claim);
    }
  }
  const claims = [...newest.values()];
  // What was left out cannot fit better than the hosts themselves do.
  if (isCut && !claims.some(({ rank }) => rank === RANK.betweenPeers)) bounds.reached();
  return settle(claims);
}

/** Place of the first announcement after a frame. */
function firstAfter(frame: number, announced: readonly Announced[]): number {
  let low = 0;
  let high = announced.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((announced[middle] as Announced).expectation.since <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

function claimFor(session: SessionOutline, expectation: Expectation, orientation: Orientation): Claim | null {
  const { advertised, mode } = expectation;
  if (advertised === null) return null;
  const peer = mode === 'passive' ? session.server.address : session.client.address;
  const opener = mode === 'passive' ? session.client.address : session.server.address;
  const { connection, openerDirection } = orientation;
  const isPeerTarget = orientation.target === peer;
  const isOpener = orientation.opener === opener;
  const base = { session, expectation, index: connection.index, openerDirection };
  if (orientation.target === advertised.address) {
    if (isOpener) {
      const rank = isPeerTarget ? RANK.betweenPeers : RANK.towardsThirdHost;
      return { ...base, pairedBy: 'announced', fxp: !isPeerTarget && mode === 'active', rank };
    }
    // A data connection never runs from a host to itself, unless client and server share it, or a wrong announcement
    // sends the opener to its own loopback address.
    if (orientation.opener === orientation.target) {
      const isLoopback = orientation.target.startsWith('127.') || orientation.target === '::1';
      return isLoopback ? { ...base, pairedBy: 'announced', fxp: false, rank: RANK.fromThirdHost } : null;
    }
    return { ...base, pairedBy: 'announced', fxp: true, rank: RANK.fromThirdHost };
  }
  if (!isPeerTarget || !isOpener) return null;
  return { ...base, pairedBy: 'announced-port', fxp: false, rank: RANK.atPeerAddress };
}

function isBetter(a: Claim, b: Claim): boolean {
  return a.rank !== b.rank ? a.rank > b.rank : a.expectation.since > b.expectation.since;
}

/** Several sessions claim one connection: the best fit has it, and in FXP one session of each mode. */
function settle(claims: Claim[]): Claim[] {
  if (claims.length < 2) return claims;
  const [best, ...others] = claims.sort((a, b) => (isBetter(a, b) ? -1 : 1)) as [Claim, ...Claim[]];
  if (best.rank === RANK.betweenPeers) return [best];
  const far = others.find(({ expectation, fxp }) => fxp && expectation.mode !== best.expectation.mode);
  return far === undefined ? [best] : [best, far];
}
