import { type Connection, type Direction, endAddress } from '../../reader/tcp/connection.js';
import { addTo } from '../lists.js';
import { useFrame } from './assign.js';
import { finalReply } from './exchange.js';
import type { Attempt } from './plan.js';
import { type Orientation, orientations, type PlannedSession, type SessionOutline } from './planned-session.js';

/** Ports below are those of other services, but for the server's own end of an active data connection. */
const FIRST_USER_PORT = 1024;
/** FTP control: ports below it are what servers use for the source of active data connections. */
const LAST_SERVER_DATA_PORT = 21;

/** A data connection found by hosts, time and direction alone. */
export interface Inferred {
  readonly connection: Connection;
  readonly openerDirection: Direction;
  /** Null: the capture does not show who opened it. */
  readonly mode: 'active' | 'passive' | null;
  /** Opened towards the default data port (RFC 959 section 3.2). */
  readonly isDefault: boolean;
}

/** Connections between the two hosts of a session that no announcement explains, by their hosts. */
export class Leftovers {
  private readonly byHosts = new Map<string, Connection[]>();

  add(connection: Connection): void {
    addTo(this.byHosts, hostsBetween(connection), connection);
  }

  /** What is left between the hosts of the session, in order of first frame. */
  of(session: SessionOutline): readonly Connection[] {
    return this.byHosts.get(hostsOf(session)) ?? [];
  }

  /** Takes a connection away: it is explained now. */
  take(session: SessionOutline, connection: Connection): void {
    const list = this.byHosts.get(hostsOf(session));
    const index = list?.indexOf(connection) ?? -1;
    if (index >= 0) list?.splice(index, 1);
  }
}

/** The two hosts of a session, whichever is which. */
export function hostsOf({ client, server }: SessionOutline): string {
  return pairKey(client.address, server.address);
}

/** The two hosts of a connection, likewise. */
export function hostsBetween({ addresses, version }: Pick<Connection, 'addresses' | 'version'>): string {
  return pairKey(endAddress(addresses, 0, version), endAddress(addresses, 1, version));
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
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
    .map((orientation) => byOrientation(session, orientation))
    .filter((inferred) => inferred !== null && (known === null || inferred.mode === known));
  const passive = possible.find((inferred) => inferred?.mode === 'passive');
  const active = possible.find((inferred) => inferred?.mode === 'active');
  // Opened before the capture starts: the mode is told only by what excludes the other.
  if (passive && active) return { ...passive, mode: null };
  return passive ?? active ?? null;
}

function byOrientation(session: PlannedSession, orientation: Orientation): Inferred | null {
  const { client, server } = session;
  const { connection, openerDirection, opener, openerPort, target, targetPort } = orientation;
  if (targetPort < FIRST_USER_PORT) return null;
  if (opener === server.address && target === client.address && mayBeServerDataPort(openerPort, server.port)) {
    const isDefault = targetPort === client.port || targetPort === client.port - 1;
    return { connection, openerDirection, mode: 'active', isDefault };
  }
  if (opener === client.address && target === server.address && openerPort >= FIRST_USER_PORT) {
    return { connection, openerDirection, mode: 'passive', isDefault: false };
  }
  return null;
}

/** Servers open from control port - 1 (RFC 959 section 3.2), from another low port (Pure-FTPd), or from any high one. */
function mayBeServerDataPort(port: number, controlPort: number): boolean {
  return port >= FIRST_USER_PORT || port < LAST_SERVER_DATA_PORT || port === controlPort - 1;
}

/** The default data connection of a transfer command without an announcement, if the server opened one. */
export function findDefault(
  session: PlannedSession,
  attempt: Attempt,
  leftovers: readonly Connection[],
): Inferred | null {
  const until = finalReply(attempt.exchange)?.frame ?? Number.POSITIVE_INFINITY;
  for (const connection of leftovers) {
    if (connection.firstFrame < attempt.exchange.frame || connection.firstFrame > until) continue;
    const inferred = asDataConnection(session, connection);
    if (inferred?.isDefault && inferred.mode === 'active') return inferred;
  }
  return null;
}

/** The most likely data connection of a transfer command whose announcement cannot be read. */
export function inferFor(
  session: PlannedSession,
  attempt: Attempt,
  after: number,
  leftovers: readonly Connection[],
): Inferred | null {
  const { exchange, expectation } = attempt;
  const known = expectation !== null && !attempt.isSecondUse ? expectation.mode : null;
  const begin = known === null ? after : Math.max(after, expectation?.since ?? 0);
  const until = finalReply(exchange)?.frame ?? Number.POSITIVE_INFINITY;
  let best: Inferred | null = null;
  for (const connection of leftovers) {
    const started = connection.firstFrame;
    // A command that only its reply tells of was given at some time before it.
    const isUnderWay = exchange.implied || connection.lastFrame >= exchange.frame;
    const overlaps = started <= until && useFrame(connection) >= begin && isUnderWay;
    if (!overlaps || (connection.opener !== null && started < begin)) continue;
    const inferred = asDataConnection(session, connection, known);
    if (inferred === null) continue;
    const isNearer = best === null || distance(connection, exchange.frame) < distance(best.connection, exchange.frame);
    if (isNearer) best = inferred;
  }
  return best;
}

function distance(connection: Connection, frame: number): number {
  return Math.abs(connection.firstFrame - frame);
}
