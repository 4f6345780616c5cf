import type { Connection } from '../../reader/tcp/connection.js';
import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { ConnectionLine } from './connection-line.js';
import { FIRST_USER_PORT, mayBeServerDataPort } from './data-ports.js';
import { hostsBetween, hostsOf } from './hosts.js';
import type { SessionOutline } from './planned-session.js';

/** Connections between the two hosts of a session that no announcement explains, by their hosts. */
export class Leftovers {
  private readonly byHosts = new Map<string, HostLeftovers>();
  private readonly controlPorts = new Set<number>();

  constructor(sessions: Iterable<SessionOutline>, connections: ConnectionStore) {
    for (const session of sessions) {
      this.controlPorts.add(session.server.port);
      const hosts = hostsOf(session);
      if (!this.byHosts.has(hosts)) this.byHosts.set(hosts, new HostLeftovers(connections));
    }
  }

  /** Whether a connection is between the hosts of a session. */
  wants(connection: Pick<Connection, 'addresses' | 'version'>): boolean {
    return this.byHosts.has(hostsBetween(connection));
  }

  /** To be called in order of first frame. */
  add(connection: Connection): void {
    this.byHosts
      .get(hostsBetween(connection))
      ?.add(connection, this.mayCarryData(connection), this.dataPortEnds(connection));
  }

  /** What is left between the hosts of the session. */
  of(session: SessionOutline): HostLeftovers {
    const found = this.byHosts.get(hostsOf(session));
    if (found === undefined) throw new Error('a session that was not named');
    return found;
  }

  /** Whether its ports are those of a data connection of any session, from whichever side it was opened. */
  private mayCarryData({ ports: [a, b] }: Connection): boolean {
    const isOpener = (port: number) => mayBeServerDataPort(port, port) || this.controlPorts.has(port + 1);
    return (a >= FIRST_USER_PORT && isOpener(b)) || (b >= FIRST_USER_PORT && isOpener(a));
  }

  /** Its ends whose port is the one below a control port: `203.0.113.10 20`. */
  private dataPortEnds(connection: Connection): string[] {
    const ends = ([0, 1] as const).filter((end) => this.controlPorts.has(connection.ports[end] + 1));
    return ends.map((end) => endKey(connection.address(end), connection.ports[end]));
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** The hosts that sent segments of a connection. */
export function sendersOf(connection: Connection): string[] {
  const directions = ([0, 1] as const).filter((direction) => connection.flows[direction] !== null);
  return directions.map((direction) => connection.address(direction));
}

function endKey(address: string, port: number): string {
  return `${address} ${port}`;
}

/** The connections between two hosts that are left. */
export class HostLeftovers {
  private readonly all: ConnectionLine;
  private readonly byDataPort = new Map<string, ConnectionLine>();
  private left = 0;
  private readonly heard = new Set<string>();

  constructor(private readonly connections: ConnectionStore) {
    this.all = new ConnectionLine(connections);
  }

  /**
   * @param mayCarryData others are counted only.
   * @param dataPortEnds see `fromDataPort`.
   */
  add(connection: Connection, mayCarryData: boolean, dataPortEnds: readonly string[]): void {
    this.left++;
    for (const address of sendersOf(connection)) this.heard.add(address);
    if (!mayCarryData) return;
    this.all.add(connection);
    for (const end of dataPortEnds) {
      const line = this.byDataPort.get(end) ?? new ConnectionLine(this.connections);
      this.byDataPort.set(end, line);
      line.add(connection);
    }
  }

  /** Of which hosts they have segments; none when none are left. */
  senders(): ReadonlySet<string> {
    return this.left === 0 ? NOBODY : this.heard;
  }

  has(connection: Connection): boolean {
    return this.all.has(connection);
  }

  /** It is explained now. */
  take(connection: Connection): void {
    if (!this.all.take(connection)) return;
    this.left--;
    for (const line of this.byDataPort.values()) line.take(connection);
  }

  /** Those whose first frame lies between the two, both included, in order. */
  between(from: number, to: number): Generator<Connection> {
    return this.all.between(from, to);
  }

  /** Those between `from` and `to`, the nearest to `frame` first. */
  nearest(frame: number, from: number, to: number): Generator<Connection> {
    return this.all.nearest(frame, from, to);
  }

  /** Those with an end of this address and port, which is that below a control port. */
  withDataPort(address: string, port: number, from: number, to: number): Iterable<Connection> {
    return this.byDataPort.get(endKey(address, port))?.between(from, to) ?? [];
  }
}
