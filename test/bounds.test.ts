/** The table of bounds in ARCHITECTURE.md is that of the code, and reaching one is said. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MAX_LINE_BYTES } from '../src/classifier/control/line.js';
import { MAX_REPLY_LINES } from '../src/classifier/control/reply.js';
import { MAX_NOTES } from '../src/classifier/session/dialogue-notes.js';
import { MAX_OPEN_EXCHANGES } from '../src/classifier/session/reply-matcher.js';
import { ROOT } from './support/golden.js';
import { data, read } from './support/transcript.js';

const STAGES = ['storage', 'reader', 'classifier', 'diagnosis'];

/** Limits of protocols and of sentences, which bound no buffer. */
const OTHER =
  /^MAX_(LENGTH|WINDOW|WINDOW_SHIFT|DATAGRAM_LENGTH|ADDRESS_LENGTH|EXACT_DIGITS|BITS_IN_MICROSECONDS|RECORD|TICKET|HOPS|QUOTED|NAME)$/;

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

function inTable(): string[] {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  return [...text.matchAll(/^\| `(\S+\.ts)` \| `(MAX_[A-Z_]+)` \| ([\d,]+) \| (.+) \| (.+) \|$/gm)]
    .map(([, file, name, value = '']) => `${file} ${name} ${value.replaceAll(',', '')}`)
    .sort();
}

describe('bounds', () => {
  it('stand in the table as in the code', () => {
    assert.ok(inTable().length > 40);
    assert.deepEqual(inTable(), inCode());
  });
  const greeting = data('server', '220 ready\r\n');
  const kinds = (...pieces: Parameters<typeof read>[0]) => read([greeting, ...pieces]).notes.map(({ kind }) => kind);
  const EDGES = [
    {
      title: 'length of a line',
      over: (by: number) => kinds(data('client', `SITE ${'x'.repeat(MAX_LINE_BYTES - 5 + by)}\n`)),
      says: 'line-too-long',
    },
    {
      title: 'lines of a reply',
      over: (by: number) =>
        kinds(
          data('client', 'FEAT\r\n'),
          data('server', `211-a\r\n${' b\r\n'.repeat(MAX_REPLY_LINES - 2 + by)}211 c\r\n`),
        ),
      says: 'reply-shortened',
    },
    {
      title: 'open commands',
      over: (by: number) => kinds(data('client', 'NOOP\r\n'.repeat(MAX_OPEN_EXCHANGES + by))),
      says: 'too-many-open-commands',
    },
    {
      title: 'notes of a session',
      over: (by: number) =>
        kinds(
          ...Array.from(
            { length: MAX_NOTES + by },
            () => ({ kind: 'gap', from: 'client', frame: 2, time: 1, length: 1, reason: 'lost' }) as const,
          ),
        ),
      says: 'too-many-notes',
    },
  ];
  for (const { title, over, says } of EDGES) {
    it(`${title}: said beyond the edge, and not before`, () => {
      assert.ok(!over(0).includes(says), `${over(0).slice(-3)}`);
      assert.ok(over(1).includes(says), `${over(1).slice(-3)}`);
    });
  }
});
