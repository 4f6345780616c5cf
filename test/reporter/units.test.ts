import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock, captureSeconds } from '../../src/reporter/clock.js';
import { formatBytes, formatCount, formatDuration, formatRate } from '../../src/reporter/units.js';

function table<T>(name: string, format: (value: T) => string, rows: readonly (readonly [T, string])[]): void {
  for (const [input, expected] of rows) test(`${name} ${input}`, () => assert.equal(format(input), expected));
}

table('count', formatCount, [
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
]);
table('bytes', formatBytes, [
  [0, '0 B'],
  [1234, '1,234 B'],
  [999_999, '999,999 B'],
  [1_000_000, '1.0 MB'],
  [12_345_678, '12.3 MB'],
  [999_999_999, '1.0 GB'],
  [5e15, '5.0 PB'],
  [5e18, '5000.0 PB'],
]);
table('rate', formatRate, [
  [0.4, '0 B/s'],
  [999, '999 B/s'],
  [109_090, '109.1 kB/s'],
]);
table('duration', formatDuration, [
  [0, '0 s'],
  [0.000012, '0.01 ms'],
  [0.0012345, '1.23 ms'],
  [0.0999, '99.9 ms'],
  [0.9994, '999 ms'],
  [0.9996, '1.00 s'],
  [12.345, '12.3 s'],
  [59.96, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3599.6, '1 h 00 min'],
  [3723, '1 h 02 min'],
  [90_000, '1 d 01 h'],
  [-0.5, '-500 ms'],
]);

const FIRST = '2026-11-23T23:59:59.900000Z';

test('moments', () => {
  assert.equal(new Clock(FIRST, 'relative').moment(0.2), '0.200000');
  assert.equal(new Clock(FIRST, 'utc').moment(0.2), '00:00:00.100000');
  assert.equal(new Clock(FIRST, 'utc').start(0.2), '2026-11-24 00:00:00.100000 UTC');
  assert.equal(new Clock(FIRST, 'relative').start(0.2), '0.200000 s');
  assert.equal(new Clock(null, 'utc').moment(0.2), '0.200000');
});

test('local time is that of the time zone', () => {
  const before = process.env.TZ;
  process.env.TZ = 'Asia/Shanghai';
  try {
    assert.equal(new Clock(FIRST, 'local').start(0.2), '2026-11-24 08:00:00.100000');
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test('timestamps have the digits of the capture', () => {
  assert.equal(new Clock(FIRST, 'relative').timestamp(0.1), '2026-11-24T00:00:00.000000Z');
  assert.equal(
    new Clock('2026-11-23T23:59:59.900000001Z', 'relative').timestamp(0.1),
    '2026-11-24T00:00:00.000000001Z',
  );
  assert.equal(new Clock(null, 'relative').timestamp(0.1), null);
});

test('a capture lasts from its first to its last packet', () => {
  assert.equal(captureSeconds({ firstTimestamp: FIRST, lastTimestamp: '2026-11-24T00:00:01.000000Z' }), 1.1);
  assert.equal(captureSeconds({ firstTimestamp: null, lastTimestamp: null }), null);
});
