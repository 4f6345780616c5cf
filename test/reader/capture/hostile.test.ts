import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { CaptureError } from '../../../src/reader/capture/open.js';
import { Blocks, payload, pcapHeader, pcapRecord } from './build.js';
import { read } from './read.js';

const blocks = new Blocks('big');
const counter = blocks.option(5, Buffer.alloc(8, 1));
const pcap = Buffer.concat([pcapHeader(), pcapRecord({ data: payload(30) }), pcapRecord({ data: payload(30) })]);
const captures = {
  pcap,
  pcapng: Buffer.concat([
    blocks.section(),
    blocks.interface(1, 64, blocks.option(9, Buffer.of(9))),
    blocks.enhanced(payload(30), { time: 5n, options: blocks.option(4, Buffer.alloc(8)) }),
    blocks.simple(payload(9)),
    blocks.obsolete(payload(7)),
    blocks.statistics(0, counter),
  ]),
  gzip: gzipSync(pcap),
};

for (const [name, capture] of Object.entries(captures)) {
  test(`${name} with bytes changed, taken out and cut off: read in part or refused, and packets stay within it`, async () => {
    const edits = fc.array(fc.tuple(fc.nat({ max: capture.length - 1 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(), fc.integer({ min: 1, max: 40 }), async (changes, gap, chunkSize) => {
        const bytes = Buffer.from(capture);
        for (const [at, value] of changes) bytes[at] = value;
        const at = gap % (bytes.length + 1);
        const damaged =
          gap % 3 === 0
            ? bytes.subarray(0, at)
            : gap % 3 === 1
              ? Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
              : bytes;
        let reading: Awaited<ReturnType<typeof read>>;
        try {
          reading = await read(damaged, chunkSize);
        } catch (error) {
          assert.ok(error instanceof CaptureError, String(error));
          return;
        }
        const { summary, packets } = reading;
        assert.ok(packets.every(({ data, originalLength }) => originalLength >= data.length / 2));
        assert.ok(summary.packets >= packets.length);
        if (!summary.complete) assert.ok(summary.warnings.length > 0);
      }),
      { numRuns: 400 },
    );
  });
}
