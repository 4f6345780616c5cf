import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureError } from '../../../src/reader/capture/open.js';
import { PcapParser } from '../../../src/reader/capture/pcap.js';
import { Tally } from '../../../src/reader/capture/tally.js';
import { BYTE_ORDERS, payload, pcapHeader, pcapRecord } from './build.js';
import { chunks, read, warningKinds } from './read.js';

for (const order of BYTE_ORDERS) {
  for (const nanoseconds of [false, true]) {
    test(`${order}-endian, ${nanoseconds ? 'nanoseconds' : 'microseconds'}: packets, times and lengths`, async () => {
      const file = Buffer.concat([
        pcapHeader({ order, nanoseconds, snapLength: 96, linkType: 101 }),
        pcapRecord({ seconds: 1_700_000_000, fraction: 123_456, data: payload(5), originalLength: 1500 }, order),
        pcapRecord({ seconds: 0xffff_ffff, fraction: 999_999, data: payload(0) }, order),
      ]);
      const { summary, packets } = await read(file);
      const fraction = (value: string): string => (nanoseconds ? `000${value}` : `${value}000`);
      assert.deepEqual(packets, [
        { frame: 1, linkType: 101, time: `1700000000.${fraction('123456')}`, originalLength: 1500, data: '00070e151c' },
        { frame: 2, linkType: 101, time: `4294967295.${fraction('999999')}`, originalLength: 0, data: '' },
      ]);
      assert.deepEqual(summary, {
        format: 'pcap',
        compression: null,
        packets: 2,
        bytes: 5,
        first: { seconds: 1_700_000_000, nanoseconds: nanoseconds ? 123_456 : 123_456_000 },
        last: { seconds: 0xffff_ffff, nanoseconds: nanoseconds ? 999_999 : 999_999_000 },
        timestampDigits: nanoseconds ? 9 : 6,
        linkTypes: [101],
        snapLength: 96,
        complete: true,
        warnings: [],
      });
    });
  }
}

const whole = Buffer.concat([
  pcapHeader(),
  pcapRecord({ seconds: 1, data: payload(9, 1) }),
  pcapRecord({ seconds: 2, data: payload(0, 2) }),
  pcapRecord({ seconds: 3, data: payload(4, 3) }),
]);
const recordEnds = [24, 24 + 25, 24 + 25 + 16, whole.length];

