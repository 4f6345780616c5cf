import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { Gunzipper } from '../../../src/reader/capture/gunzip.js';
import { gzipHeaderLength, MAX_GZIP_HEADER } from '../../../src/reader/capture/gzip-header.js';
import { payload } from './build.js';
import { chunks } from './read.js';

async function gunzip(
  bytes: Buffer,
  chunkSize = bytes.length,
): Promise<{ text: Buffer; gunzipper: Gunzipper; damage: string | null }> {
  const parts: Buffer[] = [];
  const gunzipper = new Gunzipper((part) => parts.push(Buffer.from(part)));
  for (const chunk of chunks(bytes, chunkSize)) await gunzipper.push(chunk);
  const damage = gunzipper.end();
  gunzipper.close();
  return { text: Buffer.concat(parts), gunzipper, damage: damage && `${damage.kind}: ${damage.message.en}` };
}

/** A member with every optional field, RFC 1952 section 2.3. */
function memberWithFields(data: Buffer): Buffer {
  const extra = Buffer.from([4, 0, 1, 2, 0, 4]);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(data), 0);
  trailer.writeUInt32LE(data.length, 4);
  const header = Buffer.from([0x1f, 0x8b, 8, 0b1_1110, 1, 2, 3, 4, 0, 255]);
  return Buffer.concat([
    header,
    extra,
    Buffer.from('name\0comment\0'),
    Buffer.from([9, 9]),
    deflateRawSync(data),
    trailer,
  ]);
}

const data = payload(1000);

test('header fields, several members and padding, at every chunk size', async () => {
  const bytes = Buffer.concat([
    memberWithFields(data),
    gzipSync(data),
    gzipSync(''),
    Buffer.alloc(9),
    gzipSync(data),
    Buffer.alloc(3),
  ]);
  for (let size = 1; size < 80; size++) {
    const { text, damage, gunzipper } = await gunzip(bytes, size);
    assert.ok(text.equals(Buffer.concat([data, data, data])), `chunks of ${size}`);
    assert.deepEqual([damage, gunzipper.trailingGarbage], [null, false]);
  }
});

test('header length: as soon as it is known', () => {
  const member = memberWithFields(data);
  const length = 10 + 6 + 13 + 2;
  for (let size = 0; size < length; size++)
    assert.equal(gzipHeaderLength(member.subarray(0, size)), 0, `${size} bytes`);
  assert.equal(gzipHeaderLength(member.subarray(0, length)), length);
  assert.equal(gzipHeaderLength(member), length);
});

test('no header: another magic, another method, a name without end', () => {
  assert.equal(gzipHeaderLength(Buffer.of(0x1f, 0x8c)), -1);
  assert.equal(gzipHeaderLength(Buffer.of(0x1f, 0x8b, 7)), -1);
  const endless = Buffer.alloc(MAX_GZIP_HEADER + 1, 'a');
  endless.set([0x1f, 0x8b, 8, 8]);
  assert.equal(gzipHeaderLength(endless), -1);
  assert.equal(gzipHeaderLength(endless.subarray(0, 1000)), 0);
});

for (const garbage of ['x', '\x1f', 'garbage', '\x1f\x8bgarbage', '\x1f\x8b\x08']) {
  test(`after the last member: ${JSON.stringify(garbage)}`, async () => {
    const bytes = Buffer.concat([gzipSync(data), Buffer.from(garbage, 'latin1')]);
    for (const size of [1, bytes.length]) {
      const { text, damage, gunzipper } = await gunzip(bytes, size);
      assert.ok(text.equals(data));
      assert.deepEqual([damage, gunzipper.trailingGarbage], [null, true]);
    }
  });
}

test('a wrong checksum or length is damage, found after all the data', async () => {
  for (const fromEnd of [8, 4]) {
    const bytes = gzipSync(data);
    const at = bytes.length - fromEnd;
    bytes[at] = (bytes[at] as number) ^ 1;
    const { text, damage } = await gunzip(bytes);
    assert.ok(text.equals(data));
    assert.equal(damage, 'corrupt-gzip: The decompressed data do not match the checksum of gzip');
  }
});

test('a short corrupt file: what stands before the damage is inflated', async () => {
  // Stored blocks, so that it is known where the second one's header stands.
  const stored = gzipSync(Buffer.concat([payload(65_535), payload(65_535)]), { level: 0 });
  const small = Buffer.concat([
    stored.subarray(0, 10),
    Buffer.from([0, 100, 0, 155, 255]),
    payload(100),
    Buffer.from([7]),
  ]);
  const { text, damage } = await gunzip(small);
  assert.ok(text.equals(payload(100)));
  assert.match(damage ?? '', /^corrupt-gzip: .* after 100 decompressed bytes$/);
});

test('data cut off anywhere are truncated', async () => {
  const bytes = gzipSync(data);
  for (let length = 0; length < bytes.length; length++) {
    assert.match((await gunzip(bytes.subarray(0, length))).damage ?? '', /^truncated-file: /, `cut at ${length}`);
  }
});

test('an error of the consumer comes out of push', async () => {
  const wrong = new Error('consumer');
  const gunzipper = new Gunzipper(() => {
    throw wrong;
  });
  await assert.rejects(gunzipper.push(gzipSync(data)), (error) => error === wrong);
  gunzipper.close();
});
