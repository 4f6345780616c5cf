import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VIEWS } from '../../src/cli/options.js';
import { ENVIRONMENT, runCommand } from '../support/golden.js';

const FAKE = fileURLToPath(new URL('fake-ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);
const shell = (line: string) => spawnSync('bash', ['--norc', '-c', line], { encoding: 'utf8', env: ENVIRONMENT });
const run = (...args: string[]) => runCommand(FAKE, args);

const CODES: readonly { inputs: string[]; code: number }[] = [
  { inputs: ['good.pcap'], code: 0 },
  { inputs: ['empty.pcap'], code: 0 },
  { inputs: ['bad.pcap'], code: 3 },
  { inputs: ['cut.pcap'], code: 4 },
  { inputs: ['cut.pcap', 'bad.pcap', 'good.pcap'], code: 3 },
  { inputs: ['cut.pcap', 'good.pcap'], code: 4 },
  { inputs: ['bug.pcap'], code: 70 },
  { inputs: ['thrown.pcap'], code: 70 },
];

for (const { inputs, code } of CODES) {
  test(`${inputs.join(' ')} exits with ${code}`, () => assert.equal(run(...inputs).code, code));
}

/** The sample's session 1 has an error, session 2 remarks only, session 3 nothing. */
const FAIL_ON: readonly { args: string; code: number }[] = [
  { args: 'good.pcap --fail-on never', code: 0 },
  { args: 'good.pcap --fail-on info', code: 1 },
  { args: 'good.pcap --fail-on warning', code: 1 },
  { args: 'good.pcap --fail-on error', code: 1 },
  { args: 'good.pcap --fail-on error --session 2', code: 0 },
  { args: 'good.pcap --fail-on warning --session 2', code: 0 },
  { args: 'good.pcap --fail-on info --session 2', code: 1 },
  { args: 'good.pcap --fail-on info --session 3', code: 0 },
  { args: 'good.pcap --fail-on info --session 3 --session 1', code: 1 },
  { args: 'empty.pcap --fail-on info', code: 0 },
  { args: 'good.pcap empty.pcap --fail-on error', code: 1 },
  { args: 'empty.pcap good.pcap --fail-on error', code: 1 },
  { args: 'good.pcap cut.pcap --fail-on error', code: 4 },
  { args: 'cut.pcap bad.pcap good.pcap --fail-on error', code: 3 },
  { args: 'good.pcap bad.pcap --fail-on error', code: 3 },
  { args: 'bug.pcap --fail-on error', code: 70 },
];

for (const { args, code } of FAIL_ON) {
  test(`${args} exits with ${code}`, () => assert.equal(run(...args.split(' ')).code, code));
}

for (const view of VIEWS) {
  for (const format of ['table', 'json', 'ndjson', 'csv', 'markdown', 'html']) {
    test(`${view} --format ${format} knows --fail-on, and prints the same with it`, () => {
      const folderOfTables =
        (view === 'summary' || view === 'lab') && format === 'csv' ? ['--output', inFolder('fail-on')] : [];
      const args = [view, 'good.pcap', '--format', format, ...folderOfTables];
      const { code, stdout } = run(...args, '--fail-on', 'error');
      assert.equal(code, 1);
      assert.equal(stdout, run(...args).stdout);
    });
  }
}

test('findings.csv is the table of diagnose', () => {
  const out = inFolder('findings');
  run('good.pcap', 'cut.pcap', '--format', 'csv', '--output', out);
  assert.equal(
    readFileSync(join(out, 'findings.csv'), 'utf8'),
    run('diagnose', 'good.pcap', 'cut.pcap', '--format', 'csv').stdout,
  );
});

test('an unreadable capture does not stop the others', () => {
  const { stdout, stderr } = run('bad.pcap', 'good.pcap', '--format', 'json');
  const { captures } = JSON.parse(stdout) as { captures: { path: string }[] };
  assert.deepEqual(
    captures.map(({ path }) => path),
    ['good.pcap'],
  );
  assert.match(stderr, /^ftpscope: bad\.pcap: is no capture: \\x1b\[31mit starts with "%PDF"$/m);
});

test('nothing is printed when nothing can be read', () => {
  for (const format of ['table', 'json', 'ndjson', 'csv']) {
    assert.equal(run('transfers', 'bad.pcap', '--format', format).stdout, '');
  }
});

test('a bug prints one line and no stack', () => {
  for (const name of ['bug.pcap', 'thrown.pcap']) {
    const { stderr } = run(name);
    assert.match(stderr, /^ftpscope: internal error: .*\n$/);
    assert.doesNotMatch(stderr, /\bat /);
  }
  const debug = runCommand(FAKE, ['bug.pcap'], { env: { NODE_DEBUG: 'ftpscope' } });
  assert.match(debug.stderr, /\bat /);
});

test('warnings go to standard error', () => {
  assert.match(run('good.pcap', '--format', 'json').stderr, /^ftpscope: good\.pcap: frame 1234: the file ends/m);
});

test('--session selects, and says when there is no such session', () => {
  const { stdout, stderr, code } = run('good.pcap', '--format', 'json', '--session', '2', '--session', '9');
  const { captures } = JSON.parse(stdout) as { captures: { sessions: { id: number }[] }[] };
  assert.deepEqual(
    captures[0]?.sessions.map(({ id }) => id),
    [2],
  );
  assert.match(stderr, /^ftpscope: good\.pcap: no session 9; it has 3$/m);
  assert.equal(code, 0);
});

test('several captures have a capture column, one has none', () => {
  assert.match(
    run('transfers', 'a.pcap', 'b.pcap', '--format', 'csv').stdout,
    /^capture,session,[\s\S]*\na\.pcap,1,[\s\S]*\nb\.pcap,1,/,
  );
  assert.match(run('transfers', 'a.pcap', '--format', 'csv').stdout, /^session,/);
});

test('a reader that has seen enough is no error', () => {
  for (const args of ['timeline long.pcap', 'long.pcap --format json', 'timeline long.pcap --format csv']) {
    const { stdout, stderr } = shell(`${process.execPath} ${FAKE} ${args} | head -1; echo "\${PIPESTATUS[0]}"`);
    assert.match(stdout, /\n0\n$/, args);
    assert.equal(stderr, '', args);
  }
});

test('the exit code survives the closed pipe', () => {
  const { stdout } = shell(
    `${process.execPath} ${FAKE} bad.pcap long.pcap 2>/dev/null | true; echo "\${PIPESTATUS[0]}"`,
  );
  assert.equal(stdout, '3\n');
});

test('standard output that is full', { skip: !existsSync('/dev/full') }, () => {
  const { stderr, status } = shell(`${process.execPath} ${FAKE} good.pcap > /dev/full`);
  assert.match(stderr, /standard output: cannot be written: no space left on device/);
  assert.equal(status, 2);
});

test('a timeline of 200,000 events comes in seconds', () => {
  const began = performance.now();
  assert.equal(run('timeline', 'long.pcap').stdout.split('\n').length > 200_000, true);
  assert.ok(performance.now() - began < 30_000);
});

test('--output writes the report, and nothing else stays', () => {
  const path = inFolder('report.json');
  const { code, stdout } = run('good.pcap', '--format', 'json', '--output', path);
  assert.deepEqual([code, stdout], [0, '']);
  assert.equal(readFileSync(path, 'utf8'), run('good.pcap', '--format', 'json').stdout);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('.')),
    [],
  );
});

test('a failure leaves the old file as it was', () => {
  const path = inFolder('kept.txt');
  writeFileSync(path, 'before');
  for (const input of ['bad.pcap', 'bug.pcap', 'thrown.pcap']) {
    run(input, '--output', path);
    assert.equal(readFileSync(path, 'utf8'), 'before', input);
  }
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('.')),
    [],
  );
});

