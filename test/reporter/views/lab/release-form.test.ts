import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TcpSegment } from '../../../../src/model/analysis.js';
import { judgeRelease, type Release } from '../../../../src/reporter/views/lab/release-form.js';
import { segment } from './sample-segments.js';

const C = 'client';
const S = 'server';

const CASES: readonly { title: string; segments: readonly TcpSegment[]; expected: Release }[] = [
  {
    title: 'RFC 9293 figure 12: FIN, ACK, FIN, ACK',
    segments: [
      segment(1, C, 'FIN, ACK', 1100, 1300),
      segment(2, S, 'ACK', 1300, 1101),
      segment(3, S, 'FIN, ACK', 1300, 1101),
      segment(4, C, 'ACK', 1101, 1301),
    ],
    expected: { form: 'four', first: C, frames: [1, 2, 3, 4] },
  },
  {
    title: 'the second FIN acknowledges the first',
    segments: [
      segment(1, S, 'FIN, ACK', 1300, 1100),
      segment(2, C, 'FIN, ACK', 1100, 1301),
      segment(3, S, 'ACK', 1301, 1101),
    ],
    expected: { form: 'three', first: S, frames: [1, 2, 3] },
  },
  {
    title: 'a FIN with the last data takes one number after it',
    segments: [
      segment(1, S, 'FIN, PSH, ACK', 1300, 1100, 50),
      segment(2, C, 'ACK', 1100, 1351),
      segment(3, C, 'FIN, ACK', 1100, 1351),
      segment(4, S, 'ACK', 1351, 1101),
    ],
    expected: { form: 'four', first: S, frames: [1, 2, 3, 4] },
  },
  {
    title: 'RFC 9293 figure 13: the FINs cross',
    segments: [
      segment(1, C, 'FIN, ACK', 1100, 1300),
      segment(2, S, 'FIN, ACK', 1300, 1100),
      segment(3, C, 'ACK', 1101, 1301),
      segment(4, S, 'ACK', 1301, 1101),
    ],
    expected: { form: 'simultaneous', first: C, frames: [1, 2, 3, 4] },
  },
  {
    title: 'sequence numbers wrap between the FIN and its ACK',
    segments: [
      segment(1, C, 'FIN, ACK', 2 ** 32 - 1, 1300),
      segment(2, S, 'ACK', 1300, 0),
      segment(3, S, 'FIN, ACK', 1300, 0),
      segment(4, C, 'ACK', 0, 1301),
    ],
    expected: { form: 'four', first: C, frames: [1, 2, 3, 4] },
  },
  {
    title: 'an ACK of what came before the FIN does not acknowledge it',
    segments: [segment(1, C, 'FIN, ACK', 1100, 1300), segment(2, S, 'ACK', 1300, 1100)],
    expected: { form: 'unfinished', first: C, frames: [1] },
  },
  {
    title: 'a reset alone',
    segments: [segment(7, S, 'RST, ACK', 1300, 1100)],
    expected: { form: 'reset', first: S, frames: [7] },
  },
  {
    title: 'a reset before a FIN that was under way',
    segments: [segment(7, S, 'RST', 1300, null), segment(8, C, 'FIN, ACK', 1100, 1300)],
    expected: { form: 'reset', first: S, frames: [7] },
  },
  {
    title: 'a FIN that is answered with a reset',
    segments: [segment(1, C, 'FIN, ACK', 1100, 1300), segment(2, S, 'RST, ACK', 1300, 1101)],
    expected: { form: 'fin-reset', first: C, frames: [1, 2] },
  },
  {
    title: 'the capture ends half-closed',
    segments: [segment(1, C, 'FIN, ACK', 1100, 1300), segment(2, S, 'ACK', 1300, 1101)],
    expected: { form: 'unfinished', first: C, frames: [1, 2] },
  },
  { title: 'nothing', segments: [], expected: { form: 'unfinished', first: null, frames: [] } },
];

for (const { title, segments, expected } of CASES) {
  test(title, () => assert.deepEqual(judgeRelease(segments), expected));
}
