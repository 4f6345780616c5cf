/** Second copies of a packet told from what a sender sends again. */
import { CopyMatch, RecentPackets } from '../../../src/reader/tcp/recent-packets.js';
import { table } from '../../support/cases.js';
import { script } from '../../support/segments.js';

table(
  'the last repeats one before',
  (lines: readonly string[]) => {
    const recent = new RecentPackets();
    return script(lines)
      .map(({ segment, packet }) => recent.match(segment, packet))
      .at(-1);
  },
  [
    { title: 'the first packet', input: ['a PA 1+5 @0'], expected: CopyMatch.none },
    { title: 'the same once more', input: ['a PA 1+5 id 7 @0', 'a PA 1+5 id 7 @100'], expected: CopyMatch.marked },
    { title: 'the same a third time', input: Array(3).fill('a PA 1+5 id 7 @0'), expected: CopyMatch.marked },
    { title: 'routed', input: ['a PA 1+5 ttl 64 id 7 @0', 'a PA 1+5 ttl 63 id 7 @900000'], expected: CopyMatch.marked },
    {
      title: 'routed, without identification',
      input: ['a PA 1+5 ttl 64 @0', 'a PA 1+5 ttl 60 @50000'],
      expected: CopyMatch.marked,
    },
    {
      title: 'too late',
      input: ['a PA 1+5 ttl 64 id 7 @0', 'a PA 1+5 ttl 63 id 7 @1100000'],
      expected: CopyMatch.none,
    },
    {
      title: 'unmarked, at once: nobody can tell',
      input: ['a PA 1+5 @0', 'a PA 1+5 @500'],
      expected: CopyMatch.unmarked,
    },
    { title: 'unmarked and not at once', input: ['a PA 1+5 @0', 'a PA 1+5 @2000'], expected: CopyMatch.none },
    { title: 'another identification', input: ['a PA 1+5 id 7 @0', 'a PA 1+5 id 8 @10'], expected: CopyMatch.none },
    { title: 'another number', input: ['a PA 1+5 id 7 @0', 'a PA 6+5 id 7 @10'], expected: CopyMatch.none },
    { title: 'another length', input: ['a PA 1+5 id 7 @0', 'a PA 1+6 id 7 @10'], expected: CopyMatch.none },
    {
      title: 'another acknowledgment',
      input: ['a A 1 ack 5 id 7 @0', 'a A 1 ack 6 id 7 @10'],
      expected: CopyMatch.none,
    },
    { title: 'another window', input: ['a A 1 win 5 id 7 @0', 'a A 1 win 6 id 7 @10'], expected: CopyMatch.none },
    { title: 'other flags', input: ['a A 1 id 7 @0', 'a FA 1 id 7 @10'], expected: CopyMatch.none },
    { title: 'from the other end', input: ['a A 1 id 7 @0', 'b A 1 id 7 @10'], expected: CopyMatch.none },
    { title: 'a clock that went back', input: ['a PA 1+5 id 7 @500', 'a PA 1+5 id 7 @100'], expected: CopyMatch.none },
    {
      title: 'others in between',
      input: ['a PA 1+5 id 7 @0', 'b A 9 ack 6 id 3 @10', 'a PA 6+5 id 8 @20', 'a PA 1+5 ttl 63 id 7 @30'],
      expected: CopyMatch.marked,
    },
  ],
);
