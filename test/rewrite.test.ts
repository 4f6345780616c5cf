/** Metamorphic tests: the same packets in another container or link layer, or captured twice, give the same analysis. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { ForgedPacket } from '../fixtures/forge/container/packet.js';
import { pcap } from '../fixtures/forge/container/pcap.js';
import { analyzeCapture } from '../src/analyze.js';
import type { CaptureAnalysis } from '../src/model/analysis.js';
import { comparable } from './support/comparable.js';
import { readCapture } from './support/pcap-file.js';
import { isPlainEthernet, type Rewriting, rewritings, toMicroseconds } from './support/rewrite.js';
import { analysisOptions, type Fixture, fixtures } from './support/truth.js';

/** Larger captures say nothing that smaller ones do not. */
const LARGEST = 200_000;

/** In turn: a capture is rewritten in half of the ways, and each way is tried on half of the captures. */
const EVERY = 2;

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-rewrite-'));
after(() => rmSync(folder, { recursive: true }));

describe('a rewritten capture gives the same analysis', () => {
  const candidates = fixtures().filter(isRewritable);
  it('there are fixtures to rewrite', () => assert.ok(candidates.length >= 40, `${candidates.length} fixtures`));
  for (const [n, rewriting] of rewritings.entries()) {
    describe(rewriting.title, () => {
      const chosen = candidates.filter((_, m) => (n + m) % EVERY === 0);
      for (const fixture of chosen) it(fixture.name, () => check(fixture, rewriting));
    });
  }
});

/** Undamaged, small, Ethernet, without drop counts (which only pcapng holds), not captured twice already. */
function isRewritable({ name, path, truth }: Fixture): boolean {
  if (
    truth.exit ||
    statSync(path).size > LARGEST ||
    /-blocks|-drops|captured-twice|every-packet-twice|undescribed/.test(name)
  )
    return false;
  const packets = readCapture(path);
  return packets.length === truth.tshark?.packets && isPlainEthernet(packets);
}

async function check(fixture: Fixture, rewriting: Rewriting): Promise<void> {
  const packets = readCapture(fixture.path);
  const exact = rewriting.microseconds ? toMicroseconds(packets) : packets;
  const lossless = exact.every((packet, i) => packet.time === packets[i]?.time);
  const baseline = lossless ? fixture.path : write('baseline.pcap', pcap(exact, { nanoseconds: true }));
  const rewritten = rewriting.packets?.(exact) ?? { packets: exact, frames: exact.map((_, i) => i + 1) };
  const file = write(`rewritten.${rewriting.extension}`, rewriting.file(rewritten.packets));
  const [expected, got] = [await analyze(baseline, fixture), await analyze(file, fixture)];
  assert.equal(got.packets, rewritten.packets.length);
  assert.deepEqual(comparable(got, rewritten.frames), comparable(expected, identity(exact)));
}

function identity(packets: readonly ForgedPacket[]): number[] {
  return packets.map((_, i) => i + 1);
}

function analyze(path: string, { truth }: Fixture): Promise<CaptureAnalysis> {
  return analyzeCapture(path, analysisOptions(truth));
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
