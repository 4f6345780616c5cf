import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const module = (name: string) => JSON.stringify(new URL(`../../src/cli/${name}.js`, import.meta.url).href);

/** Bytes of the nursery behind much garbage that outlives a few collections. */
const NURSERY = `
  const { getHeapSpaceStatistics } = await import('node:v8');
  let alive = [];
  for (let n = 0; n < 3e6; n++) {
    alive.push({ n });
    if (alive.length > 20_000) alive = [];
  }
  console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);`;

function nursery(before: string): number {
  const code = `const { keepHeapSmall } = await import(${module('heap')}); keepHeapSmall(); ${before} ${NURSERY} process.exit()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return Number(stdout);
}

// V8 takes the limit back for all threads whenever one begins.
test('the nursery stays as small beside a worker as without one', () => {
  const worker = `
    const { Worker } = await import('node:worker_threads');
    await new Promise((resolve) => new Worker(new URL(${module('worker')}), { execArgv: [] }).once('exit', resolve));`;
  assert.ok(nursery('') <= 4 * 2 ** 20);
  assert.equal(nursery(worker), nursery(''));
});
