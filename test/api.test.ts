import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';

const CAPTURE = 'fixtures/captures/vsftpd-curl-port-get.pcap';

test("import { analyze } from 'ftpscope' gives what --format json prints", () => {
  // By its own name, through package.json's exports, as a user of the package imports it.
  const program = `
    import { analyze } from 'ftpscope';
    process.stdout.write(JSON.stringify(await analyze(${JSON.stringify(CAPTURE)})));`;
  const byImport = execFileSync('node', ['--input-type=module', '-e', program], { encoding: 'utf8' });
  const byCommand = execFileSync('node', ['bin/ftpscope.js', '--format', 'json', CAPTURE], { encoding: 'utf8' });
  assert.deepEqual(JSON.parse(byImport), JSON.parse(byCommand));
});

test('analyze rejects with a CaptureError that has a code', () => {
  const program = `
    import { analyze, CaptureError } from 'ftpscope';
    try { await analyze('package.json'); } catch (error) { console.log(error instanceof CaptureError, error.code); }`;
  const { stdout } = spawnSync('node', ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.equal(stdout.trim(), 'true not-a-capture');
});
