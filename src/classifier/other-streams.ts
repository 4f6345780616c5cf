import type { OtherStream, OtherStreams } from '../model/analysis.js';
import type { Connection, Direction } from '../reader/tcp/connection.js';

/** Most connections of other protocols that are listed: nobody reads more. */
export const MAX_LISTED = 1000;

/**
 * The connections that are neither control nor data connections.
 * @param isFtp tells those that are.
 */
export function otherStreams(
  connections: Iterable<Connection>,
  isFtp: (connection: Connection) => boolean,
): OtherStreams {
  const listed: OtherStream[] = [];
  let count = 0;
  for (const connection of connections) {
    if (!isFtp(connection) && count++ < MAX_LISTED) listed.push(otherStream(connection));
  }
  return { listed, count };
}

function otherStream(connection: Connection): OtherStream {
  const from = connection.opener ?? 0;
  const { flows, index } = connection;
  const end = (direction: Direction) => ({ address: connection.address(direction), port: connection.ports[direction] });
  return {
    tcpStream: index,
    displayFilter: `tcp.stream eq ${index}`,
    from: end(from),
    to: end(from === 0 ? 1 : 0),
    segments: (flows[0]?.segments ?? 0) + (flows[1]?.segments ?? 0),
    bytes: (flows[0]?.bytes ?? 0) + (flows[1]?.bytes ?? 0),
  };
}
