import type { Connection, Direction } from '../../reader/tcp/connection.js';
import { useFrame } from './assign.js';
import { FIRST_USER_PORT, mayBeServerDataPort } from './data-ports.js';
import { finalReply } from './exchange.js';
import type { HostLeftovers } from './leftovers.js';
import type { Attempt } from './plan.js';
import { type Orientation, orientations, type PlannedSession } from './planned-session.js';
import type { SearchBounds } from './search-bounds.js';

/**
 * Connections that are looked at for one transfer command whose data connection nothing announces, the nearest first:
 * a client opens it within a few segments.
 */
export const MAX_CANDIDATES = 1000;

/** A data connection found by hosts, time and direction alone. */
export interface Inferred {
  readonly connection: Connection;
  readonly openerDirection: Direction;
  /** Null: the capture does not show who opened it. */
  readonly mode: 'active' | 'passive' | null;
  /** Opened towards the default data port (RFC 959 section 3.2). */
  readonly isDefault: boolean;
}

/**
 * How a leftover connection could be a data connection of the session; null when it could not.
 * @param known the mode that the dialogue tells, or null.
 */
export function asDataConnection(
  session: PlannedSession,
  connection: Connection,
  known: 'active' | 'passive' | null = null,
): Inferred | null {
  const possible = orientations(connection)
    .flatMap((orientation) => byOrientation(session, orientation))
    .filter(({ mode }) => known === null || mode === known);
  const passive = possible.find(({ mode }) => mode === 'passive');
  const active = possible.find(({ mode }) => mode === 'active');
  // Opened before the capture starts, or on one host: the mode is told only by what excludes the other.
  if (passive && active) return { ...passive, mode: null };
  return passive ?? active ?? null;
}

/** Both modes where client and server are one host. */
function byOrientation(session: PlannedSession, orientation: Orientation): Inferred[] {
  const { client, server } = session;
  const { connection, openerDirection, opener, openerPort, target, targetPort } = orientation;
  if (targetPort < FIRST_USER_PORT) return [];
  const found: Inferred[] = [];
  if (opener === server.address && target === client.address && mayBeServerDataPort(openerPort, server.port)) {
    const isDefault = targetPort === client.port || targetPort === client.port - 1;
    found.push({ connection, openerDirection, mode: 'active', isDefault });
  }
  if (opener === client.address && target === server.address && openerPort >= FIRST_USER_PORT) {
    found.push({ connection, openerDirection, mode: 'passive', isDefault: false });
  }
  return found;
}

/** The default data connection of a transfer command without an announcement, if the server opened one. */
export function findDefault(
  session: PlannedSession,
  { exchange }: Attempt,
  leftovers: HostLeftovers,
  bounds: SearchBounds,
): Inferred | null {
  const until = finalReply(exchange)?.frame ?? Number.POSITIVE_INFINITY;
  for (const connection of bounds.first(MAX_CANDIDATES, leftovers.between(exchange.frame, until))) {
    const inferred = asDataConnection(session, connection, 'active');
    if (inferred?.isDefault) return inferred;
  }
  return null;
}

/**
 * The most likely data connection of a transfer command whose announcement cannot be read: the nearest that fits.
 * @param after frame at which the transfer before it was over.
 * @param before frame at which a new one was on its way.
 */
export function inferFor(
  session: PlannedSession,
  attempt: Attempt,
  { after, before }: { readonly after: number; readonly before: number },
  leftovers: HostLeftovers,
  bounds: SearchBounds,
): Inferred | null {
  const { exchange, expectation } = attempt;
  const isAnnounced = expectation !== null && !attempt.isSecondUse;
  const known = isAnnounced && !attempt.setupMayBeReplaced ? expectation.mode : null;
  const begin = isAnnounced ? Math.max(after, expectation.since) : after;
  const until = Math.min(before, finalReply(exchange)?.frame ?? Number.POSITIVE_INFINITY);
  for (const connection of bounds.first(MAX_CANDIDATES, leftovers.nearest(exchange.frame, 0, until))) {
    // A command that only its reply tells of was given at some time before it; and a client may try in vain to open the
    // connection that it asked for before it gives the command.
    const isOpenedFor = isAnnounced && connection.opener !== null && connection.firstFrame >= expectation.since;
    const isUnderWay = exchange.implied || connection.lastFrame >= exchange.frame || isOpenedFor;
    if (!isUnderWay || useFrame(connection) < begin) continue;
    if (connection.opener !== null && connection.firstFrame < begin) continue;
    const inferred = asDataConnection(session, connection, known);
    if (inferred !== null) return inferred;
  }
  return null;
}
