/** Client and server on one host: which of them opened a data connection is told by the dialogue, not by addresses. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { analyzeCapture } from '../src/analyze.js';
import { ACK, FIN } from '../src/reader/wire/segment.js';
import { CaptureWriter } from './bench/capture-writer.js';
import { end, open, say } from './bench/conversations.js';

const HOST = 0x7f000001;
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

test('an announcement that cannot be read still tells who opened the data connection', async () => {
  const path = join(folder, 'one-host.pcap');
  const writer = new CaptureWriter(path, 'pcap');
  const [client, server] = [end(HOST, 40_000, 1000), end(HOST, 2121, 5000)];
  open(writer, client, server);
  say(writer, server, client, '220 ready');
  say(writer, client, server, 'USER alice');
  say(writer, server, client, '230 in');
  say(writer, client, server, 'PASV');
  say(writer, server, client, '227 Entering Passive Mode (127,0,0,1,');
  const [far, near] = [end(HOST, 50_000, 1), end(HOST, 51_000, 1)];
  open(writer, far, near);
  say(writer, client, server, 'RETR a');
  say(writer, server, client, '150 here it comes');
  writer.segment(near, far, ACK, Buffer.from('hello\n'));
  writer.segment(near, far, ACK | FIN, null);
  writer.segment(far, near, ACK | FIN, null);
  say(writer, server, client, '226 done');
  writer.close();
  const { sessions } = await analyzeCapture(path);
  const told = sessions[0]?.transfers.map(({ command, mode, dataConnection, data }) => [
    command,
    mode,
    dataConnection,
    data?.bytes,
  ]);
  assert.deepEqual(told, [['RETR', 'passive', 'captured', 6]]);
});
