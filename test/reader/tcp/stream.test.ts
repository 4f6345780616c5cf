/** Logged segments to stream order: what is delivered, in which frame, and what is missing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SegmentLog } from '../../../src/reader/tcp/segment-log.js';
import { reassemble, type StreamBounds, type StreamPiece } from '../../../src/reader/tcp/stream.js';
import { A, B, packetOf, segmentOf } from '../../support/segments.js';

const UNKNOWN: StreamBounds = { first: null, end: null };

interface Case {
  readonly title: string;
  /** `a 5 text`: side, sequence number, payload; `a 5 text…3` lacks 3 bytes; the frame is the line. */
  readonly segments: readonly string[];
  readonly a?: StreamBounds;
  readonly b?: StreamBounds;
  /** `a text @frame`, delivered at another frame: `a text @2>5`; `a -9 lost @4`; `a differs @2`. */
  readonly expected: readonly string[];
  readonly todo?: string;
}

const FROM_1: StreamBounds = { first: 1, end: null };

const CASES: readonly Case[] = [
  { title: 'in order', segments: ['a 1 one', 'a 4 two'], a: FROM_1, expected: ['a one @1', 'a two @2'] },
  {
    title: 'both sides in turn',
    segments: ['b 1 220', 'a 1 USER', 'b 4 331', 'a 5 PASS'],
    expected: ['b 220 @1', 'a USER @2', 'b 331 @3', 'a PASS @4'],
  },
  { title: 'swapped', segments: ['a 4 two', 'a 1 one'], a: FROM_1, expected: ['a one @2', 'a two @1>2'] },
  {
    title: 'late: what the other side said before its delivery comes before it',
    segments: ['a 4 two', 'b 1 xxx', 'a 1 one'],
    a: FROM_1,
    expected: ['b xxx @2', 'a one @3', 'a two @1>3'],
  },
  { title: 'sent again', segments: ['a 1 one', 'a 1 one', 'a 4 two'], a: FROM_1, expected: ['a one @1', 'a two @3'] },
  { title: 'sent again with more', segments: ['a 1 one', 'a 1 onetwo'], a: FROM_1, expected: ['a one @1', 'a two @2'] },
  {
    title: 'an overlap that differs: the first copy',
    segments: ['a 1 one', 'a 1 TWO'],
    a: FROM_1,
    expected: ['a one @1', 'a differs @1'],
  },
  {
    title: 'an overlap that differs in part',
    segments: ['a 1 abc', 'a 3 Xde', 'a 6 f'],
    a: FROM_1,
    expected: ['a abc @1', 'a differs @1', 'a de @2', 'a f @3'],
  },
  {
    title: 'a small copy, then a large one around it',
    segments: ['a 3 c', 'a 1 abcde'],
    a: FROM_1,
    expected: ['a ab @2', 'a c @1>2', 'a de @2'],
  },
  {
    title: 'a lost segment',
    segments: ['a 1 one', 'a 7 three'],
    a: FROM_1,
    expected: ['a one @1', 'a -3 lost @2', 'a three @2'],
  },
  {
    title: 'a lost start',
    segments: ['a 4 two'],
    a: FROM_1,
    expected: ['a -3 lost @1', 'a two @1'],
  },
  {
    title: 'a lost end, by the FIN or the other side',
    segments: ['a 1 one'],
    a: { first: 1, end: 10 },
    expected: ['a one @1', 'a -6 lost @1>Infinity'],
  },
  {
    title: 'a lost end: all that the other side said may have come before it',
    segments: ['a 1 one', 'b 1 xxx', 'b 4 yyy'],
    a: { first: 1, end: 10 },
    expected: ['a one @1', 'b xxx @2', 'b yyy @3', 'a -6 lost @1>Infinity'],
  },
  {
    title: 'cut by the snap length',
    segments: ['a 1 one…4', 'a 8 two'],
    a: FROM_1,
    expected: ['a one @1', 'a -4 cut @1', 'a two @2'],
  },
  {
    title: 'cut, and the next segment lost',
    segments: ['a 1 one…4', 'a 12 two'],
    a: FROM_1,
    expected: ['a one @1', 'a -4 cut @1', 'a -4 lost @2', 'a two @2'],
  },
  {
    title: 'cut, and the last',
    segments: ['a 1 one…4'],
    a: FROM_1,
    expected: ['a one @1', 'a -4 cut @1'],
  },
  {
    title: 'cut to nothing',
    segments: ['a 1 one', 'a 4 …4', 'a 8 two'],
    a: FROM_1,
    expected: ['a one @1', 'a -4 cut @2', 'a two @3'],
  },
  {
    title: 'a FIN sent again where bytes are missing that a damaged segment proves',
    segments: ['a 1 one', 'a 4 ', 'a 7 two'],
    a: FROM_1,
    expected: ['a one @1', 'a -3 lost @3', 'a two @3'],
  },
  {
    title: 'cut, and sent again in full',
    segments: ['a 1 one…3', 'a 1 onetwo'],
    a: FROM_1,
    expected: ['a one @1', 'a two @2'],
  },
  {
    title: 'cut, and sent again cut elsewhere',
    segments: ['a 1 on…4', 'a 4 two', 'a 1 one…3'],
    a: FROM_1,
    expected: ['a on @1', 'a e @3', 'a two @2>3'],
  },
  {
    title: 'without a SYN the first segment seen is not the first sent',
    segments: ['a 104 two', 'a 101 one'],
    expected: ['a one @2', 'a two @1>2'],
  },
  {
    title: 'over the end of the sequence space',
    segments: ['a 4294967294 one', 'a 1 two'],
    a: { first: -2, end: null },
    expected: ['a one @1', 'a two @2'],
  },
  {
    title: 'over the end of the sequence space, swapped and with a hole',
    segments: ['a 3 three', 'a 4294967294 one'],
    a: { first: -2, end: null },
    expected: ['a one @2', 'a -2 lost @1>2', 'a three @1>2'],
  },
  {
    title: 'what lies before the first byte is cut off',
    segments: ['a 4294967295 xyone'],
    a: FROM_1,
    expected: ['a one @1'],
  },
  { title: 'nothing', segments: [], expected: [] },
];

