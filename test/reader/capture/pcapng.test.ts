import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PcapngParser } from '../../../src/reader/capture/pcapng.js';
import { Tally } from '../../../src/reader/capture/tally.js';
import { Blocks, BYTE_ORDERS, type ByteOrder, payload } from './build.js';
import { chunks, read, warningKinds } from './read.js';

/** Everything that is read, in one file: three sections of different byte order and interfaces. */
function mixedCapture(first: ByteOrder): Buffer {
  const a = new Blocks(first);
  const b = new Blocks(first === 'little' ? 'big' : 'little');
  return Buffer.concat([
    a.section(),
    a.interface(1, 96),
    a.interface(113, 0, a.option(9, Buffer.of(9))),
    a.enhanced(payload(3, 1), { id: 0, time: 1_000_002n, original: 60 }),
    a.block(0x0000_1234, payload(40)),
    a.enhanced(payload(4, 2), { id: 1, time: 3_000_000_004n }),
    a.obsolete(payload(5, 3), { id: 1, time: 4_000_000_005n }),
    a.block(0x4444_0000, Buffer.alloc(0)),
    b.section(),
    b.interface(101),
    b.simple(payload(6, 4)),
    b.enhanced(payload(7, 5), { time: 5_000_006n }),
    a.section(1, 2),
    a.interface(228, 48),
    a.enhanced(payload(0), { time: 6_000_007n }),
  ]);
}

const mixedPackets = [
  { frame: 1, linkType: 1, time: '1.000002000', originalLength: 60, data: payload(3, 1).toString('hex') },
  { frame: 2, linkType: 113, time: '3.000000004', originalLength: 4, data: payload(4, 2).toString('hex') },
  { frame: 3, linkType: 113, time: '4.000000005', originalLength: 5, data: payload(5, 3).toString('hex') },
  { frame: 4, linkType: 101, time: '4.000000005', originalLength: 6, data: payload(6, 4).toString('hex') },
  { frame: 5, linkType: 101, time: '5.000006000', originalLength: 7, data: payload(7, 5).toString('hex') },
  { frame: 6, linkType: 228, time: '6.000007000', originalLength: 0, data: '' },
];

