/** The payload of a control connection, copied as it came. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_CONTROL_BYTES, SegmentLog } from '../../../src/reader/tcp/segment-log.js';
import { A, B, packetOf, segmentOf } from '../../support/segments.js';

function append(log: SegmentLog, text: string, sequence = 1, length = text.length): void {
  const bytes = Buffer.from(`??${text}??`, 'latin1');
  const range = { payloadStart: 2, payloadCaptured: text.length, payloadLength: length };
  log.append(0, segmentOf(A, B, { sequence, bytes, ...range }), packetOf(log.size + 1));
}

describe('SegmentLog', () => {
  it('copies the payload and nothing around it', () => {
    const log = new SegmentLog();
    append(log, 'USER alice\r\n');
    append(log, 'PASS x\r\n', 13);
    const texts = log.segments().map(({ offset, captured }) => log.slice(offset, captured).toString('latin1'));
    assert.deepEqual(texts, ['USER alice\r\n', 'PASS x\r\n']);
    assert.equal(log.byteLength, 20);
  });
  it('is not changed when the packet buffer is used again', () => {
    const log = new SegmentLog();
    const bytes = Buffer.from('NOOP\r\n');
    log.append(1, segmentOf(B, A, { bytes, payloadCaptured: 6, payloadLength: 6 }), packetOf(1));
    bytes.fill(0);
    assert.equal(log.slice(0, 6).toString(), 'NOOP\r\n');
  });
  it('keeps every field while it grows', () => {
    const log = new SegmentLog();
    for (let i = 0; i < 5000; i++) {
      const fields = { sequence: (i * 1_000_003) | 0, bytes: new Uint8Array(i % 7), payloadLength: (i % 7) + 1 };
      log.append((i & 1) as 0 | 1, segmentOf(A, B, fields), packetOf(i + 1, i * 999_999));
    }
    let offset = 0;
    for (const [i, segment] of log.segments().entries()) {
      const { seconds, nanoseconds } = packetOf(0, i * 999_999);
      const captured = i % 7;
      assert.deepEqual(segment, {
        ...{ direction: i & 1, sequence: (i * 1_000_003) | 0, length: captured + 1, captured },
        ...{ frame: i + 1, seconds, nanoseconds, offset },
      });
      offset += captured;
    }
  });
  it('stops at its bound, and says so', () => {
    const log = new SegmentLog();
    const mebibyte = 'x'.repeat(1024 * 1024);
    for (let i = 0; i * mebibyte.length < MAX_CONTROL_BYTES; i++) append(log, mebibyte, i);
    assert.equal(log.full, false);
    append(log, 'x');
    assert.equal(log.full, true);
    assert.equal(log.byteLength, MAX_CONTROL_BYTES);
  });
});
