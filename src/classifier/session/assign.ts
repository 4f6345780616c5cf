import type { Connection } from '../../reader/tcp/connection.js';
import { addTo, firstPlace } from '../lists.js';
import type { Claim } from './claims.js';
import { finalReply } from './exchange.js';
import type { Expectation } from './expectation.js';
import { outcomeOf } from './outcome.js';
import type { Attempt } from './plan.js';

/** How far a connection got. */
const OPENED = 1;
const CARRIED_DATA = 2;

/** A claim of the session at hand, with the connection. */
export type BoundClaim = Omit<Claim, 'session'> & { readonly connection: Connection };

/** Which claimed connection each transfer command used, and the claims that no command used. */
export interface Assignment {
  readonly used: ReadonlyMap<Attempt, BoundClaim>;
  readonly unused: readonly BoundClaim[];
}

/**
 * Gives every claimed connection of one session to the transfer command that was under way when it was used: to the
 * RETR, not to the TYPE or SIZE before it, and not to a refused RETR when a later one took the connection over.
 */
export function assignClaims(attempts: readonly Attempt[], claims: readonly BoundClaim[]): Assignment {
  const used = new Map<Attempt, BoundClaim>();
  const unused: BoundClaim[] = [];
  const byExpectation = new Map<Expectation | null, Attempt[]>();
  for (const attempt of attempts) addTo(byExpectation, attempt.expectation, attempt);
  const groups = new Map([...byExpectation].map(([expectation, group]) => [expectation, inOrder(group)]));
  for (const claim of claims) {
    const attempt = attemptUnderWay(groups.get(claim.expectation), claim.connection);
    if (attempt === null || !canHaveUsed(attempt, claim.connection)) {
      unused.push(claim);
      continue;
    }
    const before = used.get(attempt);
    // Several tries for one command: the one that carried data is it, else the one that got furthest, the last.
    const isBetter = before === undefined || progress(claim.connection) >= progress(before.connection);
    if (isBetter) used.set(attempt, claim);
    const loser = isBetter ? before : claim;
    if (loser !== undefined) unused.push(loser);
  }
  return { used, unused };
}

/** Frame at which a connection was used: its first payload, or its end when it carried none. */
export function useFrame(connection: Connection): number {
  const frames = connection.flows.map((flow) => flow?.firstDataFrame ?? 0).filter((frame) => frame > 0);
  if (frames.length > 0) return Math.min(...frames);
  const closing = connection.events.find(({ kind }) => kind === 'fin' || kind === 'rst');
  return closing?.frame ?? connection.lastFrame;
}

/** Transfer commands of one announcement. */
interface Group {
  readonly attempts: readonly Attempt[];
  /** For each of them the frame from which it, or one after it, is under way. */
  readonly since: readonly number[];
}

function inOrder(attempts: readonly Attempt[]): Group {
  const since: number[] = [];
  let soonest = Number.POSITIVE_INFINITY;
  for (let i = attempts.length - 1; i > 0; i--) {
    const previous = attempts[i - 1] as Attempt;
    const { frame } = (attempts[i] as Attempt).exchange;
    // A pipelined command is under way only when the one before it is answered.
    soonest = Math.min(soonest, Math.max(frame, finalReply(previous.exchange)?.frame ?? 0));
    since.push(soonest);
  }
  return { attempts, since: [0, ...since.reverse()] };
}

function attemptUnderWay(group: Group | undefined, connection: Connection): Attempt | null {
  if (group === undefined) return null;
  return group.attempts[firstPlace(group.since, useFrame(connection) + 1) - 1] ?? null;
}

export function carriedData({ flows }: Connection): boolean {
  return flows.some((flow) => flow !== null && flow.bytes > 0);
}

function progress(connection: Connection): number {
  if (carriedData(connection)) return CARRIED_DATA;
  // Who answers the SYN took the connection, whether or not the ACK was captured.
  return connection.established || connection.events.some(({ kind }) => kind === 'syn-ack') ? OPENED : 0;
}

function canHaveUsed(attempt: Attempt, connection: Connection): boolean {
  if (progress(connection) === OPENED) return !wasRefused(attempt);
  // It was completed over another one, whose announcement was not captured.
  return !(outcomeOf(attempt.exchange, null) === 'completed' && wasNeverOpened(connection));
}

/** Whether nothing but SYNs and resets was sent. */
function wasNeverOpened({ established, flows, events }: Connection): boolean {
  if (established) return false;
  return flows.every((flow, end) => {
    const attempts = events.filter(({ kind, direction }) => direction === end && (kind === 'syn' || kind === 'rst'));
    return flow === null || flow.segments === attempts.length;
  });
}

/** The server turned the command down for itself, before or without a look at the data connection. */
function wasRefused({ exchange }: Attempt): boolean {
  return outcomeOf(exchange, null) === 'refused';
}
