/** The last of a list of which the condition holds, where it holds for all before it: a session may have thousands. */
export function lastWhere<T>(list: readonly T[], holds: (element: T) => boolean): T | null {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1] ?? null;
}
