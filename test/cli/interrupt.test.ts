import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT, ROOT } from '../support/golden.js';

const FAKE = fileURLToPath(new URL('fake-ftpscope.js', import.meta.url));
const FTPSCOPE = fileURLToPath(new URL('ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly child: ChildProcess;
  /** Settles when standard error has this many lines `waiting`. */
  waiting(times?: number): Promise<void>;
  says(text: string): Promise<void>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

function start(script: string, args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env: { ...ENVIRONMENT, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const until = (enough: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => enough() && resolve();
      child.stderr.on('data', look);
      child.once('exit', () => reject(new Error(`ended early: ${stderr}`)));
      look();
    });
  const ended = new Promise<Awaited<Run['ended']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return {
    child,
    waiting: (times = 1) => until(() => stderr.split('waiting\n').length > times),
    says: (text) => until(() => stderr.includes(text)),
    ended,
  };
}

const paths = (stdout: string): string[] =>
  (JSON.parse(stdout) as { captures: { path: string }[] }).captures.map(({ path }) => path);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal}: what was read is reported, what was not begun is named`, async () => {
    const run = start(FAKE, ['good.pcap', 'wait.pcap', 'later.pcap', 'last.pcap', '--format', 'json']);
    await run.waiting();
    run.child.kill(signal);
    const { code, stdout, stderr } = await run.ended;
    assert.equal(code, 130);
    assert.deepEqual(paths(stdout), ['good.pcap', 'wait.pcap']);
    assert.match(stderr, /^ftpscope: later\.pcap: interrupted before it was read$/m);
    assert.match(stderr, /^ftpscope: last\.pcap: interrupted before it was read$/m);
  });

  test(`${signal}: a report under --output is written, and nothing else stays`, async () => {
    const path = join(folder, `${signal}.json`);
    const run = start(FAKE, ['wait.pcap', '--format', 'json', '--output', path]);
    await run.waiting();
    run.child.kill(signal);
    assert.equal((await run.ended).code, 130);
    assert.deepEqual(paths(readFileSync(path, 'utf8')), ['wait.pcap']);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      [],
    );
  });
}

test('a second signal ends a process that is busy', async () => {
  const run = start(FAKE, ['busy.pcap']);
  await run.waiting();
  run.child.kill('SIGINT');
  await run.says('computing');
  run.child.kill('SIGINT');
  const { code, signal, stdout } = await run.ended;
  // Without a handler the system ends it; a shell says 130 in both cases.
  assert.ok(code === 130 || signal === 'SIGINT', `${code} ${signal}`);
  assert.equal(stdout, '');
});

test('standard input that is interrupted is reported up to its last packet', async () => {
  const run = start(FTPSCOPE, ['-', '--format', 'json']);
  const capture = createReadStream(join(ROOT, 'fixtures/captures/vsftpd-curl-port-get.pcap'));
  if (run.child.stdin === null) throw new Error('no standard input');
  capture.pipe(run.child.stdin, { end: false });
  await new Promise<void>((resolve) => capture.once('end', () => resolve()));
  // Long enough for a pipe of some kilobytes; without it nothing of the pipe would have been read.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  run.child.stdin.destroy();
  assert.equal(code, 130);
  const { captures } = JSON.parse(stdout) as {
    captures: { packets: number; complete: boolean; warnings: { kind: string; frame?: number }[] }[];
  };
  assert.equal(captures[0]?.packets, 61);
  assert.equal(captures[0]?.complete, false);
  assert.deepEqual(
    captures[0]?.warnings.map(({ kind, frame }) => ({ kind, frame })),
    [{ kind: 'interrupted', frame: 62 }],
  );
  assert.match(stderr, /frame 62: Reading was interrupted; read up to frame 61\./);
});

test('interrupted before anything was read: nothing is printed, no file is made', async () => {
  const path = join(folder, 'nothing.txt');
  const run = start(FTPSCOPE, ['-', '--output', path]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  run.child.kill('SIGINT');
  const { code, stderr } = await run.ended;
  assert.equal(code, 130);
  assert.match(stderr, /^ftpscope: standard input: interrupted before it was read$/m);
  assert.ok(!readdirSync(folder).some((name) => name.includes('nothing') || name.startsWith('.')));
});

test('a named pipe that nobody writes to does not hold the end up', async () => {
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  const run = start(FTPSCOPE, [pipe]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  run.child.kill('SIGINT');
  const { code, signal, stderr } = await run.ended;
  assert.ok(code === 130 || signal === 'SIGINT', `${code} ${signal}`);
  assert.match(stderr, /pipe: interrupted before it was read$/m);
});

test('captures that are read side by side: each is reported as far as it was read', async () => {
  // One in the main thread, and one in a worker for each core.
  const atOnce = availableParallelism() + 1;
  const names = Array.from({ length: atOnce }, (_, n) => `wait-${n}.pcap`);
  const files = [...names, 'later.pcap'].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, 'some bytes');
  const run = start(FAKE, [...files, '--format', 'json'], { WORTH_BYTES: '1' });
  await run.waiting(atOnce);
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  assert.equal(code, 130);
  assert.deepEqual(paths(stdout), files.slice(0, atOnce));
  assert.match(stderr, /later\.pcap: interrupted before it was read$/m);
});

for (const [how, worth] of [
  ['one after the other', 'Infinity'],
  ['side by side', '0'],
]) {
  test(`interrupted while it starts: captures that were to be read ${how} are not begun`, async () => {
    const files = ['good-1.pcap', 'good-2.pcap', 'good-3.pcap', 'good-4.pcap'].map((name) => join(folder, name));
    for (const file of files) writeFileSync(file, 'some bytes');
    const run = start(FAKE, files, { WORTH_BYTES: worth ?? '', INTERRUPTED: '1' });
    const { code, stdout, stderr } = await run.ended;
    assert.equal(code, 130);
    assert.equal(stdout, '');
    assert.equal(stderr, files.map((file) => `ftpscope: ${file}: interrupted before it was read\n`).join(''));
  });
}
