/** Ports as a table names them. */
import type { ViewContext } from '../context.js';

/** Ports that are listed one by one; more are told as a range. */
const MAX_PORTS = 5;

/** `20`, `40001, 40003`, `50035-50361 (8 ports)`; empty without any. */
export function portList(ports: readonly number[], { words }: ViewContext): string {
  const all = [...new Set(ports)].sort((a, b) => a - b);
  if (all.length <= MAX_PORTS) return all.join(', ');
  return words.lab.portRange(all[0] ?? 0, all.at(-1) ?? 0, all.length);
}
