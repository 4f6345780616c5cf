/** What the packets of a data connection tell about who answered. */
import type { TcpEnd, TcpEvent } from '../model/analysis.js';
import type { Side } from '../model/endpoint.js';
import type { Text } from '../model/language.js';
import { SIDE } from './phrases.js';
import type { Subject } from './subject.js';

/** The TTL that packets of a side usually have here: on the control connection, else on this one. */
export function usualTtl(side: Side, { session }: Subject, end: TcpEnd | null = null): number | null {
  return session.ends[side]?.ttl ?? end?.ttl ?? null;
}

/** Who sent a reset by its TTL: the host itself, or a device on the way; null when nothing can be compared. */
export function senderByTtl(reset: TcpEvent, side: Side, subject: Subject): 'host' | 'device' | null {
  const usual = usualTtl(side, subject);
  if (usual === null || reset.ttl === undefined) return null;
  return reset.ttl === usual ? 'host' : 'device';
}

/** `its TTL is 255, the server's packets have 52`. */
export function ttlComparison(reset: TcpEvent, side: Side, subject: Subject): Text {
  const usual = usualTtl(side, subject);
  const ttl = reset.ttl ?? 0;
  if (usual === null) return { en: `its TTL is ${ttl}`, zh: `其 TTL 为 ${ttl}` };
  if (usual === ttl) {
    return {
      en: `its TTL is ${ttl}, as in the ${side}'s other packets`,
      zh: `其 TTL 为 ${ttl}，与${SIDE[side].zh}的其他数据包相同`,
    };
  }
  return {
    en: `its TTL is ${ttl}, while the ${side}'s other packets have ${usual}`,
    zh: `其 TTL 为 ${ttl}，而${SIDE[side].zh}的其他数据包为 ${usual}`,
  };
}
