/** What --output leaves behind: the whole report or the file as it was. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT, runCommand } from '../support/golden.js';

const FAKE = fileURLToPath(new URL('fake-ftpscope.js', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);
const run = (...args: string[]) => runCommand(FAKE, args);
const shell = (line: string) => spawnSync('bash', ['--norc', '-c', line], { encoding: 'utf8', env: ENVIRONMENT });
const node = `${process.execPath} ${FAKE}`;

/** A file may have 16 KiB: what a disk that fills up does, without a disk. */
const FULL = `ulimit -f 16; trap '' XFSZ;`;

describe('a disk that fills up', () => {
  test('leaves no half file', () => {
    const { status, stderr } = shell(`${FULL} ${node} timeline long.pcap --output ${inFolder('report.txt')}`);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /report\.txt: cannot be written: /);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('leaves the old file', () => {
    writeFileSync(inFolder('report.txt'), 'before');
    assert.equal(shell(`${FULL} ${node} timeline long.pcap --output ${inFolder('report.txt')}`).status, 2);
    assert.equal(readFileSync(inFolder('report.txt'), 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), ['report.txt']);
  });

  test('leaves every table of a folder as it was', () => {
    const out = inFolder('tables');
    assert.equal(run('good.pcap', '--format', 'csv', '--output', out).code, 0);
    const tables = readdirSync(out).sort();
    for (const name of tables) writeFileSync(join(out, name), 'before');
    // The table of reply texts and of sessions is short, that of transfers and captures too: only one is too long.
    const long = Array.from({ length: 2000 }, (_, n) => `good-${n}.pcap`).join(' ');
    assert.equal(shell(`${FULL} ${node} ${long} --format csv --output ${out} 2>/dev/null`).status, 2);
    assert.deepEqual(readdirSync(out).sort(), tables);
    for (const name of tables) assert.equal(readFileSync(join(out, name), 'utf8'), 'before', name);
  });
});

test('the mode of an existing file is kept, whatever the umask', () => {
  const path = inFolder('shared.txt');
  writeFileSync(path, 'before');
  chmodSync(path, 0o666);
  assert.equal(shell(`umask 077; ${node} good.pcap --output ${path}`).status, 0);
  assert.match(readFileSync(path, 'utf8'), /Sessions/);
  assert.equal(statSync(path).mode & 0o777, 0o666);
});

test('a new file has the mode that the umask gives', () => {
  shell(`umask 027; ${node} good.pcap --output ${inFolder('new.txt')}`);
  assert.equal(statSync(inFolder('new.txt')).mode & 0o777, 0o640);
});

test('a file that may not be written is not replaced', { skip: process.getuid?.() === 0 }, () => {
  const path = inFolder('read-only.txt');
  writeFileSync(path, 'before', { mode: 0o444 });
  const { code, stderr } = run('good.pcap', '--output', path);
  assert.deepEqual([code, readFileSync(path, 'utf8')], [2, 'before']);
  assert.match(stderr, /permission denied/);
});

test('a name may be as long as names can be', () => {
  const path = inFolder(`${'n'.repeat(251)}.txt`);
  assert.equal(run('good.pcap', '--output', path).code, 0);
  assert.deepEqual(readdirSync(folder), [`${'n'.repeat(251)}.txt`]);
});

test('/dev/stdout is what standard output is, and is written on', { skip: !existsSync('/dev/stdout') }, () => {
  const path = inFolder('all.txt');
  assert.equal(shell(`{ echo before; ${node} good.pcap --output /dev/stdout; echo after; } > ${path}`).status, 0);
  assert.match(readFileSync(path, 'utf8'), /^before\ngood\.pcap\n[\s\S]*Sessions[\s\S]*after\n$/);
  assert.match(shell(`${node} good.pcap --output /dev/stdout | cat`).stdout, /^good\.pcap\n[\s\S]*Sessions/);
});

test('a file in the memory of /dev/shm is replaced like any other', { skip: !existsSync('/dev/shm') }, () => {
  const shm = mkdtempSync('/dev/shm/ftpscope-');
  try {
    const path = join(shm, 'report.txt');
    writeFileSync(path, 'an older report');
    assert.equal(run('good.pcap', '--output', path).code, 0);
    assert.match(readFileSync(path, 'utf8'), /^good\.pcap\n[\s\S]*Sessions/);
    assert.equal(shell(`${FULL} ${node} timeline long.pcap --output ${path}`).status, 2);
    assert.match(readFileSync(path, 'utf8'), /^good\.pcap\n/);
  } finally {
    rmSync(shm, { recursive: true });
  }
});

test('nothing to report leaves no folder, but those that were there', () => {
  const [there, made] = [inFolder('there'), inFolder('there/made/too')];
  mkdirSync(there);
  assert.equal(run('bad.pcap', '--format', 'csv', '--output', made).code, 3);
  assert.deepEqual(readdirSync(folder, { recursive: true }), ['there']);
  mkdirSync(made, { recursive: true });
  assert.equal(run('bad.pcap', '--format', 'csv', '--output', made).code, 3);
  assert.deepEqual(readdirSync(folder, { recursive: true }).length, 3);
});

test('a link to a file that is not there yet is followed, from folder to folder', () => {
  for (const name of ['there', 'here']) mkdirSync(inFolder(name));
  symlinkSync('../there/second', inFolder('here/first'));
  symlinkSync('third', inFolder('there/second'));
  symlinkSync('here', inFolder('door'));
  assert.equal(run('good.pcap', '--output', inFolder('door/first')).code, 0);
  assert.match(readFileSync(inFolder('there/third'), 'utf8'), /Sessions/);
  assert.deepEqual(
    [readlinkSync(inFolder('here/first')), readdirSync(inFolder('here'))],
    ['../there/second', ['first']],
  );
  symlinkSync('round', inFolder('round'));
  const { code, stderr } = run('good.pcap', '--output', inFolder('round'));
  assert.equal(code, 2);
  assert.match(stderr, /too many links/);
});

for (const path of ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', '/dev/../dev/stdout']) {
  test(`standard output is no folder for the tables of a summary: ${path}`, () => {
    const { code, stdout, stderr } = run('good.pcap', '--format', 'csv', '--output', path);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /name a folder with --output/);
  });
}

