/** A fixed budget of inputs that a seed decides; `npm run fuzz` tries more. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { analyzeCapture } from '../../src/analyze.js';
import type { Analysis } from '../../src/model/analysis.js';
import { CaptureError } from '../../src/reader/capture/capture-error.js';
import { ROOT } from '../support/golden.js';
import { readCapture } from '../support/pcap-file.js';
import { assertSound } from './invariants.js';
import { boundaries } from './numbers.js';
import { fixturesIn, fuzz, inputOf } from './run.js';

const CAPTURES = join(ROOT, 'fixtures/captures');
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-fuzz-'));
after(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'input.cap');
const COMMAND = join(ROOT, 'build/test/cli/ftpscope.js');

function runAll(args: readonly string[]) {
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8', env, maxBuffer: 2 ** 28 });
}

test('120 inputs keep every promise', async () => {
  const failures: string[] = [];
  await fuzz(
    2026,
    0,
    fixturesIn(CAPTURES),
    /./,
    path,
    (tried) => tried === 120,
    ({ n, input, error }) => failures.push(`${n}: ${input.name}: ${error instanceof Error ? error.stack : error}`),
  );
  assert.deepEqual(failures, []);
});

/** The smallest captures of each format that have a session worth the name. */
function smallest(count: number): string[] {
  const sizes = fixturesIn(CAPTURES).map((file) => ({ name: basename(file), size: statSync(file).size }));
  const bySize = sizes.filter(({ size }) => size > 500).sort((a, b) => a.size - b.size);
  return ['.pcap', '.pcapng'].flatMap((ending) =>
    bySize
      .filter(({ name }) => name.endsWith(ending))
      .slice(0, count)
      .map(({ name }) => name),
  );
}

/** Bytes of each: every kind of block or record is among the first. */
const MOST_CUT = 1000;

describe('a capture cut at any byte keeps what stands before the cut, and says that it is cut', () => {
  for (const name of smallest(1)) {
    test(name, async () => {
      const original = readFileSync(join(CAPTURES, name)).subarray(0, MOST_CUT);
      const starts = boundaries(original);
      let intact = -1;
      let before: unknown = null;
      for (let at = 0; at < original.length; at++) {
        writeFileSync(path, original.subarray(0, at));
        const cut = await analyzeCapture(path).catch((error: unknown) => {
          if (error instanceof CaptureError) return null;
          throw error;
        });
        if (cut === null) continue;
        assertSound(cut);
        const whole = starts.findLast((end) => end <= at) ?? 0;
        assert.equal(cut.complete, starts.includes(at), `complete at ${at}`);
        const content = { sessions: cut.sessions, packets: cut.packets, replyCodes: cut.replyCodes };
        // What is the same at the boundary must stay so up to the next one.
        if (whole === intact) assert.deepEqual(content, before, `cut at ${at}`);
        else [intact, before] = [whole, content];
      }
      assert.notEqual(intact, -1);
    });
  }
});

test('the same seed makes the same inputs', () => {
  const fixtures = fixturesIn(CAPTURES);
  for (const n of [0, 1, 2]) assert.deepEqual(inputOf(5, n, fixtures, /./), inputOf(5, n, fixtures, /./));
});

test('the invariants see what is unsound', async () => {
  const analysis = await analyzeCapture(join(CAPTURES, 'vsftpd-curl-port-get.pcap'));
  assertSound(analysis);
  assert.throws(() => assertSound({ ...analysis, packets: 5 }), /is \d+ of 5/);
  const twice = { ...analysis, sessions: [...analysis.sessions, ...analysis.sessions] };
  assert.throws(() => assertSound(twice), /unique/);
});

test('the command ends with the code of the worst of many inputs, with whole JSON and no stack trace', async () => {
  const fixtures = fixturesIn(CAPTURES);
  const paths: string[] = [];
  let worst = 0;
  const captures: string[] = [];
  for (let n = 0; n < 60; n++) {
    const one = join(folder, `many-${n}.cap`);
    writeFileSync(one, inputOf(77, n, fixtures, /./).bytes);
    paths.push(one);
    const analysis = await analyzeCapture(one).catch((error: unknown) => {
      if (error instanceof CaptureError) return null;
      throw error;
    });
    if (analysis !== null) captures.push(one);
    worst = Math.max(worst, analysis === null ? 3.5 : analysis.complete ? 0 : 3);
  }
  const { status, stdout, stderr } = runAll(['--format', 'json', ...paths]);
  assert.equal(status, worst === 3.5 ? 3 : worst === 3 ? 4 : 0);
  assert.deepEqual(
    (JSON.parse(stdout) as Analysis).captures.map(({ path: name }) => name),
    captures,
  );
  assert.doesNotMatch(stderr, /\n {4}at /);
  const unsafe = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.exec(stderr);
  assert.equal(unsafe, null);
});

test('an input that does not end is a failure that names its seed', () => {
  const program = `
    import { watchdog } from ${JSON.stringify(new URL('watchdog.js', import.meta.url).href)};
    watchdog('seed 9', 0.2).begin(17);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    for (;;);`;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.equal(signal, 'SIGKILL', stderr);
  assert.match(stderr, /^seed 9, input 17 has not ended/);
});

test('timestamps that go back make no time negative', async () => {
  const packets = readCapture(join(CAPTURES, 'vsftpd-curl-port-get.pcap'));
  const times = packets.map(({ time }) => time).reverse();
  writeFileSync(path, pcap(packets.map((packet, n) => ({ ...packet, time: times[n] ?? 0n }))));
  const { sessions } = await analyzeCapture(path);
  const [data] = sessions.flatMap(({ transfers }) => transfers.map((transfer) => transfer.data));
  assert.ok(data);
  assert.deepEqual([data.durationSeconds, data.connectSeconds, data.bytesPerSecond], [0, null, null]);
});
