/** How an attempt at a data connection failed in TCP, with the gates applied that make it a fault at all. */
import type { Command } from '../model/analysis.js';
import { type Attempt, synsOf } from './attempts.js';
import { firstAfter } from './halving.js';
import type { Quality } from './quality.js';
import type { Subject } from './subject.js';

/** After this long without an answer and without a retry the answer is missing, not late (RFC 6298: 1 s, then 2 s). */
const PATIENCE_SECONDS = 3;

/** A transfer command that is not answered for so long failed, if the capture goes on that long. */
const SILENCE_SECONDS = 5;

/** Replies to a PORT of a server that connects at once, and could not (pyftpdlib), … */
const CONNECTED_AT_SETUP: ReadonlySet<number> = new Set([421, 425]);
/** … but not of one that did not like the address. */
const ADDRESS_REFUSED = /reject|illegal|match|foreign|not allowed|denied/i;

/** Whether the SYN went unanswered for long enough to mean it, in a capture that would show an answer. */
export function isUnanswered(attempt: Attempt, subject: Subject): boolean {
  return showsAnswers(subject) && looksUnanswered(attempt, subject);
}

/** The same, whatever the capture lacks: for reports that say that it cannot tell. */
export function looksUnanswered(attempt: Attempt, { quality, session }: Subject): boolean {
  if (attempt.data?.state !== 'syn-unanswered') return false;
  const syns = synsOf(attempt);
  const [first] = syns;
  const last = syns.at(-1);
  if (first === undefined || last === undefined) return false;
  // A capture that ends while the client still waits shows nothing but that the answer is not there yet.
  const silence =
    Math.min(quality.endTime, session.end.how === 'open' ? quality.endTime : session.end.time) - first.time;
  if (silence >= PATIENCE_SECONDS) return true;
  const isRefused = attempt.reply !== null && attempt.reply.frame > first.frame && attempt.reply.code >= 400;
  return isRefused || (syns.length > 1 && hasGoneOn(last.frame, session));
}

/** Whether the client gave up on it: it closed the control connection, or said something else. */
function hasGoneOn(frame: number, { commands, end }: Subject['session']): boolean {
  return (end.how !== 'open' && end.frame > frame) || (commands.at(-1)?.frame ?? 0) > frame;
}

/** Whether the absence of an answer means something in this capture: nothing of the session is missing from it. */
export function canTell({ quality }: Subject): boolean {
  return quality.bothDirections && quality.startCaptured && !quality.packetsMissing && !quality.payloadCut;
}

/**
 * Whether this capture would show the answer to a SYN that it has. The snap length cuts the ends of packets, not packets:
 * what is left of a SYN-ACK, a reset or an ICMP error tells it, where the headers are.
 */
export function showsAnswers({ quality }: Subject): boolean {
  return quality.bothDirections && quality.startCaptured && !quality.packetsMissing && !quality.headersCut;
}

/** A SYN-ACK that is sent again and again and never acknowledged. */
export function isHalfOpen({ data }: Attempt, subject: Subject): boolean {
  if (data?.state !== 'half-open' || !showsAnswers(subject)) return false;
  return data.events.filter(({ kind }) => kind === 'syn-ack').length > 1;
}

/**
 * A data connection that was due and of which this capture has nothing: the replies say that it failed, or nothing was
 * said for long.
 */
export function isWithoutAttempt(attempt: Attempt, subject: Subject): boolean {
  return !mayBeFilteredOut(attempt, subject) && canTell(subject) && looksWithoutAttempt(attempt, subject);
}

/**
 * Whether a data connection may simply have been filtered out. A client that does not try at all is rare beside a
 * capture of port 21 alone; at the server a SYN that does not arrive is not.
 */
export function mayBeFilteredOut(attempt: Attempt, { quality, place }: Subject): boolean {
  if (quality.dataConnections === 'filtered') return true;
  return quality.dataConnections === 'unknown' && attempt.mode === 'passive' && place.at !== 'server';
}

/** The same, whatever the capture lacks: for reports that say that it cannot tell. */
export function looksWithoutAttempt(attempt: Attempt, subject: Subject): boolean {
  const { data, transfer, announcement, reply } = attempt;
  if (data !== null || announcement === null) return false;
  if (transfer === null) {
    if (announcement.accepted === true) return isWaitedFor(attempt, subject);
    const wasTried = reply !== null && CONNECTED_AT_SETUP.has(reply.code) && !ADDRESS_REFUSED.test(reply.text);
    return announcement.accepted === false && attempt.mode === 'active' && wasTried;
  }
  if (transfer.dataConnection !== 'never-opened' && transfer.dataConnection !== 'unknown') return false;
  if (transfer.outcome === 'failed') return true;
  return transfer.outcome === 'unknown' && reply === null && waited(attempt, subject) >= silenceOf(subject);
}

/**
 * Whether a client that connects before it sends the transfer command, as most do, gave up on that: nothing is said for
 * long after the passive reply.
 */
function isWaitedFor(attempt: Attempt, subject: Subject): boolean {
  if (attempt.mode !== 'passive') return false;
  const next = nextCommand(attempt.setup, subject.session);
  if (next !== null) return next.time - attempt.time >= SILENCE_SECONDS;
  return waited(attempt, subject) >= silenceOf(subject);
}

/** A client that closes the control connection without a word has given up, and its patience is what it is. */
function silenceOf({ session }: Subject): number {
  return session.end.closedBy === 'client' ? PATIENCE_SECONDS : SILENCE_SECONDS;
}

/** What the client said next after an announcement. */
export function nextCommand(setup: Command | null, { commands }: Subject['session']): Command | null {
  return firstAfter(commands, ({ frame }) => frame <= (setup?.frame ?? 0));
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
