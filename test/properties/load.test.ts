/** Much of everything, in linear time and bounded memory. Bounds are generous: they catch squares, not slowness. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  parseEprt,
  parseEpsvReply,
  parseLprt,
  parseLpsvReply,
  parsePasvReply,
  parsePort,
} from '../../src/classifier/control/host-port.js';
import { MAX_LINE_BYTES } from '../../src/classifier/control/line.js';
import { MAX_REPLY_LINES } from '../../src/classifier/control/reply.js';
import type { ControlPiece, Dialogue } from '../../src/classifier/session/dialogue.js';
import { directoryNamed, quotedPath, uniqueName, withoutListOptions } from '../../src/classifier/session/path.js';
import { planTransfers } from '../../src/classifier/session/plan.js';
import { SegmentLog } from '../../src/reader/tcp/segment-log.js';
import { reassemble } from '../../src/reader/tcp/stream.js';
import { A, B, packetOf, segmentOf } from '../support/segments.js';
import { data, read } from '../support/transcript.js';

/** Four times the input may take this many times as long: 4 for what is linear, 16 for a square. */
const MOST_OF_FOUR = 10;
/** Work below this is noise. */
const LEAST_MILLISECONDS = 20;

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Whether `work` on `4 * size` takes about four times as long as on `size`, the fastest of three. */
function assertLinear(size: number, work: (size: number) => unknown): void {
  const fastest = (n: number) => Math.min(...[0, 0, 0].map(() => seconds(() => work(n))));
  const [once, four] = [fastest(size), fastest(size * 4)];
  const most = Math.max(once, LEAST_MILLISECONDS) * MOST_OF_FOUR;
  assert.ok(four < most, `${Math.round(once)} ms for ${size}, ${Math.round(four)} ms for ${size * 4}`);
}

const GREETING = data('server', '220 ready\r\n');

function inTurn(count: number): Dialogue {
  const pieces: ControlPiece[] = [GREETING];
  for (let i = 0; i < count; i++) pieces.push(data('client', 'NOOP\r\n'), data('server', '200 ok\r\n'));
  return read(pieces);
}

describe('dialogues', () => {
  it('100,000 commands, each answered', () => {
    const { exchanges, unmatched } = inTurn(100_000);
    assert.equal(exchanges.length, 100_000);
    assert.ok(exchanges.every(({ replies, state }) => replies.length === 1 && state === 'answered'));
    assert.equal(unmatched.length, 0);
  });
  it('commands in turn take linear time', () => assertLinear(5000, inTurn));
  it('commands that are all sent first take linear time', () =>
    assertLinear(4000, (count) =>
      read([GREETING, data('client', 'NOOP\r\n'.repeat(count)), data('server', '200 ok\r\n'.repeat(count))]),
    ));
  it('commands that are never answered take linear time, and the bound is said', () => {
    const silent = (count: number) => read([GREETING, data('client', 'PASV\r\n'.repeat(count))]);
    assertLinear(5000, silent);
    assert.ok(silent(5000).notes.some(({ kind }) => kind === 'too-many-open-commands'));
  });
  it('replies that no command asked for take linear time', () =>
    assertLinear(5000, (count) => read([GREETING, data('server', '226 done\r\n'.repeat(count))])));
  it('replies that fit no waiting command take linear time', () =>
    assertLinear(5000, (count) =>
      read([GREETING, data('client', 'TYPE I\r\nTYPE A\r\n'), data('server', '226 done\r\n'.repeat(count))]),
    ));
  it('transfers are planned in linear time', () =>
    assertLinear(1000, (count) => {
      const { exchanges } = read([
        GREETING,
        ...Array.from({ length: count }, () => [
          data('client', 'PASV\r\nRETR a\r\n'),
          data('server', '227 (10,0,0,2,4,1)\r\n150 a\r\n226 a\r\n'),
        ]).flat(),
      ]);
      planTransfers(exchanges, '10.0.0.2', true);
    }));
});

describe('lines', () => {
  it('one reply of 200,000 lines keeps its first lines', () => {
    const { exchanges, notes } = read([
      GREETING,
      data('client', 'FEAT\r\n'),
      data('server', `211-Features\r\n${' feature\r\n'.repeat(200_000)}211 End\r\n`),
      data('client', 'NOOP\r\n'),
      data('server', '200 ok\r\n'),
    ]);
    assert.deepEqual(
      exchanges.map(({ replies }) => replies.map(({ code }) => code)),
      [[211], [200]],
    );
    assert.ok((exchanges[0]?.replies[0]?.text.split('\n').length ?? 0) <= MAX_REPLY_LINES);
    assert.ok(notes.some(({ kind }) => kind === 'reply-shortened'));
  });
  for (const [title, byte] of [
    ['letters', 'x'],
    ['carriage returns', '\r'],
    ['NULs', '\0'],
    ['0xFF', '\xff'],
    ['spaces', ' '],
    ['digits', '2'],
  ] as const) {
    it(`one line of 10 MB of ${title} is bounded`, () => {
      const line = byte.repeat(10_000_000);
      const taken = seconds(() => {
        const { exchanges } = read([GREETING, data('client', `SITE ${line}\r\nNOOP\r\n`)]);
        assert.deepEqual(
          exchanges.map(({ verb }) => verb),
          ['SITE', 'NOOP'],
        );
        assert.ok((exchanges[0]?.argument?.length ?? 0) <= MAX_LINE_BYTES);
      });
      assert.ok(taken < 5000, `${Math.round(taken)} ms`);
    });
  }
  it('one line of 200,000 bytes one by one takes linear time', () =>
    assertLinear(50_000, (size) => {
      const pieces = Array.from({ length: size }, () => data('client', 'x'));
      return read([GREETING, ...pieces]);
    }));
  it('10 MB of empty lines', () => {
    const taken = seconds(() => read([GREETING, data('client', '\r\n'.repeat(5_000_000))]));
    assert.ok(taken < 5000, `${Math.round(taken)} ms`);
  });
  it('replies after a multi-line reply that is never ended take linear time', () =>
    assertLinear(5000, (count) =>
      read([GREETING, data('client', 'FEAT\r\n'), data('server', `211-Features\r\n${'200-x\r\n'.repeat(count)}`)]),
    ));
});

