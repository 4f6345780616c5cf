/** Whether the announced address can be right, seen from where the capture was made. */
import { addressClass, isUnroutable } from './address-class.js';
import { type Attempt, targetOf } from './attempts.js';
import type { Subject } from './subject.js';

/** What is wrong with an announced address. */
export interface WrongAddress {
  readonly announced: string;
  /** The address that the control connection has for that host. */
  readonly expected: string;
  /** `unusable`: no other host can reach it (0.0.0.0, 127.0.0.1, …). `private`: not from where the peer is. */
  readonly problem: 'unusable' | 'private' | 'other';
  readonly certain: boolean;
}

/** The passive address (227, 228), where it differs from the server's and the client went there, or nowhere. */
export function wrongPassiveAddress(attempt: Attempt, subject: Subject): WrongAddress | null {
  const { announcement, mode, transfer } = attempt;
  const { session, place } = subject;
  const announced = announcement?.advertised?.address;
  const expected = session.server.address;
  if (mode !== 'passive' || announced === undefined || announced === expected) return null;
  if (transfer?.fxp && attempt.data?.state === 'established') return null;
  const target = targetOf(attempt)?.address ?? null;
  if (target !== null && target !== announced) return null;
  // An IPv4 address on an IPv6 connection is another fault: PASV cannot carry the right one.
  if (expected.includes(':') !== announced.includes(':')) return null;
  // Behind a NAT the server announces the address of its outside: the client's is the view that counts.
  if (isUnroutable(expected) && (!isUnroutable(announced) || place.at === 'server')) return null;
  return judge(announced, expected, false);
}

/** The active address (PORT, EPRT), where it differs from the client's and the server went there, or nowhere. */
export function wrongActiveAddress(attempt: Attempt, subject: Subject): WrongAddress | null {
  const { announcement, mode, transfer } = attempt;
  const { session, place } = subject;
  const announced = announcement?.advertised?.address;
  const expected = session.client.address;
  if (mode !== 'active' || announced === undefined || announced === expected) return null;
  if (transfer?.fxp && attempt.data?.state === 'established') return null;
  const target = targetOf(attempt)?.address ?? null;
  if (target !== null && target !== announced) return null;
  // A client behind a NAT that knows its outside announces that, seen before the translation.
  if (isUnroutable(expected) && !isUnroutable(announced)) return null;
  return judge(announced, expected, place.at === 'client');
}

function judge(announced: string, expected: string, isAtAnnouncer: boolean): WrongAddress {
  const kind = addressClass(announced);
  if (kind === 'unspecified' || kind === 'loopback' || kind === 'multicast') {
    return { announced, expected, problem: 'unusable', certain: true };
  }
  const isPrivate = kind !== 'public' && !isUnroutable(expected);
  if (isPrivate) return { announced, expected, problem: 'private', certain: true };
  return { announced, expected, problem: 'other', certain: isAtAnnouncer };
}
