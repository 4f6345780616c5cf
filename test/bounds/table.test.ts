/** The table of bounds in ARCHITECTURE.md is that of the code, and a test drives each of them over its edge. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../support/golden.js';
import { rowsOfTable } from './edge.js';

const STAGES = ['storage', 'reader', 'classifier', 'diagnosis', 'cli'];

/** Limits of protocols and of sentences, which bound no buffer. */
const OTHER =
  /^MAX_(LENGTH|WINDOW|WINDOW_SHIFT|DATAGRAM_LENGTH|ADDRESS_LENGTH|EXACT_DIGITS|BITS_IN_MICROSECONDS|RECORD|TICKET|HOPS|QUOTED|NAME|WIDTH|SESSION|LINKS|NAMES)$/;

/** Tests beside the code that drive a bound over its edge: file and title. */
const ELSEWHERE: Readonly<Record<string, readonly [string, string]>> = {
  'cli/side-by-side.ts MAX_WAITING_BYTES': ['cli/worker-line.test.ts', 'more than may wait'],
  'reader/capture/gzip-header.ts MAX_GZIP_HEADER': [
    'reader/capture/gunzip.test.ts',
    'no header: another magic, another method, a name without end',
  ],
  'reader/capture/pcap.ts MAX_CAPTURED_LENGTH': [
    'reader/capture/pcap.test.ts',
    'a captured length beyond the bound stops reading',
  ],
  'reader/capture/pcapng-interfaces.ts MAX_INTERFACES': [
    'reader/capture/pcapng.test.ts',
    'too many interfaces stop reading',
  ],
  'reader/tcp/assembler.ts MAX_PIECES': [
    'reader/tcp/assembler.test.ts',
    'beyond it the oldest holes are one, and no byte is forgotten',
  ],
  'reader/tcp/held-bytes.ts MAX_PIECES': ['reader/tcp/content-hash.test.ts', 'of pieces'],
  'reader/tcp/resent-segments.ts MAX_RESENT': ['reader/tcp/transcript.test.ts', 'of many segments sent again'],
  'reader/tcp/resent-segments.ts MAX_TIMES': ['reader/tcp/transcript.test.ts', '[[999, MAX_TIMES]]'],
  'reader/tcp/sent-segments.ts MAX_REMEMBERED': ['reader/tcp/sent-segments.test.ts', 'of a long stream'],
  'reader/tcp/transcript.ts MAX_HANDSHAKE': ['reader/tcp/transcript.test.ts', 'MAX_HANDSHAKE + 1'],
  'reader/tcp/transcript.ts MAX_RELEASE': ['reader/tcp/transcript.test.ts', '.release.length, MAX_RELEASE'],
  'reader/wire/decode.ts MAX_NESTING': ['reader/wire/tunnels.test.ts', 'nesting is bounded'],
  'reader/wire/fragments.ts MAX_DATAGRAMS': [
    'reader/wire/fragments.test.ts',
    'bounded: a flood of first fragments gives up the oldest',
  ],
  'reader/wire/fragments.ts MAX_RANGES': [
    'reader/wire/fragments.test.ts',
    'bounded: a datagram in countless pieces is given up',
  ],
  'classifier/other-streams.ts MAX_LISTED': [
    'classifier/other-streams.test.ts',
    'many are counted, and the first of them listed',
  ],
};

/** Source files of a stage, from `src` on. */
function filesOf(stage: string): string[] {
  const files = readdirSync(join(ROOT, 'src', stage), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => `${stage}/${file}`);
}

/** `reader/tcp/connection.ts MAX_EVENTS 64` of each constant in the code. */
function inCode(): string[] {
  return STAGES.flatMap((stage) =>
    filesOf(stage).flatMap((file) => {
      const code = readFileSync(join(ROOT, 'src', file), 'utf8');
      return [...code.matchAll(/^(?:export )?const (MAX_[A-Z_]+) = ([^;]+);/gm)]
        .filter(([, name = '']) => !OTHER.test(name))
        .map(([, name, value = '']) => `${file} ${name} ${product(value)}`);
    }),
  ).sort();
}

/** Of factors: `16 * 1024`. */
function product(value: string): number {
  return value.split(' * ').reduce((result, factor) => result * Number(factor.replaceAll('_', '')), 1);
}

/** The bounds that tests of this folder name. */
function drivenHere(): Set<string> {
  const folder = join(ROOT, 'test/bounds');
  const code = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Set(
    [...code.join('').matchAll(/(?:edge|saysBeyond)\(\s*'(\S+\.ts MAX_[A-Z_]+)'/g)].map(([, name = '']) => name),
  );
}

describe('bounds', () => {
  it('stand in the table as in the code', () => {
    const inTable = rowsOfTable().map(({ name, value }) => `${name} ${value}`);
    assert.ok(inTable.length > 40);
    assert.deepEqual(inTable.sort(), inCode());
  });
  it('are each driven over the edge by a test', () => {
    const here = drivenHere();
    const missing = rowsOfTable().filter(({ name }) => !here.has(name) && ELSEWHERE[name] === undefined);
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
    for (const [name, [file, title]] of Object.entries(ELSEWHERE)) {
      assert.ok(readFileSync(join(ROOT, 'test', file), 'utf8').includes(title), `${name}: ${file} has no ${title}`);
    }
  });
});
