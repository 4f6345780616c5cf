/** How an attempt at a data connection failed in TCP, with the gates applied that make it a fault at all. */
import { type Attempt, synsOf } from './attempts.js';
import type { Quality } from './quality.js';
import type { Subject } from './subject.js';

/** After this long without an answer and without a retry the answer is missing, not late (RFC 6298: 1 s, then 2 s). */
const PATIENCE_SECONDS = 3;

/** A transfer command that is not answered for so long failed, if the capture goes on that long. */
const SILENCE_SECONDS = 5;

/** Replies to a PORT that mean that the server tried to connect at once, and could not. */
const CONNECTED_AT_SETUP: ReadonlySet<number> = new Set([421, 425]);

/** Whether the SYN went unanswered for long enough to mean it, in a capture that would show an answer. */
export function isUnanswered(attempt: Attempt, { quality, session }: Subject): boolean {
  if (attempt.data?.state !== 'syn-unanswered' || !quality.bothDirections) return false;
  const syns = synsOf(attempt);
  const [first] = syns;
  if (first === undefined) return false;
  if (syns.length > 1) return true;
  const gaveUp = attempt.reply !== null && attempt.reply.frame > first.frame && attempt.reply.code >= 400;
  // Others of the session still spoke after it: the capture had not ended.
  return gaveUp || Math.min(quality.endTime, session.end.time) - first.time >= PATIENCE_SECONDS;
}

/** A SYN-ACK that is sent again and again and never acknowledged. */
export function isHalfOpen({ data }: Attempt, { quality }: Subject): boolean {
  if (data?.state !== 'half-open' || !quality.bothDirections) return false;
  return data.events.filter(({ kind }) => kind === 'syn-ack').length > 1;
}

/**
 * A data connection that was due and of which this capture has nothing: the replies say that it failed, or nothing was
 * said for long.
 */
export function isWithoutAttempt(attempt: Attempt, subject: Subject): boolean {
  const { data, transfer, announcement, reply } = attempt;
  const { quality } = subject;
  if (data !== null || announcement === null || quality.dataConnections === 'filtered') return false;
  if (transfer === null) {
    return announcement.accepted === false && attempt.mode === 'active' && CONNECTED_AT_SETUP.has(reply?.code ?? 0);
  }
  if (transfer.dataConnection !== 'never-opened' && transfer.dataConnection !== 'unknown') return false;
  if (transfer.outcome === 'failed') return true;
  return transfer.outcome === 'unknown' && reply === null && waited(attempt, subject) >= SILENCE_SECONDS;
}

/** Seconds from the transfer command to the next thing that is known: the end of the session or of the capture. */
function waited(attempt: Attempt, { quality, session }: Subject): number {
  return (session.end.how === 'open' ? quality.endTime : session.end.time) - attempt.time;
}

/** The highest certainty that the capture allows for the absence of a packet. */
export function certaintyOfAbsence(quality: Quality, isDecided: boolean): 'proven' | 'likely' | 'possible' {
  if (quality.packetsMissing || quality.dataConnections === 'unknown') return 'possible';
  return isDecided ? 'proven' : 'likely';
}

/** Whether TCP did not open the data connection: no answer, a reset, an ICMP error. */
export function isConnectionFailed(attempt: Attempt, subject: Subject): boolean {
  const state = attempt.data?.state;
  if (state === 'refused' || state === 'unreachable') return true;
  return isUnanswered(attempt, subject) || isHalfOpen(attempt, subject);
}

/** A passive announcement that nobody connected to, in a capture that goes on for long enough to show it. */
export function isLeftUnused(attempt: Attempt, { quality, session }: Subject): boolean {
  const { data, transfer, announcement, mode } = attempt;
  if (data !== null || transfer !== null || mode !== 'passive' || announcement?.accepted !== true) return false;
  if (quality.dataConnections !== 'visible' || !quality.bothDirections || quality.packetsMissing) return false;
  return Math.min(quality.endTime, session.end.time) - attempt.time >= PATIENCE_SECONDS || session.end.how !== 'open';
}
