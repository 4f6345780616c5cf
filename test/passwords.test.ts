/** A password stands nowhere in an analysis, unless somebody asked for it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { analyze } from '../src/analyze.js';
import { CaptureWriter } from './bench/capture-writer.js';
import { Control } from './fuzz/bombs/bomb.js';

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
const path = join(folder, 'echo.pcap');

before(() => {
  const writer = new CaptureWriter(path, 'pcap');
  new Control(writer)
    .ask('USER alice', '331 Password?')
    .ask('PASS S3cret!word', '530 No: PASS S3cret!word')
    .ask('PASS 0ther-One', '230 Welcome alice, you said 0ther-One')
    .ask('SITE PSWD 0ther-One new-0ne', '200 It is new-0ne now, no longer 0ther-One')
    // A reply to nothing.
    .reply('421-Bye. What you said was:\r\n PASS 0ther-One\r\n421 .');
  writer.close();
});
after(() => rmSync(folder, { recursive: true }));

const SECRETS = ['S3cret!word', '0ther-One', 'new-0ne'];

it('by itself it is hidden, where the server repeats it too', async () => {
  const text = JSON.stringify(await analyze(path, { transcripts: true }));
  for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  assert.ok(text.includes('Welcome alice, you said ********'));
});

it('asked for, it is shown everywhere', async () => {
  const text = JSON.stringify(await analyze(path, { transcripts: true, showPasswords: true }));
  for (const secret of SECRETS) assert.ok(text.includes(secret), secret);
  assert.ok(!text.includes('********'));
});
