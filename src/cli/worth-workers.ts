import { readFileSync, type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Less is read one after the other. A worker takes as long to begin as a hundred megabytes of file transfers to be read,
 * or four of nothing but dialogue; the wrong choice costs less where too many workers begin.
 */
export const WORTH_BYTES = 8 * 1024 * 1024;

/**
 * Whether captures are to be read side by side: what can be read beside the largest of them is worth the workers.
 * Standard input and pipes belong to this thread.
 */
export function isWorthWorkers(paths: readonly string[], worthBytes: number): boolean {
  if (paths.length < 2 || paths.includes('-') || availableParallelism() < 2) return false;
  const sizes: number[] = [];
  for (const path of paths) {
    const status = statOrNull(path);
    if (status?.isFile() === false && !status.isDirectory()) return false;
    sizes.push(status?.size ?? 0);
  }
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return all - Math.max(...sizes) >= worthBytes && !hasLittleAddressSpace();
}

/**
 * Whether there is a limit to the memory that may be reserved (`ulimit -v`, proc(5)). A worker reserves half a gigabyte,
 * of which it uses little, and V8 ends the whole process where it does not get it.
 */
function hasLittleAddressSpace(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^Max address space +\d/m.test(readFileSync('/proc/self/limits', 'latin1'));
  } catch {
    return false;
  }
}

/** Whether there is a regular file of this name. */
export function isFile(path: string): boolean {
  return statOrNull(path)?.isFile() === true;
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
