import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TimestampUnit } from '../../../src/reader/capture/pcapng-time.js';
import { Blocks, BYTE_ORDERS, payload } from './build.js';
import { read } from './read.js';

function text(resolution: number, units: bigint, offset = 0): string {
  const clock = { seconds: 0, nanoseconds: 0 };
  new TimestampUnit(resolution, offset).read(Number(units >> 32n), Number(units & 0xffff_ffffn), clock);
  return `${clock.seconds}.${String(clock.nanoseconds).padStart(9, '0')}`;
}

const cases = [
  { title: 'microseconds', resolution: 6, units: 1_700_000_000_123_456n, expected: '1700000000.123456000' },
  { title: 'nanoseconds', resolution: 9, units: 1_700_000_000_123_456_789n, expected: '1700000000.123456789' },
  { title: 'milliseconds', resolution: 3, units: 5_001n, expected: '5.001000000' },
  { title: 'seconds', resolution: 0, units: 77n, expected: '77.000000000' },
  { title: 'picoseconds, cut to nanoseconds', resolution: 12, units: 5_123_456_789_999n, expected: '5.123456789' },
  { title: '2^-10 s', resolution: 0x8a, units: (5n << 10n) + 512n, expected: '5.500000000' },
  { title: '2^-32 s', resolution: 0xa0, units: (7n << 32n) + 1n, expected: '7.000000000' },
  { title: '2^-63 s', resolution: 0xbf, units: 1n << 63n, expected: '1.000000000' },
  { title: '2^-127 s', resolution: 0xff, units: 1n << 63n, expected: '0.000000000' },
  { title: '10^-127 s', resolution: 0x7f, units: 1n << 63n, expected: '0.000000000' },
  {
    title: 'the largest number of microseconds',
    resolution: 6,
    units: (1n << 64n) - 1n,
    expected: '18446744073709.551615000',
  },
  {
    title: 'the largest number of nanoseconds',
    resolution: 9,
    units: (1n << 64n) - 1n,
    expected: '18446744073.709551615',
  },
];

for (const { title, resolution, units, expected } of cases) {
  test(title, () => assert.equal(text(resolution, units), expected));
}

test('equals exact arithmetic for every power of 10', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.integer({ min: 0, max: 20 }), (units, digits) => {
      const perSecond = 10n ** BigInt(digits);
      const nanoseconds = ((units % perSecond) * 1_000_000_000n) / perSecond;
      // Beyond 2^53 seconds a number cannot be exact, and no date is meant.
      fc.pre(units / perSecond < 1n << 53n);
      assert.equal(text(digits, units), `${units / perSecond}.${String(nanoseconds).padStart(9, '0')}`);
    }),
  );
});

for (const order of BYTE_ORDERS) {
  test(`${order}-endian: if_tsresol and if_tsoffset hold for their interface`, async () => {
    const blocks = new Blocks(order);
    const offset = (seconds: bigint): Buffer => blocks.option(14, blocks.writer().u64(seconds).done());
    const file = Buffer.concat([
      blocks.section(),
      blocks.interface(1, 0, offset(1_700_000_000n)),
      blocks.interface(
        1,
        0,
        Buffer.concat([blocks.option(2, Buffer.from('eth0')), blocks.option(9, Buffer.of(9)), offset(-5n)]),
      ),
      blocks.enhanced(payload(1), { id: 0, time: 1_500_000n }),
      blocks.enhanced(payload(1), { id: 1, time: 1_000_000_001n }),
    ]);
    const { packets, summary } = await read(file);
    assert.deepEqual(
      packets.map((packet) => packet.time),
      ['1700000001.500000000', '-4.000000001'],
    );
    assert.equal(summary.timestampDigits, 9);
  });
}

test('how many digits a resolution has', () => {
  const digits = [0, 6, 7, 9, 12, 0x80, 0x86, 0x87, 0xa0].map((resolution) => new TimestampUnit(resolution, 0).digits);
  assert.deepEqual(digits, [6, 6, 9, 9, 9, 6, 6, 9, 9]);
});
