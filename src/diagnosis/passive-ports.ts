import type { Text } from '../model/language.js';
import { type Attempt, targetOf, worked } from './attempts.js';
import type { Subject } from './subject.js';

interface PortRecord {
  worked: number;
  failed: number;
}

/** Others that worked, for one that failed again and again to stand out. */
const OTHER_PORTS = 2;

/** Fewer ports that worked tell nothing about the range: of so few the next would lie outside by chance. */
const ENOUGH_PORTS = 8;

const records = new WeakMap<Subject, ReadonlyMap<number, PortRecord>>();

/** How often the passive ports of a session worked and failed. */
function portRecords(subject: Subject): ReadonlyMap<number, PortRecord> {
  const known = records.get(subject);
  if (known !== undefined) return known;
  const ports = new Map<number, PortRecord>();
  for (const attempt of subject.attempts) {
    const target = attempt.mode === 'passive' ? targetOf(attempt) : null;
    if (target === null) continue;
    const record = ports.get(target.port) ?? { worked: 0, failed: 0 };
    if (worked(attempt)) record.worked++;
    else record.failed++;
    ports.set(target.port, record);
  }
  records.set(subject, ports);
  return ports;
}

/**
 * What the session's other passive ports tell about the one that failed: it fails again and again while others work
 * (P16), or lies outside the range of those that work (P7). A sentence with a blank before it; empty without.
 */
export function portNote(attempt: Attempt, subject: Subject): Text {
  const port = targetOf(attempt)?.port ?? 0;
  const ports = portRecords(subject);
  const good = [...ports].filter(([, record]) => record.worked > 0).map(([number]) => number);
  const own = ports.get(port);
  if (own === undefined || own.worked > 0 || good.length < OTHER_PORTS) return { en: '', zh: '' };
  const least = good.reduce((a, b) => Math.min(a, b));
  const most = good.reduce((a, b) => Math.max(a, b));
  if (own.failed > 1) {
    return {
      en: ` Port ${port} failed ${own.failed} times while ${good.length} other passive ports (${least} to ${most}) worked: this one port is closed on the way, or another protocol's gateway takes it.`,
      zh: `端口 ${port} 失败 ${own.failed} 次，而其他 ${good.length} 个被动端口（${least} 至 ${most}）成功：途中只封锁了这个端口，或其他协议的网关占用了它。`,
    };
  }
  const bad = [...ports.keys()].filter((number) => ports.get(number)?.worked === 0);
  if (good.length >= ENOUGH_PORTS && bad.every((number) => number < least || number > most)) {
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
