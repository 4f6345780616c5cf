/** ICMP errors by name (RFC 792, 1122, 1812, 4443). */
import { icmpErrorName, isUnreachable } from '../../src/classifier/icmp-names.js';
import { table } from '../support/cases.js';

type Input = readonly [version: 4 | 6, type: number, code: number];

table('name', ([version, type, code]: Input) => icmpErrorName({ version, type, code }).en, [
  { title: 'RFC 792: 3/1', input: [4, 3, 1], expected: 'ICMP 3/1 host unreachable' },
  { title: 'RFC 792: 3/3', input: [4, 3, 3], expected: 'ICMP 3/3 port unreachable' },
  { title: 'RFC 792: 3/4', input: [4, 3, 4], expected: 'ICMP 3/4 fragmentation needed' },
  { title: 'RFC 1122: 3/10', input: [4, 3, 10], expected: 'ICMP 3/10 host administratively prohibited' },
  { title: 'RFC 1812: 3/13', input: [4, 3, 13], expected: 'ICMP 3/13 communication administratively prohibited' },
  { title: 'RFC 1812: 3/15', input: [4, 3, 15], expected: 'ICMP 3/15 precedence cutoff in effect' },
  { title: 'a code that nobody defined', input: [4, 3, 99], expected: 'ICMP 3/99 error' },
  { title: 'RFC 792: 11/0', input: [4, 11, 0], expected: 'ICMP 11/0 time exceeded' },
  { title: 'RFC 4443: 1/0', input: [6, 1, 0], expected: 'ICMPv6 1/0 no route to destination' },
  { title: 'RFC 4443: 1/1', input: [6, 1, 1], expected: 'ICMPv6 1/1 communication administratively prohibited' },
  { title: 'RFC 4443: 1/4', input: [6, 1, 4], expected: 'ICMPv6 1/4 port unreachable' },
  { title: 'RFC 4443: 2/0', input: [6, 2, 0], expected: 'ICMPv6 2/0 packet too big' },
  { title: 'ICMPv6 type 5 is no redirect', input: [6, 5, 0], expected: 'ICMPv6 5/0 error' },
]);

table(
  'says that the packet did not arrive',
  ([version, type]: readonly [4 | 6, number]) => isUnreachable({ version, type }),
  [
    { title: 'destination unreachable', input: [4, 3], expected: true },
    { title: 'time exceeded', input: [4, 11], expected: true },
    { title: 'redirect', input: [4, 5], expected: false },
    { title: 'source quench', input: [4, 4], expected: false },
    { title: 'ICMPv6 destination unreachable', input: [6, 1], expected: true },
    { title: 'ICMPv6 packet too big', input: [6, 2], expected: true },
    { title: 'ICMPv6 echo request', input: [6, 128], expected: false },
  ],
);
