/** Time bombs: four times the input may take no more than what is linear, with room for what is noise. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import { CaptureError } from '../../src/reader/capture/capture-error.js';
import { BOMBS } from './bombs/index.js';

/** Four times the input may take this many times as long: 4 for what is linear, 16 for a square. */
const MOST_OF_FOUR = 10;
/** CPU below this is noise. */
const LEAST_MILLISECONDS = 60;

/** Those that found something once, or that are of a kind of their own; `npm run fuzz -- --bombs` has them all. */
const TRIED = [
  'corrupt-length',
  'block-of-4-gb',
  'gzip-bomb-in-a-block',
  'ports-refused',
  'reply-of-lines',
  'line-of-a-server',
  'completed',
  'failed-syn-unanswered',
  'superseded',
  'half-open-data',
  'sessions',
  'encrypted-sessions',
  'leftovers',
  'control-every-other',
  'data-shuffled',
];

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-bombs-'));
after(() => rmSync(folder, { recursive: true }));

/** CPU milliseconds. */
async function cost(path: string): Promise<number> {
  const before = process.cpuUsage();
  await analyzeCapture(path).catch((error: unknown) => {
    if (!(error instanceof CaptureError)) throw error;
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

for (const { name, what, small, write } of BOMBS.filter((bomb) => TRIED.includes(bomb.name))) {
  test(`${name}: ${what}`, async () => {
    const path = join(folder, `${name}.cap`);
    write(path, small / 2);
    const once = await cost(path);
    write(path, small * 2);
    const four = await cost(path);
    rmSync(path);
    const most = Math.max(once, LEAST_MILLISECONDS) * MOST_OF_FOUR;
    assert.ok(four < most, `${Math.round(once)} ms for ${small / 2}, ${Math.round(four)} ms for ${small * 2}`);
  });
}
