import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isWorthWorkers } from '../../src/cli/worth-workers.js';
import { ENVIRONMENT, ROOT } from '../support/golden.js';

const FAKE = fileURLToPath(new URL('fake-ftpscope.js', import.meta.url));
const PARALLEL = fileURLToPath(new URL('parallel-ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

function run(script: string, args: readonly string[], env: Record<string, string>, flags: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, ...args], {
    cwd: ROOT,
    env: { ...ENVIRONMENT, ...env },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
}

const REAL = [
  'vsftpd-curl-port-get.pcap',
  'vsftpd-scripted-active-dropped.pcap',
  'no-such-file.pcap',
  'README-is-no-capture.json',
  'vsftpd-curl-port-get.pcap',
].map((name) => join('fixtures/captures', name));

const COMMAND_LINES: readonly string[] = [
  '--format table',
  'timeline --format table --lang zh',
  'lab --format markdown',
  'diagnose --format html',
  '--format json --session 1 --session 7',
  '--format ndjson',
  'transfers --format csv --bom',
  '--fail-on error',
];

for (const line of COMMAND_LINES) {
  test(`side by side, "${line}" says, prints and returns what it does one after the other`, () => {
    const args = [...line.split(' '), ...REAL];
    const expected = run(PARALLEL, args, { WORTH_BYTES: 'Infinity' });
    assert.equal(expected.status, 3);
    assert.deepEqual(run(PARALLEL, args, { WORTH_BYTES: '0' }), expected);
  });
}

test('side by side, each table of a CSV folder is the same', () => {
  for (const bytes of ['0', 'Infinity']) {
    run(PARALLEL, [...REAL, '--format', 'csv', '--output', join(folder, bytes)], { WORTH_BYTES: bytes });
  }
  const tables = readdirSync(join(folder, '0'));
  assert.equal(tables.length, 7);
  for (const name of tables) {
    assert.equal(readFileSync(join(folder, '0', name), 'utf8'), readFileSync(join(folder, 'Infinity', name), 'utf8'));
  }
});

function files(...names: string[]): string[] {
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, 'some bytes');
    return path;
  });
}

test('side by side, a report of which little may wait for its turn is whole', () => {
  // Behind one that cannot be read, so that some of it is rendered in vain.
  const inputs = files('bad.pcap', 'long-1.pcap', 'good-1.pcap', 'long-2.pcap');
  const args = ['timeline', '--format', 'csv', ...inputs];
  const expected = run(FAKE, args, { WORTH_BYTES: 'Infinity' });
  assert.ok(expected.stdout.length > 5_000_000);
  assert.equal(run(FAKE, args, { WORTH_BYTES: '0', WAITING_BYTES: '1' }).stdout, expected.stdout);
  assert.deepEqual(run(FAKE, args, { WORTH_BYTES: '0' }), expected);
});

test('a worker that runs out of memory is said in a line, and the others are reported', () => {
  const inputs = files('good-1.pcap', 'memory.pcap', 'good-2.pcap');
  const { status, stdout, stderr } = run(FAKE, [...inputs, '--format', 'json'], { WORTH_BYTES: '0' }, [
    '--max-old-space-size=60',
  ]);
  assert.equal(status, 70);
  const { captures } = JSON.parse(stdout) as { captures: { path: string }[] };
  assert.deepEqual(
    captures.map(({ path }) => path),
    [inputs[0], inputs[2]],
  );
  assert.match(stderr, /memory\.pcap: the memory did not suffice for it$/m);
  assert.doesNotMatch(stderr, /\n +at |worker\.js/);
});

test('side by side, many captures are no leak of listeners', () => {
  const inputs = files(...Array.from({ length: 20 }, (_, n) => `good-${n}.pcap`));
  const { status, stderr } = run(FAKE, inputs, { WORTH_BYTES: '0' });
  assert.equal(status, 0);
  assert.doesNotMatch(stderr, /Warning/);
});

