/**
 * The command with the made-up analyzer of fake-analyzer.ts; WORTH_BYTES says when captures are read side by side, and
 * WAITING_BYTES how much of their reports may wait. INTERRUPTED interrupts it while it starts.
 */
import { run } from '../../src/cli/run.js';

const { WORTH_BYTES, WAITING_BYTES } = process.env;
const analyzer = new URL('fake-analyzer.js', import.meta.url).href;
const worthBytes = Number(WORTH_BYTES ?? Number.POSITIVE_INFINITY);
const waitingBytes = WAITING_BYTES === undefined ? null : Number(WAITING_BYTES);

// `node --test` takes every file below test/ for a test; then this one has nothing to do.
if (process.env.NODE_TEST_CONTEXT === undefined) {
  const code = run(process.argv.slice(2), { analyzer, worthBytes, waitingBytes });
  if (process.env.INTERRUPTED) process.kill(process.pid, 'SIGINT');
  process.exit(await code);
}
