/** What is shipped, which is bundled, does what the sources do that all other tests run. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WORTH_BYTES } from '../src/cli/worth-workers.js';
import { ENVIRONMENT, ROOT } from './support/golden.js';

const SHIPPED = join(ROOT, 'bin/ftpscope.js');
const SOURCES = fileURLToPath(new URL('cli/ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

function run(script: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: ENVIRONMENT,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
}

const CAPTURE = 'fixtures/captures/vsftpd-scripted-active-dropped.pcap';

const COMMAND_LINES: readonly string[] = [
  '--help',
  '--version',
  `${CAPTURE}`,
  `timeline --diagram ${CAPTURE}`,
  `replies ${CAPTURE} --format csv`,
  `transfers ${CAPTURE} --lang zh`,
  `diagnose ${CAPTURE} --format html`,
  `lab ${CAPTURE} --format markdown`,
  `${CAPTURE} --format ndjson`,
  `--joined ${CAPTURE} ${CAPTURE} --format json`,
  'no-such-file.pcap',
  '--no-such-option',
];

for (const line of COMMAND_LINES) {
  test(`as shipped: ${line}`, () => {
    const args = line.split(' ');
    assert.deepEqual(run(SHIPPED, args), run(SOURCES, args));
  });
}

test('as shipped, large captures are read side by side', () => {
  const paths = ['a', 'b'].map((name) => {
    const path = join(folder, `${name}.pcap`);
    copyFileSync(join(ROOT, CAPTURE), path);
    // Zeros are damage, which costs nothing to read; the size alone decides.
    truncateSync(path, WORTH_BYTES);
    return path;
  });
  assert.deepEqual(run(SHIPPED, paths), run(SOURCES, paths));
});

test('a summary of a small capture comes from few files', () => {
  const imports = (name: string): readonly string[] =>
    [...readFileSync(join(ROOT, 'dist', name), 'utf8').matchAll(/^(?:import|export) .*from '\.\/([^']+)'/gm)].map(
      (match) => match[1] ?? '',
    );
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const imported of imports(name)) load(imported);
  };
  load('run.js');
  load('analyze.js');
  load('summary.js');
  load('terminal.js');
  assert.ok(loaded.size > 4 && loaded.size <= 30, [...loaded].join(' '));
});
