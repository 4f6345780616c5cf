import type { Text } from '../model/language.js';
import { type Attempt, targetOf, worked } from './attempts.js';
import { ofSubject, type Subject } from './subject.js';

interface PortRecord {
  worked: number;
  failed: number;
}

/** Others that worked, for one that failed again and again to stand out. */
const OTHER_PORTS = 2;

/** Fewer ports that worked tell nothing about the range: of so few the next would lie outside by chance. */
const ENOUGH_PORTS = 8;

interface PortRange {
  readonly ports: ReadonlyMap<number, PortRecord>;
  /** Of the ports that worked: how many, the least and the greatest. */
  readonly good: number;
  readonly least: number;
  readonly most: number;
  /** Whether all that failed lie outside the range of those that worked. */
  readonly badLieOutside: boolean;
}

/** How often the passive ports of a session worked and failed. */
const portRange = ofSubject(({ attempts }: Subject): PortRange => {
  const ports = new Map<number, PortRecord>();
  for (const attempt of attempts) {
    const target = attempt.mode === 'passive' ? targetOf(attempt) : null;
    if (target === null) continue;
    const record = ports.get(target.port) ?? { worked: 0, failed: 0 };
    if (worked(attempt)) record.worked++;
    else record.failed++;
    ports.set(target.port, record);
  }
  const good = [...ports].filter(([, record]) => record.worked > 0).map(([number]) => number);
  const bad = [...ports].filter(([, record]) => record.worked === 0).map(([number]) => number);
  const least = good.reduce((x, y) => Math.min(x, y), Number.POSITIVE_INFINITY);
  const most = good.reduce((x, y) => Math.max(x, y), 0);
  return { ports, good: good.length, least, most, badLieOutside: bad.every((n) => n < least || n > most) };
});

/**
 * What the session's other passive ports tell about the one that failed: it fails again and again while others work
 * (P16), or lies outside the range of those that work (P7). A sentence with a blank before it; empty without.
 */
export function portNote(attempt: Attempt, subject: Subject): Text {
  const port = targetOf(attempt)?.port ?? 0;
  const { ports, good, least, most, badLieOutside } = portRange(subject);
  const own = ports.get(port);
  if (own === undefined || own.worked > 0 || good < OTHER_PORTS) return { en: '', zh: '' };
  if (own.failed > 1) {
    return {
      en: ` Port ${port} failed ${own.failed} times while ${good} other passive ports (${least} to ${most}) worked: this one port is closed on the way, or another protocol's gateway takes it.`,
      zh: `端口 ${port} 失败 ${own.failed} 次，而其他 ${good} 个被动端口（${least} 至 ${most}）成功：途中只封锁了这个端口，或其他协议的网关占用了它。`,
    };
  }
  if (good >= ENOUGH_PORTS && badLieOutside) {
    return {
      en: ` The ports that worked lie between ${least} and ${most}; ${port} lies outside: a firewall may open a smaller range than the server uses.`,
      zh: `成功的端口在 ${least} 至 ${most} 之间，${port} 在此范围之外：防火墙放行的范围可能小于服务器使用的范围。`,
    };
  }
  return { en: '', zh: '' };
}

/** Whether one port of several is at fault. */
export function isSinglePort(attempt: Attempt, subject: Subject): boolean {
  return portNote(attempt, subject).en !== '';
}
