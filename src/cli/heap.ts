import { setFlagsFromString } from 'node:v8';

/** Releases of Node.js whose V8 knows these flags; a later one would complain on standard error. */
const KNOWN = [20, 22, 24, 26];

/**
 * Lets the heap grow by a quarter between two collections instead of up to fourfold, and the nursery not at all: what is
 * live is small however large the capture, and the rest would be garbage that waits.
 */
export function keepHeapSmall(): void {
  if (!KNOWN.includes(Number.parseInt(process.versions.node, 10))) return;
  setFlagsFromString('--heap-growing-percent=25');
  setFlagsFromString('--semi-space-growth-factor=1');
}