describe('reassemble', () => {
  for (const { title, segments, a = UNKNOWN, b = UNKNOWN, expected, todo } of CASES) {
    it(title, { todo: todo ?? false }, () => {
      assert.deepEqual(reassemble(logOf(segments), [a, b]).map(brief), expected);
    });
  }
});

function logOf(lines: readonly string[]): SegmentLog {
  const log = new SegmentLog();
  for (const [i, line] of lines.entries()) {
    const [, side, sequence, text = '', missing = '0'] = /^([ab]) (\d+) ([^…]*)(?:…(\d+))?$/.exec(line) ?? [];
    const bytes = Buffer.from(text);
    const payloadLength = bytes.length + Number(missing);
    const fields = { sequence: Number(sequence) | 0, bytes, payloadLength };
    log.append(side === 'a' ? 0 : 1, segmentOf(A, B, fields), packetOf(i + 1));
  }
  return log;
}

function brief(piece: StreamPiece): string {
  const { direction, frame, deliveredFrame, timestamp } = piece;
  assert.deepEqual(timestamp, { seconds: 0, nanoseconds: frame * 1e6 });
  const where = frame === deliveredFrame ? `@${frame}` : `@${frame}>${deliveredFrame}`;
  const what =
    piece.kind === 'data'
      ? Buffer.from(piece.bytes).toString()
      : piece.kind === 'gap'
        ? `-${piece.length} ${piece.reason}`
        : 'differs';
  return `${direction === 0 ? 'a' : 'b'} ${what} ${where}`;
}
