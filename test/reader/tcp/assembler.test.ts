/** Ranges and holes, at several places of the sequence space: the same pieces give the same answer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Assembler, MAX_PIECES } from '../../../src/reader/tcp/assembler.js';
import { advance, distance } from '../../../src/reader/tcp/sequence.js';

/** First sequence numbers: plain, about to wrap as a signed number, about to wrap. */
const BASES = [0, 1000, 0x7ffffff8, 0xfffffff8, 0xffffffff].map((base) => base | 0);

interface Case {
  readonly title: string;
  /** `offset+length` of each arrival; its frame is its place, from 1. */
  readonly arrivals: readonly string[];
  /** New bytes of each arrival. */
  readonly fresh: readonly number[];
  /** Offset up to which nothing is missing. */
  readonly next: number;
  /** `bytes@frame`: what is missing, and the arrival after it. */
  readonly holes?: readonly string[];
  readonly top?: number;
}

const CASES: readonly Case[] = [
  { title: 'in order', arrivals: ['0+5', '5+5', '10+1'], fresh: [5, 5, 1], next: 11 },
  { title: 'sent again', arrivals: ['0+5', '0+5'], fresh: [5, 0], next: 5 },
  { title: 'an old part sent again', arrivals: ['0+10', '3+4'], fresh: [10, 0], next: 10 },
  { title: 'sent again with more', arrivals: ['0+5', '0+8'], fresh: [5, 3], next: 8 },
  { title: 'overlapping the end', arrivals: ['0+5', '3+5'], fresh: [5, 3], next: 8 },
  { title: 'swapped', arrivals: ['5+5', '0+5'], fresh: [5, 5], next: 10 },
  { title: 'reversed', arrivals: ['6+2', '4+2', '2+2', '0+2'], fresh: [2, 2, 2, 2], next: 8 },
  { title: 'a hole stays', arrivals: ['0+5', '8+2'], fresh: [5, 2], next: 5, holes: ['3@2'], top: 10 },
  { title: 'a hole at the start', arrivals: ['4+2'], fresh: [2], next: 0, holes: ['4@1'], top: 6 },
  {
    title: 'two holes',
    arrivals: ['0+1', '4+2', '9+1'],
    fresh: [1, 2, 1],
    next: 1,
    holes: ['3@2', '3@3'],
    top: 10,
  },
  {
    title: 'the second hole filled first',
    arrivals: ['0+1', '4+2', '9+1', '6+3', '1+3'],
    fresh: [1, 2, 1, 3, 3],
    next: 10,
  },
  {
    title: 'a hole filled in part, from its start',
    arrivals: ['0+2', '6+2', '2+2'],
    fresh: [2, 2, 2],
    next: 4,
    holes: ['2@2'],
    top: 8,
  },
  {
    title: 'a hole filled in part, from its end',
    arrivals: ['0+2', '6+2', '4+2'],
    fresh: [2, 2, 2],
    next: 2,
    holes: ['2@3'],
    top: 8,
  },
  {
    title: 'a hole filled in the middle',
    arrivals: ['0+2', '8+2', '4+2'],
    fresh: [2, 2, 2],
    next: 2,
    holes: ['2@3', '2@2'],
    top: 10,
  },
  { title: 'a filler that overlaps both sides', arrivals: ['0+4', '8+4', '2+8'], fresh: [4, 4, 4], next: 12 },
  { title: 'a filler over several pieces', arrivals: ['2+1', '4+1', '6+1', '0+8'], fresh: [1, 1, 1, 5], next: 8 },
  { title: 'a piece sent again', arrivals: ['4+2', '4+2', '0+4'], fresh: [2, 0, 4], next: 6 },
  { title: 'a piece within a piece', arrivals: ['4+6', '5+2', '0+4'], fresh: [6, 0, 4], next: 10 },
  { title: 'a piece around a piece', arrivals: ['5+2', '4+6', '0+4'], fresh: [2, 4, 4], next: 10 },
  {
    title: 'a piece that touches the one before',
    arrivals: ['4+2', '6+2'],
    fresh: [2, 2],
    next: 0,
    holes: ['4@1'],
    top: 8,
  },
  {
    title: 'a piece that touches the one after: its frame is the first after the hole',
    arrivals: ['6+2', '4+2'],
    fresh: [2, 2],
    next: 0,
    holes: ['4@2'],
    top: 8,
  },
  { title: 'before the start, and over it', arrivals: ['0+4', '-3+5'], fresh: [4, 0], next: 4 },
  { title: 'from before the start to behind the end', arrivals: ['-3+10'], fresh: [7], next: 7 },
  { title: 'nothing', arrivals: ['0+0', '3+3'], fresh: [0, 3], next: 0, holes: ['3@2'], top: 6 },
];

describe('Assembler', () => {
  for (const base of BASES) {
    describe(`from ${base >>> 0}`, () => {
      for (const entry of CASES) it(entry.title, () => check(entry, base));
    });
  }
});

function check({ arrivals, fresh, next, holes = [], top = next }: Case, base: number): void {
  const assembler = new Assembler(base);
  const got = arrivals.map((arrival, i) => {
    const [offset = 0, length = 0] = arrival.split('+').map(Number);
    return assembler.add(advance(base, offset), length, { frame: i + 1, seconds: i, nanoseconds: 0 });
  });
  assert.deepEqual(got, fresh);
  assert.equal(distance(base, assembler.next), next);
  assert.equal(distance(base, assembler.top), top);
  assert.equal(
    assembler.seen,
    fresh.reduce((sum, bytes) => sum + bytes, 0),
  );
  assert.deepEqual(
    assembler.holes().map((hole) => `${hole.bytes}@${hole.frame}`),
    holes,
  );
  for (const { frame, timestamp } of assembler.holes()) assert.equal(timestamp.seconds, frame - 1);
}

describe('bound', () => {
  const arrival = (frame: number) => ({ frame, seconds: 0, nanoseconds: 0 });
  const filled = (pieces: number) => {
    const assembler = new Assembler(0);
    for (let i = 0; i < pieces; i++) assembler.add(10 + i * 20, 10, arrival(i + 1));
    return assembler;
  };
  it('as many pieces as are allowed keep their holes', () => {
    const holes = filled(MAX_PIECES).holes();
    assert.equal(holes.length, MAX_PIECES);
    assert.ok(holes.every(({ bytes }) => bytes === 10));
  });
  it('beyond it the oldest holes are one, and no byte is forgotten', () => {
    const assembler = filled(MAX_PIECES + 100);
    const missing = assembler.holes().reduce((sum, { bytes }) => sum + bytes, 0);
    assert.equal(missing, (MAX_PIECES + 100) * 10);
    assert.equal(assembler.seen, (MAX_PIECES + 100) * 10);
    assert.ok(assembler.holes().length <= MAX_PIECES + 1);
    assert.equal(assembler.holes()[0]?.frame, 1);
  });
});
