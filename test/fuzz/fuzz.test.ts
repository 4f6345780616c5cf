/** A fixed budget of inputs that a seed decides; `npm run fuzz` tries more. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { analyzeCapture } from '../../src/analyze.js';
import { seeded } from '../bench/conversations.js';
import { ROOT } from '../support/golden.js';
import { readCapture } from '../support/pcap-file.js';
import { costOf } from './bombs/tell.js';
import { assertSound } from './invariants.js';
import { fixturesIn, fuzz, inputOf, tryInput } from './run.js';

const CAPTURES = join(ROOT, 'fixtures/captures');
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-fuzz-'));
after(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'input.cap');

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

test('a small capture cut anywhere keeps what stands before the cut', async () => {
  const name = 'vsftpd-scripted-login-refused.pcap';
  const original = readFileSync(join(CAPTURES, name));
  const step = Math.ceil(original.length / 150);
  for (let at = 0; at < original.length; at += step) {
    const input = { name: `${name} cut at ${at}`, original, bytes: original.subarray(0, at), intact: at };
    await tryInput(input, path, seeded(at), false);
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

test('the command ends with a code of the contract and without a stack trace', async () => {
  const fixtures = fixturesIn(CAPTURES);
  for (let n = 0; n < 8; n++) {
    const { bytes, name } = inputOf(77, n, fixtures, /./);
    writeFileSync(path, bytes);
    const { code, stderr } = await costOf(ROOT, ['--format', 'json', path]);
    assert.ok([0, 3, 4].includes(code ?? -1), `${name}: exit code ${code}`);
    assert.doesNotMatch(stderr, /\n {4}at /, name);
  }
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
