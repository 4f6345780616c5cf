import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTcpOptions, type TcpOptions } from '../../../src/reader/wire/tcp-options.js';
import { hex } from './build.js';

const none: TcpOptions = {
  maximumSegmentSize: null,
  windowScale: null,
  sackPermitted: false,
  sackBlocks: [],
  timestamps: null,
};

const rows: { title: string; options: string; expected: TcpOptions }[] = [
  { title: 'none', options: '', expected: none },
  {
    title: 'a SYN of Linux',
    options: '020405b4 0402080a ffffffff 00000000 01030307',
    expected: {
      ...none,
      maximumSegmentSize: 1460,
      sackPermitted: true,
      timestamps: { value: 0xffff_ffff, echo: 0 },
      windowScale: 7,
    },
  },
  {
    title: 'SACK blocks',
    options: '0101 0512 ffffffff 00000005 00000010 00000020',
    expected: {
      ...none,
      sackBlocks: [
        { left: -1, right: 5 },
        { left: 16, right: 32 },
      ],
    },
  },
  { title: 'nothing after the end mark', options: '00 020405b4', expected: none },
  {
    title: 'unknown kinds are passed over',
    options: 'fd06aabbccdd 020405b4',
    expected: { ...none, maximumSegmentSize: 1460 },
  },
  { title: 'a scale above 14 counts as 14', options: '03030f', expected: { ...none, windowScale: 14 } },
  { title: 'length 0 ends it', options: '0800 020405b4', expected: none },
  { title: 'length 1 ends it', options: 'fd01 020405b4', expected: none },
  {
    title: 'wrong length of a known kind',
    options: '020505b4aa 030405b4 fd0309 030307',
    expected: { ...none, windowScale: 7 },
  },
  { title: 'cut inside an option', options: '030307 0204 05', expected: { ...none, windowScale: 7 } },
  { title: 'cut after a kind', options: '030307 02', expected: { ...none, windowScale: 7 } },
];

for (const { title, options, expected } of rows) {
  test(title, () => {
    const inner = hex(options);
    // The bytes around must not be read: they would make a valid option.
    const bytes = Buffer.concat([hex('0303'), inner, hex('05b40402')]);
    assert.deepEqual(parseTcpOptions({ bytes, optionsStart: 2, optionsEnd: 2 + inner.length }), expected);
  });
}
