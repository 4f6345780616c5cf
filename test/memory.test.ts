import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

/** Payload bytes of a segment, and packets a chunk; together a chunk of about 1 MB. */
const PAYLOAD = 1448;
const PACKETS = 700;

const BLOCK = 32 + 54 + PAYLOAD + ((4 - ((54 + PAYLOAD) % 4)) % 4);

/** A pcapng section with one Ethernet interface. */
function header(): Buffer {
  const bytes = Buffer.alloc(48);
  bytes.writeUInt32LE(0x0a0d0d0a, 0);
  bytes.writeUInt32LE(28, 4);
  bytes.writeUInt32LE(0x1a2b3c4d, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeBigInt64LE(-1n, 16);
  bytes.writeUInt32LE(28, 24);
  bytes.writeUInt32LE(1, 28);
  bytes.writeUInt32LE(20, 32);
  bytes.writeUInt16LE(1, 36);
  bytes.writeUInt32LE(262_144, 40);
  bytes.writeUInt32LE(20, 44);
  return bytes;
}

/** A chunk of full-size segments of one connection, from `sequence` on. */
function chunk(sequence: number): Buffer {
  const bytes = Buffer.alloc(BLOCK * PACKETS);
  for (let i = 0; i < PACKETS; i++) {
    const at = i * BLOCK;
    bytes.writeUInt32LE(6, at);
    bytes.writeUInt32LE(BLOCK, at + 4);
    bytes.writeUInt32LE(54 + PAYLOAD, at + 20);
    bytes.writeUInt32LE(54 + PAYLOAD, at + 24);
    const ip = at + 28 + 14;
    bytes.writeUInt16BE(0x0800, ip - 2);
    bytes.writeUInt16BE(0x4500, ip);
    bytes.writeUInt16BE(40 + PAYLOAD, ip + 2);
    bytes.writeUInt16BE(0x4006, ip + 8);
    bytes.writeUInt32BE(0x0a000001, ip + 12);
    bytes.writeUInt32BE(0x0a000002, ip + 16);
    bytes.writeUInt16BE(40_000, ip + 20);
    bytes.writeUInt16BE(50_000, ip + 22);
    bytes.writeUInt32BE((sequence + i * PAYLOAD) % 2 ** 32, ip + 24);
    bytes.writeUInt16BE(0x5010, ip + 32);
    bytes.writeUInt32LE(BLOCK, at + BLOCK - 4);
  }
  return bytes;
}

/** Analyses `megabytes` of such traffic from standard input. */
async function peakMemory(megabytes: number): Promise<{ packets: number; kilobytes: number }> {
  const program = `
    import { analyzeCapture } from 'ftpscope';
    const { packets } = await analyzeCapture('-');
    console.log(JSON.stringify({ packets, kilobytes: process.resourceUsage().maxRSS }));`;
  const child = spawn('node', ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stdin.write(header());
  for (let sent = 0, sequence = 0; sent < megabytes * 1e6; sent += BLOCK * PACKETS) {
    if (!child.stdin.write(chunk(sequence))) await once(child.stdin, 'drain');
    sequence = (sequence + PACKETS * PAYLOAD) % 2 ** 32;
  }
  child.stdin.end();
  await once(child, 'close');
  return JSON.parse(output) as { packets: number; kilobytes: number };
}

test('memory does not follow the size of the capture', async (t) => {
  const small = await peakMemory(100);
  const large = await peakMemory(500);
  t.diagnostic(
    `100 MB: peak ${Math.round(small.kilobytes / 1024)} MB; 500 MB: ${Math.round(large.kilobytes / 1024)} MB`,
  );
  assert.ok(large.packets > small.packets * 4.9, 'all packets were read');
  assert.ok(large.kilobytes < small.kilobytes * 1.25, `${large.kilobytes} KB against ${small.kilobytes} KB`);
});