test('any chunk size gives the same packets', () => {
  const pushed = (size: number): string[] => {
    const seen: string[] = [];
    const tally = new Tally((packet) =>
      seen.push(Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex')),
    );
    const parser = new PcapParser(tally);
    for (const chunk of chunks(whole, size)) assert.equal(parser.push(chunk), null);
    assert.equal(parser.end(), null);
    return seen;
  };
  const expected = [payload(9, 1), payload(0, 2), payload(4, 3)].map((data) => data.toString('hex'));
  for (let size = 1; size <= whole.length; size++) assert.deepEqual(pushed(size), expected, `chunks of ${size}`);
});

test('cut at every byte: whole packets are read, and the warning says where it stops', async () => {
  for (let length = 24; length < whole.length; length++) {
    const { summary, packets } = await read(whole.subarray(0, length), 7);
    const expected = recordEnds.filter((end) => end <= length).length - 1;
    assert.equal(packets.length, expected, `cut at ${length}`);
    const isAtEnd = recordEnds.includes(length);
    assert.equal(summary.complete, isAtEnd, `cut at ${length}`);
    if (isAtEnd) continue;
    assert.deepEqual(warningKinds(summary), ['truncated-file']);
    assert.equal(summary.warnings[0]?.frame, expected + 1);
    assert.match(summary.warnings[0]?.message ?? '', new RegExp(`byte offset ${recordEnds[expected]}\\b`));
    const left = length - (recordEnds[expected] ?? 0);
    assert.match(summary.warnings[0]?.message ?? '', left === 1 ? /: 1 byte of it stands at/ : / bytes of it stand at/);
  }
});

test('cut inside the file header is no capture', async () => {
  for (let length = 4; length < 24; length++) {
    await assert.rejects(read(whole.subarray(0, length), 5), (error: CaptureError) => {
      assert.equal(error.code, 'not-a-capture');
      assert.match(error.message, new RegExp(`ends after ${length} bytes`));
      return true;
    });
  }
});

test('versions', async () => {
  for (const version of [
    [2, 3],
    [2, 4],
  ] as const) {
    assert.equal((await read(pcapHeader({ version }))).summary.complete, true);
  }
  // pcap-parser takes 1.4, 2.2 and 9.4.
  for (const version of [
    [1, 4],
    [2, 2],
    [9, 4],
    [9, 9],
  ] as const) {
    await assert.rejects(read(pcapHeader({ version })), {
      code: 'unsupported-format',
      message: `The input is a pcap file of version ${version.join('.')}; only version 2.4 is supported.`,
    });
  }
});

test('the bits of the frame check sequence are no part of the link type', async () => {
  const { summary } = await read(pcapHeader({ linkType: 0x2400_0001 }));
  assert.deepEqual(summary.linkTypes, [1]);
});

test('a header without packets is complete', async () => {
  const { summary } = await read(pcapHeader({ snapLength: 0 }));
  assert.deepEqual(
    {
      packets: summary.packets,
      first: summary.first,
      last: summary.last,
      snapLength: summary.snapLength,
      complete: summary.complete,
    },
    { packets: 0, first: null, last: null, snapLength: null, complete: true },
  );
});

test('captured length up to the bound, also beyond the snap length', async () => {
  const file = Buffer.concat([pcapHeader({ snapLength: 64 }), pcapRecord({ data: Buffer.alloc(262_144) })]);
  const { summary } = await read(file);
  assert.deepEqual([summary.packets, summary.bytes, summary.complete], [1, 262_144, true]);
});

test('a captured length beyond the bound stops reading', async () => {
  const file = Buffer.concat([
    pcapHeader(),
    pcapRecord({ data: payload(3) }),
    pcapRecord({ data: payload(3), capturedLength: 262_145 }),
    pcapRecord({ data: payload(3) }),
  ]);
  const { summary, packets } = await read(file);
  assert.equal(packets.length, 1);
  assert.equal(summary.complete, false);
  assert.deepEqual(summary.warnings, [
    {
      kind: 'corrupt-packet-header',
      message:
        'The packet header at byte offset 43 is corrupt: it claims 262145 captured bytes, more than the 262144 that are possible; read up to frame 1.',
      frame: 2,
    },
  ]);
});

test('a corrupt length is found at once, however much follows (pcap-parser takes 27 s for 64 MB)', async () => {
  const damaged = Buffer.concat([pcapHeader(), pcapRecord({ data: Buffer.alloc(0), capturedLength: 0xffff_fff0 })]);
  const file = Buffer.concat([damaged, Buffer.alloc(64 * 1024 * 1024)]);
  const start = process.cpuUsage();
  const { summary } = await read(file, 1024 * 1024);
  const { user, system } = process.cpuUsage(start);
  assert.equal(summary.complete, false);
  assert.ok(user + system < 2_500_000, `${user + system} µs`);
});

test('a packet of the largest size in pieces of four bytes takes linear time', async () => {
  const file = Buffer.concat([pcapHeader(), pcapRecord({ data: Buffer.alloc(262_144) })]);
  const start = process.cpuUsage();
  const { summary } = await read(file, 4);
  const { user, system } = process.cpuUsage(start);
  assert.equal(summary.packets, 1);
  // 0.3 s; quadratic it is 9 GB of copying, 6 s.
  assert.ok(user + system < 2_500_000, `${user + system} µs`);
});

test('a fraction of a second or more is carried over, with one warning', async () => {
  const file = Buffer.concat([
    pcapHeader(),
    pcapRecord({ seconds: 10, fraction: 2_345_678, data: payload(1) }),
    pcapRecord({ seconds: 11, fraction: 4_294_967_295, data: payload(1) }),
  ]);
  const { summary, packets } = await read(file);
  assert.deepEqual(
    packets.map((packet) => packet.time),
    ['12.345678000', '4305.967295000'],
  );
  assert.deepEqual(warningKinds(summary), ['timestamp-fraction-too-large']);
  assert.equal(summary.complete, true);
});

test('an original length below the captured one is raised to it', async () => {
  const file = Buffer.concat([pcapHeader(), pcapRecord({ data: payload(8), originalLength: 3 })]);
  const { summary, packets } = await read(file);
  assert.equal(packets[0]?.originalLength, 8);
  assert.deepEqual(warningKinds(summary), ['original-length-too-small']);
});

test('packets behind later ones are counted, unless no host can answer as soon', async () => {
  const microseconds = [100, 350, 345, 150, 200, 360];
  const records = microseconds.map((fraction) => pcapRecord({ seconds: 7, fraction, data: payload(1) }));
  const { summary } = await read(Buffer.concat([pcapHeader(), ...records]));
  assert.deepEqual(
    summary.warnings.map(({ kind, frame }) => ({ kind, frame })),
    [{ kind: 'packets-out-of-order', frame: 4 }],
  );
  assert.match(summary.warnings[0]?.message ?? '', /^2 packets .* 0\.000200 s:/);
});

test('time that goes back by more than a second is one warning', async () => {
  const times = [100, 99, 98, 50, 40];
  const file = Buffer.concat([pcapHeader(), ...times.map((seconds) => pcapRecord({ seconds, data: payload(1) }))]);
  const { summary } = await read(file);
  assert.deepEqual(
    summary.warnings.map(({ kind, frame }) => ({ kind, frame })),
    [{ kind: 'time-goes-backwards', frame: 3 }],
  );
  assert.deepEqual([summary.first?.seconds, summary.last?.seconds], [100, 40]);
});
