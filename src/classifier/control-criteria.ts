import type { Connection, Direction } from '../reader/tcp/connection.js';
import type { SegmentLog } from '../reader/tcp/segment-log.js';
import type { ControlCriteria } from '../reader/tcp/tracker.js';
import type { Segment } from '../reader/wire/segment.js';
import { judge, judgeAtEnd, MAX_JUDGED_SEGMENTS, mayBeControl, type Sample } from './control/detect.js';

/** FTP control (RFC 959), and FTP over implicit TLS (IANA: ftps). */
const FTP_PORT = 21;
export const IMPLICIT_TLS_PORT = 990;

/** What makes a connection a control connection: its port, the user's word, or what it says. */
export class ControlDetector implements ControlCriteria {
  private readonly optionPorts: ReadonlySet<number>;

  constructor(controlPorts: readonly number[]) {
    this.optionPorts = new Set(controlPorts);
  }

  isControlPort(port: number): boolean {
    return port === FTP_PORT || this.optionPorts.has(port);
  }

  mayBeginWith(segment: Segment): boolean {
    const isTlsPort = segment.sourcePort === IMPLICIT_TLS_PORT || segment.destinationPort === IMPLICIT_TLS_PORT;
    const { bytes, payloadStart, payloadCaptured } = segment;
    return mayBeControl(bytes.subarray(payloadStart, payloadStart + payloadCaptured), isTlsPort);
  }

  judge(connection: Connection, log: SegmentLog): boolean | null {
    const server = judge(sampleOf(log), hasTlsPort(connection));
    if (server === null) return log.size >= MAX_JUDGED_SEGMENTS ? false : null;
    if (server === false) return false;
    connection.serverDirection = server;
    return true;
  }

  /** Judges what could not be told while it ran. */
  judgeAtEnd(connection: Connection): boolean {
    if (connection.isControl !== null || connection.log === null) return connection.isControl === true;
    const isOneWay = connection.flows[0] === null || connection.flows[1] === null;
    const server = judgeAtEnd(sampleOf(connection.log), isOneWay);
    if (server === false) return false;
    connection.serverDirection = server;
    return true;
  }

  /** Why the connection is taken for a control connection. */
  reason(connection: Connection): 'port' | 'option' | 'content' {
    if (connection.ports.includes(FTP_PORT)) return 'port';
    return connection.ports.some((port) => this.optionPorts.has(port)) ? 'option' : 'content';
  }

  /** The end at the client: who opened it, else who is not at the control port, else who sends no replies. */
  clientDirection(connection: Connection): Direction {
    if (connection.opener !== null) return connection.opener;
    const server = connection.serverDirection;
    if (server !== null) return server === 0 ? 1 : 0;
    const [port0] = connection.ports;
    return port0 === FTP_PORT || this.optionPorts.has(port0) ? 1 : 0;
  }
}

function hasTlsPort(connection: Connection): boolean {
  return connection.ports.includes(IMPLICIT_TLS_PORT);
}

/** The text of each direction in capture order, which is enough to tell a protocol by. */
function sampleOf(log: SegmentLog): Sample {
  const texts: [string, string] = ['', ''];
  for (const { direction, offset, captured } of log.segments()) {
    texts[direction] += log.slice(offset, captured).toString('latin1');
  }
  return texts;
}
