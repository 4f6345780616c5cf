/** bin/ftpscope.js over the sources that the tests were compiled with, so that no test judges an old dist/. */
import { run } from '../../src/cli/run.js';

// `node --test` takes every file below test/ for a test; then this one has nothing to do.
if (process.env.NODE_TEST_CONTEXT === undefined) process.exit(await run(process.argv.slice(2)));
