/** Segments that are sent again and again, and what was acknowledged. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Flow } from '../../../src/reader/tcp/flow.js';
import { script } from '../../support/segments.js';

const OPEN = ['a S 100', 'b SA 500 ack 101', 'a A 101 ack 501'];

interface Expected {
  readonly sequence: number;
  readonly length: number;
  readonly count: number;
  /** Lines of the first and last retransmission, from 1. */
  readonly frames: readonly [number, number];
}

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  /** Of the flow of `a`. */
  readonly stuck: Expected | null;
  readonly acknowledged: number;
}

const CASES: readonly Case[] = [
  { title: 'nothing is sent again', lines: [...OPEN, 'a PA 101+9', 'b A 501 ack 110'], stuck: null, acknowledged: 9 },
  {
    title: 'sent three times and never acknowledged',
    lines: [...OPEN, 'a PA 101+9', 'a PA 101+9 @1000000', 'a PA 101+9 @3000000'],
    stuck: { sequence: 101, length: 9, count: 2, frames: [5, 6] },
    acknowledged: 0,
  },
  {
    title: 'sent again and acknowledged at last',
    lines: [...OPEN, 'a PA 101+9', 'a PA 101+9 @1000000', 'b A 501 ack 110 @1100000'],
    stuck: null,
    acknowledged: 9,
  },
  {
    title: 'acknowledged in part',
    lines: [...OPEN, 'a PA 101+9', 'a PA 101+9 @1000000', 'b A 501 ack 105 @1100000'],
    stuck: { sequence: 101, length: 9, count: 1, frames: [5, 5] },
    acknowledged: 4,
  },
  {
    title: 'a probe with the last segment first, then the oldest again and again',
    lines: [...OPEN, 'a PA 101+9', 'a PA 110+4', 'a PA 110+4 @200000', 'a PA 101+9 @500000', 'a PA 101+9 @900000'],
    stuck: { sequence: 101, length: 9, count: 2, frames: [7, 8] },
    acknowledged: 0,
  },
  {
    title: 'the first one is got through, the next one is not',
    lines: [
      ...OPEN,
      'a PA 101+9',
      'a PA 110+4',
      'a PA 101+9 @300000',
      'b A 501 ack 110 @400000',
      'a PA 110+4 @800000',
      'a PA 110+4 @1800000',
    ],
    stuck: { sequence: 110, length: 4, count: 2, frames: [8, 9] },
    acknowledged: 9,
  },
  {
    title: 'a FIN that nobody answers',
    lines: [...OPEN, 'a FA 101', 'a FA 101 @1000000'],
    stuck: { sequence: 101, length: 0, count: 1, frames: [5, 5] },
    acknowledged: 0,
  },
  {
    title: 'the acknowledgment of a FIN is no byte',
    lines: [...OPEN, 'a FA 101+9', 'b A 501 ack 111'],
    stuck: null,
    acknowledged: 9,
  },
  {
    title: 'over the end of the sequence space',
    lines: [
      'a S 4294967290',
      'b SA 500 ack 4294967291',
      'a PA 4294967291+9',
      'b A 501 ack 4',
      'a PA 4+5',
      'a PA 4+5 @1000000',
    ],
    stuck: { sequence: 4, length: 5, count: 1, frames: [6, 6] },
    acknowledged: 9,
  },
];

describe('Retry', () => {
  for (const { title, lines, stuck, acknowledged } of CASES) {
    it(title, () => {
      const flows = { a: new Flow(), b: new Flow() };
      for (const { from, segment, packet } of script(lines)) {
        flows[from].receive(segment, packet, flows[from === 'a' ? 'b' : 'a'], 0);
      }
      const retry = flows.a.unacknowledged(flows.b);
      assert.deepEqual(
        retry && {
          sequence: retry.sequence,
          length: retry.length,
          count: retry.count,
          frames: [retry.firstFrame, retry.lastFrame],
        },
        stuck,
      );
      assert.equal(flows.a.acknowledgedBytes(flows.b), acknowledged);
    });
  }
});
