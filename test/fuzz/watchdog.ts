/** Makes an input that never ends a failure that names it, in place of a run that hangs. */
import { Worker } from 'node:worker_threads';

/** An input that takes longer has not ended: most take milliseconds, on a busy machine too. */
const MOST_SECONDS = 120;

const WATCH = `
  const { workerData: { beat, seconds, what } } = require('node:worker_threads');
  let last = -1;
  setInterval(() => {
    const now = Atomics.load(beat, 0);
    if (now === last) {
      require('node:fs').writeSync(2, what + ', input ' + now + ' has not ended after ' + seconds + ' seconds\\n');
      process.kill(process.pid, 'SIGKILL');
    }
    last = now;
  }, seconds * 1000);`;

export interface Watchdog {
  /** Input `n` begins. */
  readonly begin: (n: number) => void;
  readonly stop: () => Promise<number>;
}

/** @param what the run, to be named with the input: its seed. */
export function watchdog(what: string, seconds = MOST_SECONDS): Watchdog {
  const beat = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCH, { eval: true, execArgv: [], workerData: { beat, seconds, what } });
  worker.unref();
  return { begin: (n) => Atomics.store(beat, 0, n), stop: () => worker.terminate() };
}
