import type { Endpoint } from '../../model/endpoint.js';
import type { Connection, Direction } from '../../reader/tcp/connection.js';
import type { Dialogue } from './dialogue.js';
import type { Expectation } from './expectation.js';
import type { FrameRange } from './frame-range.js';
import type { Plan } from './plan.js';

/** What other sessions need to know of one to share the data connections between them: little, for there are many. */
export interface SessionOutline {
  /** Number of the control connection. */
  readonly controlIndex: number;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly expectations: readonly Expectation[];
  /** Stretches in which commands cannot be read: TLS or another protection, bytes that were cut off or lost. */
  readonly hidden: readonly FrameRange[];
}

/** A session whose dialogue is read and whose data connections are yet to be found. */
export interface PlannedSession extends SessionOutline {
  readonly control: Connection;
  /** Which end of the control connection is the client. */
  readonly clientDirection: Direction;
  /** The capture has the start of the control connection. */
  readonly hasStart: boolean;
  /** Whether the capture has all of the control connection that either side sent, as far as the other's segments tell. */
  readonly isWhole: boolean;
  readonly dialogue: Dialogue;
  readonly plan: Plan;
}

export function outlineOf({ controlIndex, client, server, expectations, hidden }: PlannedSession): SessionOutline {
  return { controlIndex, client, server, expectations, hidden };
}

/** A connection seen as a data connection: who opened it, towards what. */
export interface Orientation {
  readonly connection: Connection;
  readonly openerDirection: Direction;
  /** Address of the end that opened it. */
  readonly opener: string;
  readonly openerPort: number;
  readonly target: string;
  readonly targetPort: number;
}

/** Both ends of a connection as opener and target; two answers where the capture does not show who opened it. */
export function orientations(connection: Connection): Orientation[] {
  const orient = (opener: Direction): Orientation => {
    const target = opener === 0 ? 1 : 0;
    return {
      connection,
      openerDirection: opener,
      opener: connection.address(opener),
      openerPort: connection.ports[opener],
      target: connection.address(target),
      targetPort: connection.ports[target],
    };
  };
  return connection.opener === null ? [orient(0), orient(1)] : [orient(connection.opener)];
}
