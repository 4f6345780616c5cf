import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CaptureError, readCapture } from '../../../src/reader/capture/open.js';
import { Blocks, payload, pcapHeader, pcapRecord } from './build.js';
import { english, read, streamOf, warningKinds } from './read.js';

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-open-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): { path: string } {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path };
}

/** `count` packets of `length` bytes, 1 s apart. */
function pcap(count: number, length = 10): Buffer {
  const records = Array.from({ length: count }, (_, i) => pcapRecord({ seconds: i, data: payload(length, i) }));
  return Buffer.concat([pcapHeader(), ...records]);
}

const nothing = (): void => {};

test('a file, with progress that ends at its size', async () => {
  const bytes = pcap(3000, 1000);
  const progress: [number, number | null][] = [];
  const summary = await readCapture(file('plain.pcap', bytes), nothing, {
    onProgress: (done, total) => progress.push([done, total]),
  });
  assert.deepEqual([summary.packets, summary.bytes, summary.complete], [3000, 3_000_000, true]);
  assert.deepEqual(progress, [
    [1_048_576, bytes.length],
    [2_097_152, bytes.length],
    [bytes.length, bytes.length],
  ]);
});

test('a stream, with progress of unknown total', async () => {
  const progress: [number, number | null][] = [];
  const onProgress = (done: number, total: number | null): number => progress.push([done, total]);
  const bytes = pcap(10, 1000);
  await readCapture({ stream: streamOf(bytes, 4000) }, nothing, { onProgress });
  assert.deepEqual(progress, [
    [4000, null],
    [8000, null],
    [bytes.length, null],
  ]);
});

test('packets that straddle the buffers of a file are whole', async () => {
  const blocks = new Blocks();
  const packets = Array.from({ length: 400 }, (_, i) => payload(20_001, i));
  const ng = [blocks.section(), blocks.interface(1), ...packets.map((data) => blocks.enhanced(data))];
  const classic = [pcapHeader(), ...packets.map((data) => pcapRecord({ data }))];
  for (const [name, parts] of [
    ['straddle.pcapng', ng],
    ['straddle.pcap', classic],
  ] as const) {
    let i = 0;
    await readCapture(file(name, Buffer.concat(parts)), ({ bytes, start, end }) => {
      assert.ok(packets[i]?.equals(bytes.subarray(start, end)), `packet ${i} of ${name}`);
      i++;
    });
    assert.equal(i, 400);
  }
});

const failures = [
  { title: 'missing file', input: { path: join(folder, 'missing') }, code: 'not-found' },
  { title: 'file below a file', input: { path: join(file('parent', Buffer.of(1)).path, 'child') }, code: 'not-found' },
  { title: 'directory', input: { path: folder }, code: 'is-directory' },
  { title: 'empty file', input: file('empty', Buffer.alloc(0)), code: 'empty' },
  { title: 'text file', input: file('text', Buffer.from('hello, world\n')), code: 'not-a-capture' },
  { title: 'file that cannot be read', input: { path: '/proc/self/mem' }, code: 'not-readable' },
  { title: 'gzip of nothing', input: file('nothing.gz', gzipSync('')), code: 'empty' },
  { title: 'gzip of text', input: file('text.gz', gzipSync('hello, world\n')), code: 'not-a-capture' },
  { title: 'gzip of gzip', input: file('twice.gz', gzipSync(gzipSync(pcap(1)))), code: 'unsupported-format' },
  {
    title: 'gzip of another method',
    input: file('method.gz', Buffer.from('1f8b070000', 'hex')),
    code: 'not-a-capture',
  },
  { title: 'gzip cut in its header', input: file('cut.gz', gzipSync(pcap(1)).subarray(0, 6)), code: 'not-a-capture' },
];

for (const { title, input, code } of failures) {
  test(`${title}: ${code}`, async () => {
    await assert.rejects(readCapture(input, nothing), (error) => {
      assert.ok(error instanceof CaptureError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, /^[A-Z].*\.$/);
      return true;
    });
  });
}