/** Bytes that a dialogue keeps alive. */
function kept(pieces: readonly ControlPiece[]): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const dialogue = read(pieces);
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  assert.ok(dialogue.greeting.length > 0, 'the dialogue is alive until here');
  return bytes;
}

describe('what is kept is bounded', () => {
  const MEBIBYTE = 1024 * 1024;
  const CASES = [
    ['a line of 20 MB', data('client', `SITE ${'x'.repeat(20_000_000)}\r\n`)],
    ['a reply of 20 MB', data('server', `211-Features\r\n${`${'x'.repeat(98)}\r\n`.repeat(200_000)}211 End\r\n`)],
    ['a million lines that belong to no reply', data('server', 'x\r\n'.repeat(1_000_000))],
  ] as const;
  for (const [title, piece] of CASES) {
    it(title, () => {
      const bytes = kept([GREETING, data('client', 'FEAT\r\n'), piece]);
      assert.ok(bytes < MEBIBYTE, `${bytes} bytes`);
    });
  }
});

/** Texts that make careless patterns try every way to match. */
const HOSTILE: readonly (readonly [string, (size: number) => string])[] = [
  ['spaces', (size) => `${' '.repeat(size)}x`],
  ['digits', (size) => `${'1'.repeat(size)}x`],
  ['numbers', (size) => `${'1,'.repeat(size)}x`],
  ['numbers and spaces', (size) => `${'1 , '.repeat(size)}x`],
  ['negative numbers', (size) => `${'-1,'.repeat(size)}x`],
  ['bars', (size) => `(${'|'.repeat(size)}x`],
  ['bars and digits', (size) => `${'(|||1'.repeat(size)}x`],
  ['exclamation marks', (size) => `(!!${'1!'.repeat(size)}x`],
  ['quotes', (size) => '"'.repeat(size * 2 + 1)],
  ['a quote and letters', (size) => `"${'a'.repeat(size)}`],
  ['directories', (size) => 'directory '.repeat(size)],
  ['directories without spaces', (size) => 'directory'.repeat(size)],
  ['hyphens', (size) => '- '.repeat(size)],
  ['colons', (size) => `|2|${':'.repeat(size)}|21|`],
  ['unique file names', (size) => `${'(unique file name: '.repeat(size)}a`],
  ['FILE:', (size) => `FILE: a${' '.repeat(size)}b`],
];

describe('hostile texts', () => {
  for (const [title, text] of HOSTILE) {
    it(title, () => {
      const searches = [parsePort, parsePasvReply, parseEprt, parseLprt, parseLpsvReply, quotedPath];
      const long = [text(20_000), text(2_000_000)];
      const named = (input: string) => directoryNamed({ text: input, damaged: false });
      const inReply = (input: string) => parseEpsvReply(input, '::1');
      for (const search of [...searches, withoutListOptions, uniqueName, named, inReply]) {
        for (const input of long) {
          const taken = seconds(() => search(input));
          assert.ok(taken < 500, `${search.name} of ${input.length}: ${Math.round(taken)} ms`);
        }
      }
    });
  }
});

describe('reassembly', () => {
  const stream = (sequences: readonly number[], size: number) => {
    const log = new SegmentLog();
    const bytes = new Uint8Array(size);
    for (const [i, sequence] of sequences.entries())
      log.append(0, segmentOf(A, B, { sequence, bytes }), packetOf(i + 1));
    return reassemble(log, [
      { first: 0, end: null },
      { first: null, end: null },
    ]).length;
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  it('segments in order take linear time', () => assertLinear(5000, (count) => stream(numbers(count), 1)));
  it('segments in reverse take linear time', () => assertLinear(5000, (count) => stream(numbers(count).reverse(), 1)));
  it('segments that overlap all their neighbours take linear time', () =>
    assertLinear(3000, (count) => stream(numbers(count), 10)));
  it('the same segment again and again takes linear time', () =>
    assertLinear(5000, (count) => stream(new Array<number>(count).fill(0), 100)));
});
