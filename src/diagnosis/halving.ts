/** The last of a list of which the condition holds, where it holds for all before it: a session may have thousands. */
export function lastWhere<T>(list: readonly T[], holds: (element: T) => boolean): T | null {
  return list[countWhere(list, holds) - 1] ?? null;
}

/** The first of which it no longer holds. */
export function firstAfter<T>(list: readonly T[], holds: (element: T) => boolean): T | null {
  return list[countWhere(list, holds)] ?? null;
}

function countWhere<T>(list: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