test('a capture is never overwritten, whatever it is called', () => {
  const capture = inFolder('capture.pcap');
  writeFileSync(capture, 'precious');
  linkSync(capture, inFolder('hard.pcap'));
  symlinkSync(capture, inFolder('soft.pcap'));
  mkdirSync(inFolder('sub'));
  for (const output of ['capture.pcap', 'hard.pcap', 'soft.pcap', 'sub/../capture.pcap']) {
    const { code, stderr } = run(capture, '--output', `${folder}/${output}`);
    assert.deepEqual([code, readFileSync(capture, 'utf8')], [2, 'precious'], output);
    assert.match(stderr, /is one of the captures/);
  }
  const fromStdin = shell(`${process.execPath} ${FAKE} - --output ${capture} < ${capture}`);
  assert.equal(fromStdin.status, 2);
  assert.equal(readFileSync(capture, 'utf8'), 'precious');
});

test('a link is followed and stays a link; permissions stay', () => {
  const target = inFolder('target.txt');
  writeFileSync(target, '', { mode: 0o600 });
  symlinkSync(target, inFolder('link.txt'));
  assert.equal(run('good.pcap', '--output', inFolder('link.txt')).code, 0);
  assert.match(readFileSync(target, 'utf8'), /Sessions/);
  assert.equal(statSync(target).mode & 0o777, 0o600);
});

const UNWRITABLE: readonly { output: string; message: RegExp }[] = [
  { output: inFolder('missing/x.txt'), message: /cannot be written: no such folder/ },
  { output: folder, message: /is a folder/ },
  { output: '/dev/full', message: /cannot be written: no space left/ },
];

for (const { output, message } of UNWRITABLE) {
  test(`--output that cannot be written: ${message.source}`, () => {
    const { code, stderr } = run('good.pcap', '--output', output);
    assert.equal(code, 2);
    assert.match(stderr, message);
  });
}

test('a summary as CSV is a file a table', () => {
  const out = inFolder('tables/new');
  const { code, stdout } = run('good.pcap', 'cut.pcap', '--format', 'csv', '--output', out);
  assert.deepEqual([code, stdout], [4, '']);
  assert.deepEqual(readdirSync(out).sort(), [
    'captures.csv',
    'findings.csv',
    'replies.csv',
    'sessions.csv',
    'transfers.csv',
    'unpaired-data-connections.csv',
    'warnings.csv',
  ]);
  assert.match(
    readFileSync(join(out, 'captures.csv'), 'utf8'),
    /^capture,path,[\s\S]*\ngood\.pcap,[\s\S]*\ncut\.pcap,/,
  );
  assert.equal(
    readFileSync(join(out, 'transfers.csv'), 'utf8'),
    run('transfers', 'good.pcap', 'cut.pcap', '--format', 'csv').stdout,
  );
});
