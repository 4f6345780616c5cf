/**
 * The command with a made-up analyzer, for what a real capture cannot bring about at will. The name of an input says
 * what becomes of it: `bad*` is unreadable, `cut*` is damaged, `bug*` hits a bug, `long*` has many commands, `wait*`
 * never ends, anything else is the sample.
 */

import { run } from '../../src/cli/run.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { CaptureError } from '../../src/reader/capture/capture-error.js';
import { empty, first } from '../reporter/sample-analysis.js';
import { at, capture, command, reply, session } from '../reporter/sample-parts.js';

const LONG = 100_000;

const UNREADABLE = {
  en: 'is no capture: \x1b[31mit starts with "%PDF"',
  zh: '不是抓包文件：\x1b[31m开头是“%PDF”',
};

async function analyzeCapture(input: string): Promise<CaptureAnalysis> {
  const name = input.slice(input.lastIndexOf('/') + 1);
  if (name.startsWith('bad')) throw new CaptureError('not-a-capture', UNREADABLE);
  if (name.startsWith('bug')) throw new Error('the bug\nof the day');
  if (name.startsWith('thrown')) {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    return new Promise(() => {});
  }
  if (name.startsWith('wait')) {
    setInterval(() => {}, 1000);
    process.stderr.write('waiting\n');
    return new Promise(() => {});
  }
  if (name.startsWith('empty')) return { ...empty, path: input };
  if (name.startsWith('long')) return long(input);
  return { ...first, path: input, complete: !name.startsWith('cut') };
}

function long(path: string): CaptureAnalysis {
  const commands = Array.from({ length: LONG }, (_, n) =>
    command(2 * n + 4, 'SIZE', `/pub/报告-${n}.txt`, reply(2 * n + 5, 213, String(n))),
  );
  return capture(path, [session(1, at('10.0.0.1', 51234), at('10.0.0.2', 21), { commands })]);
}

// `node --test` takes every file below test/ for a test; then this one has nothing to do.
if (process.env.NODE_TEST_CONTEXT === undefined) {
  process.exit(await run(process.argv.slice(2), async () => analyzeCapture));
}
