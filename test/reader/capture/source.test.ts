import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { pump } from '../../../src/reader/capture/source.js';

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-source-'));
after(() => rmSync(folder, { recursive: true }));

for (const readAhead of [true, false]) {
  test(`stopped while a piece is parsed, ${readAhead ? 'read ahead' : 'on demand'}: nothing fails later`, async () => {
    const path = join(folder, 'capture');
    writeFileSync(path, Buffer.alloc(4 * 1024 * 1024));
    const controller = new AbortController();
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    let pieces = 0;
    const reading = pump({ path }, { readAhead, stop: controller.signal }, async () => {
      pieces++;
      await setImmediate();
      controller.abort();
      return true;
    });
    await assert.rejects(reading, { name: 'AbortError' });
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    process.off('unhandledRejection', note);
    assert.equal(pieces, 1);
    assert.deepEqual(unhandled, []);
  });
}
