/** Second copies of a packet told from what a sender sends again. */
import { RecentPackets } from '../../../src/reader/tcp/recent-packets.js';
import { table } from '../../support/cases.js';
import { script } from '../../support/segments.js';

table(
  'the last is a copy',
  (lines: readonly string[]) => {
    const recent = new RecentPackets();
    return script(lines)
      .map(({ segment, packet }) => recent.isCopy(segment, packet))
      .at(-1);
  },
  [
    { title: 'the first packet', input: ['a PA 1+5 @0'], expected: false },
    { title: 'the same once more', input: ['a PA 1+5 id 7 @0', 'a PA 1+5 id 7 @100'], expected: true },
    { title: 'the same a third time', input: Array(3).fill('a PA 1+5 id 7 @0'), expected: true },
    { title: 'routed', input: ['a PA 1+5 ttl 64 id 7 @0', 'a PA 1+5 ttl 63 id 7 @900000'], expected: true },
    {
      title: 'routed, without identification',
      input: ['a PA 1+5 ttl 64 @0', 'a PA 1+5 ttl 60 @50000'],
      expected: true,
    },
    { title: 'too late', input: ['a PA 1+5 ttl 64 id 7 @0', 'a PA 1+5 ttl 63 id 7 @1100000'], expected: false },
    { title: 'unmarked and not at once', input: ['a PA 1+5 @0', 'a PA 1+5 @2000'], expected: false },
    { title: 'another identification', input: ['a PA 1+5 id 7 @0', 'a PA 1+5 id 8 @10'], expected: false },
    { title: 'another number', input: ['a PA 1+5 id 7 @0', 'a PA 6+5 id 7 @10'], expected: false },
    { title: 'another length', input: ['a PA 1+5 id 7 @0', 'a PA 1+6 id 7 @10'], expected: false },
    { title: 'another acknowledgment', input: ['a A 1 ack 5 id 7 @0', 'a A 1 ack 6 id 7 @10'], expected: false },
    { title: 'another window', input: ['a A 1 win 5 id 7 @0', 'a A 1 win 6 id 7 @10'], expected: false },
    { title: 'other flags', input: ['a A 1 id 7 @0', 'a FA 1 id 7 @10'], expected: false },
    { title: 'from the other end', input: ['a A 1 id 7 @0', 'b A 1 id 7 @10'], expected: false },
    { title: 'a clock that went back', input: ['a PA 1+5 id 7 @500', 'a PA 1+5 id 7 @100'], expected: false },
    {
      title: 'others in between',
      input: ['a PA 1+5 id 7 @0', 'b A 9 ack 6 id 3 @10', 'a PA 6+5 id 8 @20', 'a PA 1+5 ttl 63 id 7 @30'],
      expected: true,
    },
  ],
);
