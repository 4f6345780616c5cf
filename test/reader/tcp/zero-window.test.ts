/** Times for which an end could take no data. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Flow } from '../../../src/reader/tcp/flow.js';
import { script } from '../../support/segments.js';

interface Case {
  readonly title: string;
  /** All of the end that reads; the first at line 1. */
  readonly lines: readonly string[];
  readonly expected: { frame: number; lastFrame: number; seconds: number; reopened: boolean } | null;
}

const CASES: readonly Case[] = [
  { title: 'never closed', lines: ['a A 1 ack 1', 'a A 1 ack 9 win 1'], expected: null },
  {
    title: 'closed and opened again',
    lines: [
      'a A 1 ack 1 @0',
      'a A 1 ack 9 win 0 @1000000',
      'a A 1 ack 9 win 0 @2000000',
      'a A 1 ack 9 win 500 @3500000',
    ],
    expected: { frame: 2, lastFrame: 4, seconds: 2.5, reopened: true },
  },
  {
    title: 'never opened again: as long as it said so',
    lines: ['a A 1 ack 9 win 0 @0', 'a A 1 ack 9 win 0 @5000000'],
    expected: { frame: 1, lastFrame: 2, seconds: 5, reopened: false },
  },
  {
    title: 'the longest of several',
    lines: [
      'a A 1 ack 9 win 0 @0',
      'a A 1 ack 9 win 9 @1000000',
      'a A 1 ack 9 win 0 @2000000',
      'a A 1 ack 9 win 9 @5000000',
      'a A 1 ack 9 win 0 @6000000',
    ],
    expected: { frame: 3, lastFrame: 4, seconds: 3, reopened: true },
  },
  {
    title: 'a reset has no window',
    lines: ['a A 1 ack 9 win 9 @0', 'a RA 1 ack 9 win 0 @1000000'],
    expected: null,
  },
  {
    title: 'a reset does not open it',
    lines: ['a A 1 ack 9 win 0 @0', 'a RA 1 ack 9 win 900 @1000000'],
    expected: { frame: 1, lastFrame: 1, seconds: 0, reopened: false },
  },
];

describe('ZeroWindowWatch', () => {
  for (const { title, lines, expected } of CASES) {
    it(title, () => {
      const flow = new Flow();
      for (const { segment, packet } of script(lines)) flow.receive(segment, packet, null, 0);
      assert.deepEqual(flow.zeroWindow?.facts ?? null, expected);
    });
  }
});
