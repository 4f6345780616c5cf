import { type Attempt, worked } from './attempts.js';

/** What happened before and after an attempt in its session. */
export interface History {
  /** Its place among the attempts. */
  readonly index: number;
  /** The last attempt before it, in the same mode, that worked. */
  readonly earlierSuccess: Attempt | null;
  /** The next attempt that worked, where it is the same transfer by another method: a fallback. */
  readonly fallback: Attempt | null;
}

/** The history of every attempt, in two passes over them. */
export function historiesOf(attempts: readonly Attempt[]): ReadonlyMap<Attempt, History> {
  const fallbacks: (Attempt | null)[] = [];
  let next: Attempt | null = null;
  for (let i = attempts.length - 1; i >= 0; i--) {
    const attempt = attempts[i] as Attempt;
    fallbacks[i] = next !== null && isFallback(attempt, next) ? next : null;
    if (worked(attempt)) next = attempt;
  }
  const histories = new Map<Attempt, History>();
  const last: Partial<Record<Attempt['mode'], Attempt>> = {};
  for (const [index, attempt] of attempts.entries()) {
    const earlierSuccess = last[attempt.mode] ?? null;
    const fallback = fallbacks[index] ?? null;
    histories.set(attempt, { index, earlierSuccess, fallback });
    if (worked(attempt)) last[attempt.mode] = attempt;
  }
  return histories;
}

function isFallback(attempt: Attempt, next: Attempt): boolean {
  if (worked(attempt) || next.method === attempt.method) return false;
  const { transfer } = attempt;
  if (transfer === null) return true;
  return transfer.command === next.transfer?.command && transfer.argument === next.transfer.argument;
}
