/** The command with the made-up analyzer of fake-analyzer.ts; WORTH_BYTES says when captures are read side by side. */

import { run } from '../../src/cli/run.js';

const analyzer = new URL('fake-analyzer.js', import.meta.url).href;
const worthBytes = Number(process.env.WORTH_BYTES ?? Number.POSITIVE_INFINITY);

// `node --test` takes every file below test/ for a test; then this one has nothing to do.
if (process.env.NODE_TEST_CONTEXT === undefined)
  process.exit(await run(process.argv.slice(2), { analyzer, worthBytes }));
