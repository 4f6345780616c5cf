/** What became of the data of a transfer once its connection was up. */
import type { Command, Reply, TcpEnd, TcpEvent } from '../model/analysis.js';
import { opposite, type Side } from '../model/endpoint.js';
import type { Text } from '../model/language.js';
import { type Attempt, eventOf } from './attempts.js';
import type { Subject } from './subject.js';

/** The number of bytes as servers that know it write it: `(1200 bytes)`; others round (`46.9 kbytes`). */
const PROMISE = /\((\d{1,15}) bytes?\)/i;

/**
 * Whether TCP connected the two, and both directions were captured, so that what follows is about the data. A reset alone
 * may answer a SYN that the capture lacks.
 */
export function isUp({ data }: Attempt): boolean {
  if (data === null || data.ends.client === null || data.ends.server === null) return false;
  return data.state === 'established' || (data.state === 'mid-stream' && (data.bytes > 0 || data.how === 'fin'));
}

/** Who sends the data; null when neither the command nor the bytes tell. */
export function senderOf({ transfer, data }: Attempt): Side | null {
  if (transfer?.direction === 'upload') return 'client';
  if (transfer?.direction === 'download' || transfer?.direction === 'listing') return 'server';
  if (data === null || data.bytes === 0) return null;
  return data.bytesFromClient > data.bytesFromServer ? 'client' : 'server';
}

/** Payload bytes that a side sent, as far as captured. */
export function bytesFrom({ data }: Attempt, side: Side): number {
  return (side === 'client' ? data?.bytesFromClient : data?.bytesFromServer) ?? 0;
}

export function endOf({ data }: Attempt, side: Side): TcpEnd | null {
  return data?.ends[side] ?? null;
}

/**
 * Whether the replies do not say that it succeeded, was given up, or was never begun, although no reply is missing from
 * the capture.
 */
export function isUnfinished(attempt: Attempt): boolean {
  return mayBeUnfinished(attempt) && (attempt.transfer?.outcome === 'failed' || !attempt.replyMayBeMissing);
}

/** The same, where a reply may be missing: for what the data connection itself shows. */
export function mayBeUnfinished({ transfer }: Attempt): boolean {
  return transfer?.outcome === 'failed' || transfer?.outcome === 'unknown';
}

/**
 * Whether the client did not acknowledge what a completed download or listing had: 226 says that the server handed it to
 * its own TCP, and a short file fits into its send buffer.
 */
export function isUnreceived({ data, transfer }: Attempt): boolean {
  if (data === null || transfer?.outcome !== 'completed' || transfer.direction === 'upload') return false;
  const { client, server } = data.ends;
  if (client === null || server === null || data.state !== 'established') return false;
  if ((server.unacknowledged?.retransmissions ?? 0) > 0) return true;
  return data.missingBytes > 0 && data.bytesFromClient === 0 && server.acknowledgedBytes <= data.bytesFromServer;
}

/** Whether what was said about the transfer cannot be read. */
export function isHidden({ transfer }: Attempt, { session }: Subject): boolean {
  return transfer?.replies.length === 0 && (session.tls !== null || session.protection !== null);
}

/** The size that the preliminary reply names, with the reply. */
export function promiseOf({ transfer }: Attempt): { readonly bytes: number; readonly reply: Reply } | null {
  for (const reply of transfer?.replies ?? []) {
    const named = reply.code < 200 ? PROMISE.exec(reply.text)?.[1] : undefined;
    if (named !== undefined) return { bytes: Number(named), reply };
  }
  return null;
}

/** Whether everything that was promised was seen; false where nothing was promised. */
export function isDelivered(attempt: Attempt): boolean {
  const { data, transfer } = attempt;
  const promise = promiseOf(attempt);
  const sender = senderOf(attempt);
  if (promise === null || sender === null || data === null || data.missingBytes > 0) return false;
  return bytesFrom(attempt, sender) + (transfer?.restart ?? 0) >= promise.bytes;
}

/** `4380 of 8760 bytes`. */
export function progressOf(attempt: Attempt, side: Side): Text {
  const bytes = bytesFrom(attempt, side);
  const promise = promiseOf(attempt)?.bytes ?? null;
  if (promise === null) return { en: `${bytes} bytes`, zh: `${bytes} 字节` };
  return { en: `${bytes} of ${promise} bytes`, zh: `${promise} 字节中的 ${bytes} 字节` };
}

/** When the side last sent payload, else when the connection was up. */
export function lastSent(attempt: Attempt, side: Side): { readonly frame: number; readonly time: number } {
  const { data, frame, time } = attempt;
  const up = eventOf(attempt, 'handshake-ack') ?? eventOf(attempt, 'syn-ack');
  return eventOf(attempt, 'last-byte', side) ?? up ?? { frame: data?.firstFrame ?? frame, time: data?.time ?? time };
}

/** The first FIN or reset of the data connection. */
export function closeOf({ data }: Attempt): TcpEvent | null {
  return data?.events.find(({ kind }) => kind === 'fin' || kind === 'rst') ?? null;
}

/** Who reads the data. */
export function receiverOf(attempt: Attempt): Side | null {
  const sender = senderOf(attempt);
  return sender === null ? null : opposite(sender);
}

/** The end of what the capture can tell of a session, in seconds. */
export function lastKnown({ session, quality }: Subject): number {
  return session.end.how === 'open' ? quality.endTime : session.end.time;
}

/** Commands that were sent behind a frame, in order; found without looking at those before it. */
export function* commandsAfter({ session }: Subject, frame: number): Generator<Command> {
  const { commands } = session;
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((commands[middle]?.frame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < commands.length; i++) yield commands[i] as Command;
}
