/** Hashes of what was transferred against the files that the recorded sessions were made with. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../../src/analyze.js';
import type { Content, Transfer } from '../../../src/model/analysis.js';
import { analysisOptions, CAPTURES, fixtures } from '../../support/truth.js';

/** Size and SHA-256 of files in `FILES` of fixtures/record/lab.py, by Python's hashlib. */
const FILES: Readonly<Record<string, readonly [number, string]>> = {
  'small.txt': [915, 'fee66004905b81bdf017d65fa8a39b65a22f1a58d7fa30ec3850dc45991cc0f2'],
  'notes.txt': [2791, 'c1500797c699a45b2d0474eea42b7da293f203b40f0b39cf0ea801624644957d'],
  'file.bin': [20000, '08f08ab4678a06bf47b5a2b379c42a2909a6b91ad03775135a3ca38b0324a970'],
  'photo.jpg': [48000, '68609155e5db7635f230a7692976261fcc28d52a21b356e8436f2fa5fda03f09'],
  'report.txt': [1430, '379f095f8d2071978c31bdd8180d1e0edafcc1d387cdc2a627fb97acd187bd20'],
  'table.csv': [8, '492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470'],
  'empty.txt': [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  '报告文件.txt': [572, 'd02f8449ea29e1a463938e2355eeb5d296fef63c87f06ed8ab176f20c51cafc5'],
  'Grüße.txt': [365, 'c44b32f70e674afc6c5f39c3b4b1e4a5697ef655c0f8301b442b9c95a0877a2c'],
  'upload.bin': [15000, '2c72057995fb2b86c3611e0a8c256cca488b2220e3edd7130ad36f5f284a2363'],
  'upload.txt': [1819, 'cf0dd77ea0f88554e9dcb158342d077a2ac2010618238eb3fd50fd4898166dc1'],
};

/** Why no hash can be, of whole files in captures that lack some of their bytes. */
const WITHOUT_HASH: Readonly<Record<string, Content['missing']>> = { 'vsftpd-scripted-snaplen-96': 'cut' };

async function transfersOf(path: string, options = {}): Promise<Transfer[]> {
  const { sessions } = await analyzeCapture(path, { ...options, transcripts: true });
  return sessions.flatMap(({ transfers }) => transfers);
}

/** Transfers of one of those files, as it is. */
function isWhole({ command, outcome, restart, data, argument }: Transfer): boolean {
  const size = FILES[nameOf(argument)]?.[0];
  const isFile = command === 'RETR' || (command === 'STOR' && nameOf(argument).startsWith('upload'));
  return isFile && outcome === 'completed' && restart === null && data?.tls === false && data.bytes === size;
}

function nameOf(argument: string | null): string {
  return argument?.split('/').pop() ?? '';
}

describe('the hash of a file that was transferred is that of the file', () => {
  let hashed = 0;
  for (const { name, path, truth } of fixtures().filter(({ truth }) => truth.made.how === 'recorded')) {
    it(name, async () => {
      for (const { id, argument, direction, data } of (await transfersOf(path, analysisOptions(truth))).filter(
        isWhole,
      )) {
        const [, sha256] = FILES[nameOf(argument)] ?? [];
        const missing = WITHOUT_HASH[name] ?? null;
        const { head, ...content } = data?.content ?? {};
        const from = direction === 'upload' ? 'client' : 'server';
        assert.deepEqual(content, { from, sha256: missing === null ? sha256 : null, missing }, `${id} ${argument}`);
        assert.ok((head?.length ?? 0) <= 64);
        hashed++;
      }
    });
  }
  it('there are many', () => assert.ok(hashed >= 90, `${hashed} files`));
});

const rows: { title: string; capture: string; transfer: string; expected: Partial<Content> | null }[] = [
  {
    title: 'bytes that the capture lacks',
    capture: 'vsftpd-scripted-capture-lost-data.pcap',
    transfer: '1.1',
    expected: { from: 'server', sha256: null, missing: 'gap' },
  },
  {
    title: 'a sender that was reset',
    capture: 'vsftpd-scripted-retr-reset-by-router-at-client.pcap',
    transfer: '1.1',
    expected: { from: 'server', sha256: null, missing: 'end' },
  },
  {
    title: 'a capture that begins in the middle of the data connection',
    capture: 'forged-control-mid-stream-download.pcap',
    transfer: '1.1',
    expected: { from: 'server', sha256: null, missing: 'start', head: '' },
  },
  { title: 'encrypted data', capture: 'pureftpd-curl-auth-tls13.pcap', transfer: '1.1', expected: null },
  {
    title: 'a data connection that came to nothing',
    capture: 'pureftpd-scripted-active-refused.pcap',
    transfer: '1.1',
    expected: null,
  },
];

describe('what has no hash says why', () => {
  for (const { title, capture, transfer, expected } of rows) {
    it(title, async () => {
      const transfers = await transfersOf(join(CAPTURES, capture));
      const content = transfers.find(({ id }) => id === transfer)?.data?.content;
      if (expected === null) assert.equal(content, null);
      else assert.deepEqual({ ...content, ...expected }, content);
    });
  }
});

it('nothing of it is there unless it was asked for', async () => {
  const { sessions, otherStreams } = await analyzeCapture(join(CAPTURES, 'vsftpd-curl-port-get.pcap'));
  const [session] = sessions;
  assert.equal(otherStreams, null);
  assert.equal(session?.transcript, null);
  assert.equal(session?.transfers[0]?.data?.transcript, null);
  assert.equal(session?.transfers[0]?.data?.content, null);
});
