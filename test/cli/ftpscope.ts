/** bin/ftpscope.js over the sources that the tests were compiled with, so that no test judges an old dist/. */
import { run } from '../../src/cli/run.js';

process.exit(await run(process.argv.slice(2)));
