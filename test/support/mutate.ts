/** Captures with packets taken out: what a verdict is worth when its evidence is gone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { type AnalyzeOptions, analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { readCapture } from './pcap-file.js';

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-mutate-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** The analysis of a capture file without the given frames (1-based). */
export function analyzeWithout(path: string, frames: ReadonlySet<number>): Promise<CaptureAnalysis> {
  return analyzePackets(readCapture(path).filter((_, i) => !frames.has(i + 1)));
}

export function analyzePackets(
  packets: readonly ForgedPacket[],
  options: AnalyzeOptions = {},
): Promise<CaptureAnalysis> {
  const path = join(folder, `${++count}.pcap`);
  writeFileSync(path, pcap(packets, { nanoseconds: true }));
  return analyzeCapture(path, options);
}