test('gzip, whatever the chunk size', async () => {
  const compressed = gzipSync(pcap(50));
  for (const size of [1, 7, 100, compressed.length]) {
    const { summary, packets } = await read(compressed, size);
    assert.deepEqual(
      [summary.compression, summary.format, summary.packets, summary.complete],
      ['gzip', 'pcap', 50, true],
    );
    assert.equal(packets[49]?.data, payload(10, 49).toString('hex'));
  }
});

test('gzip of several members is one capture', async () => {
  const bytes = pcap(50);
  const members = [bytes.subarray(0, 10), bytes.subarray(10, 500), Buffer.alloc(0), bytes.subarray(500)].map((part) =>
    gzipSync(part),
  );
  const compressed = Buffer.concat(members);
  for (const size of [1, compressed.length]) {
    const { summary } = await read(compressed, size);
    assert.deepEqual([summary.packets, summary.complete, summary.warnings], [50, true, []]);
  }
});

test('gzip in members that end with the chunks', async () => {
  // Incompressible, so that a member is larger than what is joined.
  const random = Buffer.alloc(300_000);
  for (let i = 0, x = 1; i < random.length; i++) {
    x = (Math.imul(x, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    random[i] = x >> 16;
  }
  const bytes = Buffer.concat([
    pcapHeader(),
    pcapRecord({ data: random.subarray(0, 200_000) }),
    pcapRecord({ data: random.subarray(0, 250_000) }),
  ]);
  const members = [gzipSync(bytes.subarray(0, 300_000), { level: 0 }), gzipSync(bytes.subarray(300_000), { level: 0 })];
  let packets = 0;
  const summary = await readCapture({ stream: Readable.from(members, { objectMode: false }) }, () => packets++);
  assert.deepEqual([packets, summary.complete], [2, true]);
});

test('zeros after gzip are padding, other bytes a warning', async () => {
  const compressed = gzipSync(pcap(5));
  const padded = await read(Buffer.concat([compressed, Buffer.alloc(3_000_000)]), 65_536);
  assert.deepEqual([padded.summary.packets, padded.summary.complete, padded.summary.warnings], [5, true, []]);
  const garbage = await read(Buffer.concat([compressed, Buffer.alloc(600_000, 'garbage')]), 65_536);
  assert.deepEqual([garbage.summary.packets, garbage.summary.complete], [5, true]);
  assert.deepEqual(warningKinds(garbage.summary), ['gzip-trailing-garbage']);
});

test('gzip cut at every byte: what was inflated is read', async () => {
  const compressed = gzipSync(pcap(20));
  let most = 0;
  for (let length = 1; length < compressed.length; length++) {
    let reading: Awaited<ReturnType<typeof read>>;
    try {
      reading = await read(compressed.subarray(0, length));
    } catch (error) {
      assert.ok(error instanceof CaptureError, String(error));
      continue;
    }
    assert.equal(reading.summary.complete, false, `cut at ${length}`);
    assert.deepEqual(warningKinds(reading.summary), ['truncated-file']);
    most = Math.max(most, reading.packets.length);
  }
  // Only the checksum is cut off in the end.
  assert.equal(most, 20);
});

test('corrupt gzip: what was inflated before is read', async () => {
  const compressed = gzipSync(pcap(20_000, 100), { level: 1 });
  compressed.fill(0xff, compressed.length - 3000, compressed.length - 2000);
  const { summary, packets } = await read(compressed);
  assert.deepEqual([summary.complete, warningKinds(summary)], [false, ['corrupt-gzip']]);
  assert.ok(packets.length > 10_000, `${packets.length} packets`);
  assert.equal(summary.warnings[0]?.frame, packets.length + 1);
});

test('a damaged capture inside gzip stops reading once', async () => {
  const bytes = Buffer.concat([
    pcap(5),
    pcapRecord({ data: payload(1), capturedLength: 1_000_000 }),
    Buffer.alloc(2_000_000),
  ]);
  const { summary } = await read(gzipSync(bytes), 1000);
  assert.deepEqual([summary.packets, summary.complete, warningKinds(summary)], [5, false, ['corrupt-packet-header']]);
});

const sources = [
  { title: 'pcap file', input: () => file('throw.pcap', pcap(5)) },
  { title: 'large pcap file', input: () => file('throw-large.pcap', pcap(5000, 1000)) },
  { title: 'stream', input: () => ({ stream: streamOf(pcap(5), 9) }) },
  { title: 'gzip', input: () => ({ stream: streamOf(gzipSync(pcap(5)), 9) }) },
  { title: 'large gzip', input: () => ({ stream: streamOf(gzipSync(pcap(5000, 1000)), 1000) }) },
];

for (const { title, input } of sources) {
  test(`${title}: an error of the sink comes out, and nothing is delivered after it`, async () => {
    const source = input();
    const wrong = new Error('sink');
    let calls = 0;
    const promise = readCapture(source, () => {
      if (++calls === 3) throw wrong;
    });
    await assert.rejects(promise, (error) => error === wrong);
    assert.equal(calls, 3);
    if ('stream' in source) assert.ok(source.stream.destroyed);
  });
}

test('a sink that throws undefined is heard as well', async () => {
  let rejected = false;
  await readCapture(file('undefined.pcap', pcap(1)), () => {
    throw undefined;
  }).catch((error) => {
    rejected = error === undefined;
  });
  assert.ok(rejected);
});

test('aborting rejects with the reason, before and while reading', async () => {
  const reason = new Error('enough');
  await assert.rejects(
    readCapture(file('abort.pcap', pcap(1)), nothing, { signal: AbortSignal.abort(reason) }),
    reason,
  );
  for (const input of [file('abort-large.pcap', pcap(4000, 1000)), { stream: streamOf(pcap(4000, 1000), 1_048_576) }]) {
    const controller = new AbortController();
    let calls = 0;
    const promise = readCapture(
      input,
      () => {
        if (++calls === 10) controller.abort(reason);
      },
      { signal: controller.signal },
    );
    await assert.rejects(promise, (error) => error === reason);
    assert.ok(calls < 4000);
  }
});

test('aborting ends the wait for a stream that gives nothing', async () => {
  const stream = new Readable({ read: nothing });
  const controller = new AbortController();
  const promise = readCapture({ stream }, nothing, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await assert.rejects(promise, { name: 'AbortError' });
  assert.ok(stream.destroyed);
});

test('a stream that fails part-way: what came before is read', async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield pcap(5);
    throw Object.assign(new Error('i/o error'), { code: 'EIO' });
  }
  const summary = await readCapture({ stream: Readable.from(failing()) }, nothing);
  assert.deepEqual([summary.packets, summary.complete], [5, false]);
  assert.deepEqual(english(summary).warnings, [
    { kind: 'read-error', message: 'Reading the input failed part-way (EIO); read up to frame 5.', frame: 6 },
  ]);
});

test('a stream that fails at once cannot be read', async () => {
  const stream = new Readable({
    read() {
      this.destroy(new Error('no'));
    },
  });
  await assert.rejects(readCapture({ stream }, nothing), { code: 'not-readable' });
});

test('leaves no file descriptor open, whatever happens', async () => {
  const count = (): number => readdirSync('/proc/self/fd').length;
  const inputs = [
    file('fd.pcap', pcap(5)),
    file('fd.gz', gzipSync(pcap(5))),
    file(
      'fd-corrupt.pcap',
      Buffer.concat([pcapHeader(), pcapRecord({ data: payload(1), capturedLength: 999_999 }), Buffer.alloc(3_000_000)]),
    ),
    file('fd-text', Buffer.from('hello, world\n')),
    { path: folder },
  ];
  const throwing = (): never => {
    throw new Error('sink');
  };
  await readCapture(inputs[0] as { path: string }, nothing);
  const before = count();
  for (let round = 0; round < 10; round++) {
    for (const input of inputs) {
      await readCapture(input, nothing).catch(nothing);
      await readCapture(input, throwing).catch(nothing);
    }
  }
  assert.ok(count() <= before, `${count()} descriptors, ${before} before`);
});
