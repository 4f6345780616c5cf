import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flagNames } from '../../../src/reader/wire/tcp-flags.js';

/** The Info column of tshark 4.0.17. */
const rows: readonly (readonly [number, string])[] = [
  [0x02, 'SYN'],
  [0x12, 'SYN, ACK'],
  [0x11, 'FIN, ACK'],
  [0x19, 'FIN, PSH, ACK'],
  [0x14, 'RST, ACK'],
  [0x18, 'PSH, ACK'],
  [0xc2, 'SYN, ECE, CWR'],
  [0x52, 'SYN, ACK, ECE'],
  [0x30, 'ACK, URG'],
  [0x00, '<None>'],
  [0xff, 'FIN, SYN, RST, PSH, ACK, URG, ECE, CWR'],
];

describe('flags are written as in Wireshark', () => {
  for (const [flags, expected] of rows) it(expected, () => assert.equal(flagNames(flags), expected));
});
