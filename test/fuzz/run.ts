/** Makes inputs that a seed decides and holds the invariants against each. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { CaptureError } from '../../src/reader/capture/capture-error.js';
import { seeded } from '../bench/conversations.js';
import { dialogueCapture } from './grammar.js';
import { assertSound } from './invariants.js';
import { MUTATORS } from './mutators.js';
import { boundaries, type Damaged, oneOf, pick, type Random } from './numbers.js';
import { assertRenders, FORMATS, VIEWS } from './render.js';
import { watchdog } from './watchdog.js';

/** Larger fixtures teach nothing that smaller ones do not. */
const MOST_BYTES = 60_000;
/** CPU that an input may take: what starting costs, and a share for each byte. Catches squares, not slowness. */
const MOST_MILLISECONDS = 3000;
const MILLISECONDS_A_BYTE = 0.1;

export interface Input extends Damaged {
  readonly name: string;
  /** The bytes before they were damaged. */
  readonly original: Buffer;
}

/** Small captures of the repository. */
export function fixturesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(pcap|pcapng)$/.test(name) && statSync(join(folder, name)).size <= MOST_BYTES)
    .sort()
    .map((name) => join(folder, name));
}

/** Input number `n` of a seed. */
export function inputOf(seed: number, n: number, fixtures: readonly string[], only: RegExp): Input {
  const random = seeded(seed * 1_000_003 + n);
  const mutators = Object.entries(MUTATORS).filter(([name]) => only.test(name));
  const talks = only.test('dialogue') && (mutators.length === 0 || random() < 0.4);
  const fixture = oneOf(random, fixtures);
  const original = talks ? dialogueCapture(random) : readFileSync(fixture);
  const source = talks ? 'dialogue' : (fixture.split('/').at(-1) ?? '');
  if (mutators.length === 0 || (talks && random() < 0.6))
    return { bytes: original, intact: null, original, name: source };
  const [name, mutate] = oneOf(random, mutators);
  return { ...mutate(original, random), original, name: `${source} ${name}` };
}

/** Analyses the bytes by way of `path`; null where they are no capture. */
async function analysisOf(path: string, bytes: Uint8Array, random: Random): Promise<CaptureAnalysis | null> {
  writeFileSync(path, bytes);
  const language = oneOf(random, ['en', 'zh'] as const);
  try {
    return await analyzeCapture(path, { language, transcripts: true });
  } catch (error) {
    if (error instanceof CaptureError) return null;
    throw error;
  }
}

/** Most blocks of a pcapng that have frame numbers in Wireshark and are no packets: custom blocks, journal entries, events. */
function numberedBlocks(bytes: Buffer): number {
  if (bytes.length < 12 || bytes.readUInt32BE(0) !== 0x0a0d0d0a) return 0;
  let count = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    for (const type of [bytes.readUInt32LE(at), bytes.readUInt32BE(at)]) {
      if (type === 0xbad || type === 0x40000bad || type === 9 || (type >= 0x201 && type <= 0x227)) count++;
    }
  }
  return count;
}

/** What the analysis says of the packets, without what it says of the file. */
function contentOf({ sessions, replyCodes, unpairedDataConnections, packets, tcpStreams }: CaptureAnalysis) {
  return JSON.parse(JSON.stringify({ sessions, replyCodes, unpairedDataConnections, packets, tcpStreams }));
}

/** Throws where an invariant does not hold. The input stands in the file `path` while it is tried. */
export async function tryInput(input: Input, path: string, random: Random, everything: boolean): Promise<void> {
  const before = process.cpuUsage();
  const analysis = await analysisOf(path, input.bytes, seeded(1));
  if (analysis === null) return;
  assertSound(analysis, numberedBlocks(input.bytes));
  const pairs = VIEWS.flatMap((view) => FORMATS.map((format) => ({ view, format })));
  const chosen = everything ? pairs : [oneOf(random, pairs), oneOf(random, pairs)];
  for (const { view, format } of chosen) {
    await assertRenders(analysis, view, format, oneOf(random, ['en', 'zh'] as const));
  }
  const { user, system } = process.cpuUsage(before);
  const most = MOST_MILLISECONDS * (everything ? 4 : 1) + input.bytes.length * MILLISECONDS_A_BYTE;
  assert.ok((user + system) / 1000 < most, `${Math.round((user + system) / 1000)} ms for ${input.bytes.length} bytes`);
  if (input.intact === null) return;
  const whole = boundaries(input.original).findLast((end) => end <= (input.intact ?? 0));
  if (whole === undefined) return;
  const intact = await analysisOf(path, input.original.subarray(0, whole), seeded(1));
  if (intact !== null) assert.deepEqual(contentOf(analysis), contentOf(intact), 'what stands before the damage');
}

/** What an input broke. */
export interface Failure {
  readonly n: number;
  readonly input: Input;
  readonly error: unknown;
}

/** Tries inputs from number `from` on until `done` says so; tells of each that broke something. */
export async function fuzz(
  seed: number,
  from: number,
  fixtures: readonly string[],
  only: RegExp,
  path: string,
  done: (tried: number) => boolean,
  tell: (failure: Failure) => void,
): Promise<number> {
  const dog = watchdog(`seed ${seed}`);
  let n = from;
  for (; !done(n - from); n++) {
    dog.begin(n);
    const input = inputOf(seed, n, fixtures, only);
    try {
      await tryInput(input, path, seeded(n), pick(seeded(n + 7), 40) === 0);
    } catch (error) {
      tell({ n, input, error });
    }
  }
  await dog.stop();
  return n - from;
}
