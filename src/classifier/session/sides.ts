import type { Side } from '../../model/endpoint.js';
import type { Direction } from '../../reader/tcp/connection.js';

/** Which side of the FTP session each end of a connection is. */
export type Sides = (direction: Direction) => Side;

/** `clientDirection` is the end at the FTP client. */
export function sidesFrom(clientDirection: Direction): Sides {
  return (direction) => (direction === clientDirection ? 'client' : 'server');
}
