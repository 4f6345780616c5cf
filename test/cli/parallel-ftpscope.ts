/** The command; WORTH_BYTES says when captures are read side by side. */
import { run } from '../../src/cli/run.js';

// `node --test` takes every file below test/ for a test; then this one has nothing to do.
if (process.env.NODE_TEST_CONTEXT === undefined) {
  const worthBytes = Number(process.env.WORTH_BYTES);
  process.exit(await run(process.argv.slice(2), { analyzer: null, worthBytes, waitingBytes: null }));
}