test('a named pipe is written to and stays one', () => {
  const pipe = inFolder('pipe');
  const { stdout } = shell(`mkfifo ${pipe}; cat ${pipe} & ${node} good.pcap --output ${pipe}; wait`);
  assert.match(stdout, /Sessions/);
  assert.ok(statSync(pipe).isFIFO());
});

for (const mode of [[], ['--joined']]) {
  test(`none of several captures is overwritten ${mode.join('')}`, () => {
    mkdirSync(inFolder('sub'));
    writeFileSync(inFolder('sub/a.pcap'), 'first');
    writeFileSync(inFolder('sub/captures.csv'), 'second');
    linkSync(inFolder('sub/captures.csv'), inFolder('hard.pcap'));
    symlinkSync(inFolder('sub/captures.csv'), inFolder('soft.pcap'));
    for (const capture of ['sub/captures.csv', 'hard.pcap', 'soft.pcap']) {
      for (const output of ['sub/captures.csv', 'hard.pcap', 'soft.pcap', 'sub']) {
        const format = output === 'sub' ? ['--format', 'csv'] : [];
        const inputs = [inFolder('sub/a.pcap'), inFolder(capture)];
        const { code, stderr } = run(...mode, ...inputs, ...format, '--output', inFolder(output));
        assert.equal(code, 2, `${capture} ${output}`);
        assert.match(stderr, /is one of the captures/);
        assert.equal(readFileSync(inFolder('sub/captures.csv'), 'utf8'), 'second');
        assert.deepEqual(readdirSync(inFolder('sub')).sort(), ['a.pcap', 'captures.csv']);
      }
    }
  });
}