for (const order of BYTE_ORDERS) {
  test(`${order}-endian first: sections, interfaces and kinds of packet block`, async () => {
    const { summary, packets } = await read(mixedCapture(order));
    assert.deepEqual(packets, mixedPackets);
    assert.deepEqual(
      { ...summary, warnings: warningKinds(summary) },
      {
        format: 'pcapng',
        compression: null,
        packets: 6,
        bytes: 25,
        first: { seconds: 1, nanoseconds: 2000 },
        last: { seconds: 6, nanoseconds: 7000 },
        timestampDigits: 9,
        linkTypes: [1, 113, 101, 228],
        snapLength: 96,
        complete: true,
        warnings: ['packets-without-timestamp'],
      },
    );
  });

  test(`${order}-endian first: any chunk size gives the same packets`, () => {
    const file = mixedCapture(order);
    for (let size = 1; size <= file.length; size++) {
      const seen: string[] = [];
      const parser = new PcapngParser(
        new Tally((packet) => seen.push(Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex'))),
      );
      for (const chunk of chunks(file, size)) assert.equal(parser.push(Buffer.from(chunk)), null);
      assert.equal(parser.end(), null);
      assert.deepEqual(
        seen,
        mixedPackets.map((packet) => packet.data),
        `chunks of ${size}`,
      );
    }
  });
}

test('cut at every byte: whole blocks are read, and the warning says where it stops', async () => {
  const file = mixedCapture('big');
  const blockEnds = new Map<number, number>();
  let packets = 0;
  let order: ByteOrder = 'big';
  for (let offset = 0; offset < file.length; ) {
    if (file.readUInt32BE(offset) === 0x0a0d0d0a)
      order = file.readUInt32BE(offset + 8) === 0x1a2b3c4d ? 'big' : 'little';
    const number = (at: number): number => (order === 'big' ? file.readUInt32BE(at) : file.readUInt32LE(at));
    if ([2, 3, 6].includes(number(offset))) packets++;
    offset += number(offset + 4);
    blockEnds.set(offset, packets);
  }
  let before = 0;
  let start = 0;
  for (let length = 1; length < file.length; length++) {
    if (length < 28) {
      await assert.rejects(read(file.subarray(0, length), 3), { code: 'not-a-capture' }, `cut at ${length}`);
      continue;
    }
    const atEnd = blockEnds.get(length);
    if (atEnd !== undefined) {
      before = atEnd;
      start = length;
    }
    const reading = await read(file.subarray(0, length), 3);
    assert.equal(reading.packets.length, before, `cut at ${length}`);
    assert.equal(reading.summary.complete, atEnd !== undefined, `cut at ${length}`);
    if (atEnd !== undefined) continue;
    const warning = reading.summary.warnings.find(({ kind }) => kind === 'truncated-file');
    assert.match(warning?.message ?? '', new RegExp(`byte offset ${start};`));
    assert.equal(warning?.frame, before + 1);
  }
});

const le = new Blocks();
const head = Buffer.concat([le.section(), le.interface(1), le.enhanced(payload(4))]);
const after = le.enhanced(payload(4, 9));

/** Stand after one good packet, at byte 28 + 20 + 36 = 84. */
const damagedBlocks = [
  {
    title: 'length below the minimum',
    block: le.block(6, payload(24), { length: 28 }),
    says: 'its length of 28 is impossible',
  },
  {
    title: 'length of an unknown block below 12',
    block: le.block(0x77, payload(4), { length: 8 }),
    says: 'its length of 8 is impossible',
  },
  { title: 'length 0', block: le.block(0x77, payload(4), { length: 0 }), says: 'its length of 0 is impossible' },
  {
    title: 'length not a multiple of 4',
    block: le.block(0x77, payload(4), { length: 17 }),
    says: 'its length of 17 is impossible',
  },
  {
    title: 'lengths differ',
    block: le.block(6, payload(24), { trailer: 40 }),
    says: 'its two lengths differ (36 and 40)',
  },
  {
    title: 'lengths of a skipped block differ',
    block: le.block(0x77, payload(24), { trailer: 99 }),
    says: 'its two lengths differ (36 and 99)',
  },
  {
    title: 'packet too large to hold',
    block: le.block(6, payload(24), { length: 16_777_220 }),
    says: 'its length of 16777220 is more than the 16777216 that are possible',
  },
  {
    title: 'captured length beyond the block',
    block: le.enhanced(payload(4), { captured: 5 }),
    says: 'it claims 5 captured bytes but has room for 4',
  },
  {
    title: 'captured length that overflows',
    block: le.enhanced(payload(4), { captured: 0xffff_ffff }),
    says: 'it claims 4294967295 captured bytes but has room for 4',
  },
  {
    title: 'section without byte order',
    block: le.block(0x0a0d0d0a, Buffer.alloc(16)),
    says: 'it has no byte-order magic',
  },
  { title: 'section of another version', block: le.section(2, 0), says: 'version 2.0 of the format is not supported' },
];

for (const { title, block, says } of damagedBlocks) {
  test(`damaged: ${title}`, async () => {
    for (const size of [1, 13, 4096]) {
      const { summary, packets } = await read(Buffer.concat([head, block, after]), size);
      assert.equal(packets.length, 1);
      assert.equal(summary.complete, false);
      const type = `0x${block.readUInt32LE(0).toString(16).padStart(8, '0')}`;
      assert.deepEqual(summary.warnings, [
        {
          kind: 'corrupt-block',
          message: `The block of type ${type} at byte offset 84 is corrupt: ${says}; read up to frame 1.`,
          frame: 2,
        },
      ]);
    }
  });
}

test('a first section of another version is no capture that can be read', async () => {
  await assert.rejects(read(le.section(1, 1)), {
    code: 'unsupported-format',
    message: 'The input is a pcapng file, but version 1.1 of the format is not supported; only 1.0 is.',
  });
});

test('a block that is passed over may be larger than what is held in memory', async () => {
  const large = le.block(0x77, Buffer.alloc(20 * 1024 * 1024));
  const { summary } = await read(Buffer.concat([head, large, after]), 1024 * 1024);
  assert.deepEqual([summary.packets, summary.complete], [2, true]);
});

test('a length that lies costs neither memory nor time', async () => {
  const lie = le.block(6, payload(24), { length: 16 * 1024 * 1024 });
  const { summary } = await read(Buffer.concat([head, lie]), 1);
  assert.deepEqual(warningKinds(summary), ['truncated-file']);
});

test('a large packet in single bytes takes linear time', () => {
  const file = Buffer.concat([le.section(), le.interface(1), le.enhanced(Buffer.alloc(2_000_000))]);
  let bytes = 0;
  const parser = new PcapngParser(new Tally((packet) => (bytes += packet.end - packet.start)));
  const start = process.cpuUsage();
  for (const chunk of chunks(file, 1)) parser.push(chunk);
  const { user, system } = process.cpuUsage(start);
  assert.equal(bytes, 2_000_000);
  assert.ok(user + system < 5_000_000, `${user + system} µs`);
});

// What tshark 4.0.17 numbers: custom blocks, the systemd journal, Sysdig events; not name resolution, secrets, statistics.
test('frame numbers count the records that Wireshark counts', async () => {
  const numbered = [0x0bad, 0x4000_0bad, 9, 0x204];
  const unnumbered = [4, 10, 7, 8, 0x1234];
  for (const size of [1, 4096]) {
    const file = [head, ...[...numbered, ...unnumbered].map((type) => le.block(type, payload(32))), after];
    const { summary, packets } = await read(Buffer.concat(file), size);
    assert.deepEqual(
      packets.map((packet) => packet.frame),
      [1, 1 + numbered.length + 1],
    );
    assert.equal(summary.packets, 2);
  }
});

test('packets of an interface that is not described have a frame number and are passed over', async () => {
  const file = Buffer.concat([head, le.enhanced(payload(8), { id: 3 }), le.enhanced(payload(8), { id: 4 }), after]);
  const { summary, packets } = await read(file);
  assert.deepEqual(
    packets.map((packet) => packet.frame),
    [1, 4],
  );
  assert.deepEqual([summary.packets, summary.bytes, summary.complete], [4, 24, true]);
  assert.deepEqual(
    summary.warnings.map(({ kind, frame }) => ({ kind, frame })),
    [{ kind: 'unknown-interface', frame: 2 }],
  );
  const withoutAny = await read(Buffer.concat([le.section(), le.simple(payload(4)), le.interface(1), after]));
  assert.deepEqual(
    withoutAny.packets.map((packet) => packet.frame),
    [2],
  );
});

test('a new section numbers its interfaces from 0', async () => {
  const file = Buffer.concat([head, le.section(), le.enhanced(payload(4)), le.interface(101), after]);
  const { packets } = await read(file);
  assert.deepEqual(
    packets.map(({ frame, linkType }) => [frame, linkType]),
    [
      [1, 1],
      [3, 101],
    ],
  );
});

test('simple packets are as long as the snap length and the block allow', async () => {
  const file = [
    le.section(),
    le.interface(1, 6),
    le.simple(payload(6), 1500),
    le.simple(payload(4)),
    le.simple(payload(40)),
  ];
  const { packets } = await read(Buffer.concat(file));
  assert.deepEqual(
    packets.map(({ data, originalLength }) => [data.length / 2, originalLength]),
    [
      [6, 1500],
      [4, 4],
      [6, 40],
    ],
  );
  const unlimited = await read(Buffer.concat([le.section(), le.interface(1), le.simple(payload(8), 1500)]));
  assert.equal(unlimited.packets[0]?.data.length, 16);
});

for (const order of BYTE_ORDERS) {
  test(`${order}-endian: drop counts are one warning`, async () => {
    const blocks = new Blocks(order);
    const counter = (code: number, value: bigint): Buffer => blocks.option(code, blocks.writer().u64(value).done());
    const file = Buffer.concat([
      blocks.section(),
      blocks.interface(1),
      blocks.interface(1),
      blocks.enhanced(payload(5), { options: Buffer.concat([blocks.option(2, Buffer.alloc(4)), counter(4, 7n)]) }),
      blocks.obsolete(payload(4), { drops: 2 }),
      blocks.obsolete(payload(4)),
      // Statistics count from the start, so only an interface's last ones hold.
      blocks.statistics(0, Buffer.concat([counter(5, 1n), counter(6, 90n)])),
      blocks.statistics(
        0,
        Buffer.concat([
          counter(5, 3n),
          counter(7, 4n),
          counter(6, 100n),
          blocks.option(0, Buffer.alloc(0)),
          counter(5, 999n),
        ]),
      ),
      blocks.statistics(1, counter(7, 10n)),
      blocks.statistics(9, counter(7, 999n)),
    ]);
    const { summary } = await read(file, 11);
    assert.deepEqual(summary.warnings, [
      {
        kind: 'dropped-packets',
        message:
          'The capture says that packets were lost while it was recorded: 3 by the interface, 14 by the operating system, 9 noted at single packets (100 were accepted by the capture filter).',
      },
    ]);
    assert.equal(summary.complete, true);
  });
}

test('statistics without drops raise no warning', async () => {
  const zero = le.option(5, le.writer().u64(0n).done());
  assert.deepEqual((await read(Buffer.concat([head, le.statistics(0, zero)]))).summary.warnings, []);
});

test('options that run over the block are left, the block stands', async () => {
  const bad = le.writer().u16(9, 400).bytes([9]).done();
  const { summary } = await read(Buffer.concat([le.section(), le.interface(1, 0, bad), after]));
  assert.deepEqual([summary.packets, summary.timestampDigits, summary.complete], [1, 6, true]);
});

test('too many interfaces stop reading', async () => {
  const one = le.interface(1);
  const file = Buffer.concat([le.section(), ...new Array<Buffer>(65_537).fill(one), after]);
  const { summary, packets } = await read(file);
  assert.deepEqual([packets.length, summary.complete, warningKinds(summary)], [0, false, ['too-many-interfaces']]);
});
