/** Properties over generated inputs: the same inputs on every run, and an end in bounded time. */
import fc from 'fast-check';

/** Changing it tries other inputs; a failure prints the seed and path that repeat it. */
const SEED = 20260105;

const TIME_LIMIT_MS = 20_000;

/** Runs a property; the default number of runs fits properties of microseconds. */
export function check<Ts>(property: fc.IProperty<Ts> | fc.IAsyncProperty<Ts>, numRuns = 500): Promise<void> | void {
  return fc.assert(property as fc.IProperty<Ts>, {
    seed: SEED,
    numRuns,
    interruptAfterTimeLimit: TIME_LIMIT_MS,
    markInterruptAsFailure: true,
  });
}

/** Byte strings, one character a byte. */
export const byteString = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'));

/** Places where a byte string is cut; see `cutAt`. */
export const cuts = fc.array(fc.nat(), { maxLength: 30 });

/** The bytes in pieces, cut at places that need not fit. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const offsets = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...offsets].map((start, i) => bytes.subarray(start, offsets[i] ?? bytes.length));
}
