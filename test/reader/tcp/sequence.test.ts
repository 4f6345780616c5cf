/** Sequence numbers modulo 2^32 (RFC 9293 section 3.4). */
import { advance, distance } from '../../../src/reader/tcp/sequence.js';
import { table } from '../../support/cases.js';

table('distance', ([from, to]: readonly [number, number]) => distance(from | 0, to | 0), [
  { title: 'forward', input: [10, 15], expected: 5 },
  { title: 'none', input: [7, 7], expected: 0 },
  { title: 'backward', input: [15, 10], expected: -5 },
  { title: 'over 2^31', input: [0x7ffffffe, 0x80000003], expected: 5 },
  { title: 'back over 2^31', input: [0x80000003, 0x7ffffffe], expected: -5 },
  { title: 'over 2^32', input: [0xfffffffb, 5], expected: 10 },
  { title: 'back over 2^32', input: [5, 0xfffffffb], expected: -10 },
  { title: 'the largest window', input: [0xf0000000, 0x30000000], expected: 0x40000000 },
]);

table('advance', ([from, bytes]: readonly [number, number]) => advance(from | 0, bytes) >>> 0, [
  { title: 'forward', input: [10, 5], expected: 15 },
  { title: 'over 2^31', input: [0x7fffffff, 1], expected: 0x80000000 },
  { title: 'over 2^32', input: [0xffffffff, 2], expected: 1 },
  { title: 'back', input: [0, -1], expected: 0xffffffff },
]);