test('a worker that runs out of memory with its report is said in a line, and no file is made', () => {
  const inputs = files('good-1.pcap', 'report.pcap', 'good-2.pcap');
  const path = join(folder, 'crash.json');
  const args = [...inputs, '--format', 'json', '--output', path];
  const { status, stderr } = run(FAKE, args, { WORTH_BYTES: '0' }, ['--max-old-space-size=60']);
  assert.equal(status, 70);
  assert.match(stderr, /report\.pcap: the memory did not suffice for it$/m);
  assert.doesNotMatch(stderr, /internal error/);
  assert.ok(!readdirSync(folder).some((file) => file === 'crash.json' || file.startsWith('.')));
});

for (const name of ['bug', 'thrown']) {
  test(`a bug in a worker (${name}) is the bug that it is in the main thread`, () => {
    const inputs = files('good-1.pcap', `${name}.pcap`, 'good-2.pcap');
    const path = join(folder, `${name}.txt`);
    const { status, stderr } = run(FAKE, [...inputs, '--output', path], { WORTH_BYTES: '0' });
    assert.equal(status, 70);
    assert.match(stderr, /^ftpscope: internal error: /m);
    assert.doesNotMatch(stderr, /\n +at /);
    assert.ok(!readdirSync(folder).some((file) => file === `${name}.txt` || file.startsWith('.')));
  });
}

/** Runs before the program does: the system gives no threads, as under a limit of processes (uv_thread_create, EAGAIN). */
const NO_THREADS = `
  import workers from 'node:worker_threads';
  import { syncBuiltinESMExports } from 'node:module';
  workers.Worker = class { constructor() { throw Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' }); } };
  syncBuiltinESMExports();`;

test('where the system gives no threads, captures are read one after the other', () => {
  const inputs = files('good-1.pcap', 'bad.pcap', 'good-2.pcap');
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(NO_THREADS)}`];
  const expected = run(FAKE, inputs, { WORTH_BYTES: 'Infinity' });
  assert.equal(expected.status, 3);
  assert.deepEqual(run(FAKE, inputs, { WORTH_BYTES: '0' }, flags), expected);
});

test('where memory may not be reserved, captures are read one after the other', {
  skip: process.platform !== 'linux',
}, () => {
  const inputs = files('good-1.pcap', 'good-2.pcap', 'good-3.pcap');
  // Enough for one thread, and too little for two.
  const limited = ['-c', 'ulimit -v 1500000; exec "$@"', 'bash', process.execPath, FAKE, ...inputs];
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', ...limited], {
    encoding: 'utf8',
    env: { ...ENVIRONMENT, WORTH_BYTES: '0' },
  });
  assert.deepEqual({ status, stdout, stderr }, run(FAKE, inputs, { WORTH_BYTES: 'Infinity' }));
});

test('a closed pipe ends the workers and is no error', () => {
  const [one, two] = files('long-1.pcap', 'long-2.pcap');
  const line = `${process.execPath} ${FAKE} timeline ${one} ${two} | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', line], {
    encoding: 'utf8',
    env: { ...ENVIRONMENT, WORTH_BYTES: '0' },
  });
  assert.match(stdout, /\n0\n$/);
  assert.equal(stderr, '');
});

test('small captures, one large capture and standard input need no worker', () => {
  const [small, large] = files('small.pcap', 'large.pcap') as [string, string];
  writeFileSync(large, Buffer.alloc(1000));
  const worth = (...inputs: string[]) => isWorthWorkers(inputs, 500);
  assert.equal(worth(large), false);
  assert.equal(worth(large, small, small), false);
  assert.equal(worth(large, large, '-'), false);
  assert.equal(worth(large, large, '/dev/null'), false);
  assert.equal(worth(large, large), true);
  assert.equal(worth(large, ...Array.from({ length: 50 }, () => small)), true);
  assert.equal(worth(large, large, 'no-such-file'), true);
});
