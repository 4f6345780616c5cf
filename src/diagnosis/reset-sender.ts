import type { TcpEnd, TcpEvent } from '../model/analysis.js';
import type { Side } from '../model/endpoint.js';
import type { Subject } from './subject.js';
import { senderByTtl } from './tcp-facts.js';

/** Who sent a reset, and whether that is certain. */
export interface ResetSender {
  readonly by: 'host' | 'device' | 'unknown';
  readonly certain: boolean;
}

/**
 * Who sent a reset in the name of a side. All packets of one connection take one path: among them a TTL that differs at
 * all is another machine's, though one hop alone may be a route that changed.
 */
export function resetSender(reset: TcpEvent, side: Side, end: TcpEnd | null, subject: Subject): ResetSender {
  const own = end?.ttl ?? null;
  const { place } = subject;
  if (own === null || reset.ttl === undefined) {
    return { by: senderByTtl(reset, side, subject) ?? 'unknown', certain: false };
  }
  if (reset.ttl !== own) return { by: 'device', certain: Math.abs(reset.ttl - own) > 1 };
  // Next to the host no device is between it and the capture.
  return { by: 'host', certain: place.at === side || place.at === 'same-host' };
}
