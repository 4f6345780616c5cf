/** Tests that drive a bound of the table in ARCHITECTURE.md over its edge, titled by it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { CaptureWriter } from '../bench/capture-writer.js';
import { ROOT } from '../support/golden.js';

/** A row: `reader/tcp/connection.ts MAX_EVENTS`. */
export interface Row {
  readonly name: string;
  readonly value: number;
}

/** The rows of the table in its order. */
export function rowsOfTable(): Row[] {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const rows = text.matchAll(/^\| `(\S+\.ts)` \| `(MAX_[A-Z_]+)` \| ([\d,]+) \| (.+) \| (.+) \|$/gm);
  return [...rows].map(([, file, name, value = '']) => ({
    name: `${file} ${name}`,
    value: Number(value.replaceAll(',', '')),
  }));
}

const VALUES = new Map(rowsOfTable().map(({ name, value }) => [name, value]));

/** A test that gets the bound's value from the table; `consequence` is what it sees beyond the edge. */
export function edge(name: string, consequence: string, run: (most: number) => void | Promise<void>): void {
  it(`${name}: ${consequence}`, async () => {
    const most = VALUES.get(name);
    if (most === undefined) throw new Error(`${name} is not in the table`);
    await run(most);
  });
}

/** The analysis of what is written, with transcripts where a lab report would ask for them. */
export function analysisOf(
  write: (writer: CaptureWriter) => void,
  options: { readonly transcripts?: boolean } = {},
): Promise<CaptureAnalysis> {
  return inFile((path) => {
    const writer = new CaptureWriter(path, 'pcap');
    write(writer);
    writer.close();
    return analyzeCapture(path, options);
  });
}

export function analysisOfBytes(bytes: Uint8Array): Promise<CaptureAnalysis> {
  return inFile((path) => {
    writeFileSync(path, bytes);
    return analyzeCapture(path);
  });
}

async function inFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-bounds-'));
  try {
    return await use(join(folder, 'input.cap'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
