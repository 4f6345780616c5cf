/** Inputs that broke something once keep every promise now. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { analyzeCapture } from '../../src/analyze.js';
import { seeded } from '../bench/conversations.js';
import { ROOT } from '../support/golden.js';
import { tryInput } from './run.js';

const FOLDER = join(ROOT, 'test/fuzz/regressions');
const names = readdirSync(FOLDER).filter((name) => name !== 'README.md');
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-regressions-'));
after(() => rmSync(folder, { recursive: true }));

describe('inputs that broke something', () => {
  for (const name of names) {
    test(name, { timeout: 60_000 }, async () => {
      const file = readFileSync(join(FOLDER, name));
      const bytes = name.endsWith('.gz') ? gunzipSync(file) : file;
      await tryInput({ name, original: bytes, bytes, intact: null }, join(folder, name), seeded(1), false);
    });
  }
  test('each is listed with what it broke', () => {
    const listed = [...readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/^\| `(\S+)` +\|/gm)];
    assert.deepEqual(
      listed.map(([, name]) => name),
      names.sort(),
    );
  });
});

const sessionOf = async (name: string) => (await analyzeCapture(join(FOLDER, name))).sessions[0];

test('a hello that is not whole tells no version', async () => {
  const session = await sessionOf('hello-of-tls-1.3-longer-than-is-kept.pcap.gz');
  assert.deepEqual([session?.tls?.kind, session?.tls?.version], ['explicit', null]);
});

test('times that go back make no time negative', async () => {
  const data = (await sessionOf('times-backwards.pcap'))?.transfers[0]?.data;
  assert.ok(data);
  assert.ok(data.durationSeconds >= 0 && (data.connectSeconds ?? 0) >= 0 && (data.firstByteSeconds ?? 0) >= 0);
});
