import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extension, fragment6, ipv4, ipv6, tcp } from './build.js';
import { type Captured, decode } from './decode-one.js';

const text = 'The quick brown fox jumps over the lazy dog, and the dog sleeps on for quite a while.';
const whole = tcp({ payload: Buffer.from(text) });

/** Fragment from `start` to `end` of a packet, IPv4. */
function four(data: Buffer, start: number, end: number, identification = 1): Buffer {
  return ipv4(data.subarray(start, end), { offset: start, more: end < data.length, identification });
}

function six(data: Buffer, start: number, end: number, next = 6, identification = 1): Buffer {
  const header = fragment6(next, start, end < data.length, identification);
  return ipv6(Buffer.concat([header, data.subarray(start, end)]), { next: 44 });
}

function payloads(linkType: number, packets: (Buffer | Captured)[]): [number, string][] {
  return decode(linkType, packets).segments.map(({ frame, payload }) => [frame, payload]);
}

test('the segment comes with the fragment that completes it', () => {
  assert.deepEqual(payloads(228, [four(whole, 0, 48), four(whole, 48, 80), four(whole, 80, whole.length)]), [
    [3, text],
  ]);
  assert.deepEqual(payloads(228, [four(whole, 80, whole.length), four(whole, 0, 48), four(whole, 48, 80)]), [
    [3, text],
  ]);
  assert.deepEqual(payloads(229, [six(whole, 48, whole.length), six(whole, 0, 48)]), [[2, text]]);
});

test('an extension header after the fragment header is passed over', () => {
  const data = Buffer.concat([extension(6), whole]);
  assert.deepEqual(payloads(229, [six(data, 0, 48, 60), six(data, 48, data.length, 60)]), [[2, text]]);
});

test('the TCP header may itself be split', () => {
  assert.deepEqual(payloads(228, [four(whole, 0, 8), four(whole, 8, 16), four(whole, 16, whole.length)]), [[3, text]]);
});

test('any order, duplication and overlap gives the original', () => {
  const pieces = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 13 })), {
    maxLength: 12,
  });
  const versions = fc.constantFrom<4 | 6>(4, 6);
  fc.assert(
    fc.property(pieces, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), versions, (extra, order, version) => {
      const ranges = extra.map(([start, length]) => [start * 8, Math.min((start + length) * 8, whole.length)] as const);
      for (let start = 0; start < whole.length; start += 24) ranges.push([start, Math.min(start + 24, whole.length)]);
      const shuffled = ranges.map((range, i) => ({ range, key: order[i] ?? 0 })).sort((a, b) => a.key - b.key);
      const packets = shuffled.map(({ range: [start, end] }) => (version === 4 ? four : six)(whole, start, end));
      const seen = payloads(version === 4 ? 228 : 229, packets);
      assert.ok(seen.length >= 1);
      for (const [, payload] of seen) assert.equal(payload, text);
    }),
  );
});

test('where copies overlap, the first wins', () => {
  const other = Buffer.from(whole);
  other.fill('X', 48);
  assert.deepEqual(payloads(228, [four(whole, 48, 80), four(other, 0, 80), four(whole, 80, whole.length)]), [
    [3, text],
  ]);
});

test('datagrams of other hosts, protocols and identifications are kept apart', () => {
  const foreign = [
    ipv4(whole.subarray(48), { offset: 48, identification: 2 }),
    ipv4(whole.subarray(48), { offset: 48, identification: 1, protocol: 17 }),
    ipv4(whole.subarray(48), { offset: 48, identification: 1, source: '10.0.0.3' }),
  ];
  assert.deepEqual(payloads(228, [four(whole, 0, 48), ...foreign, four(whole, 48, whole.length)]), [[5, text]]);
});

test('IPv6 fragments are kept apart by their identification', () => {
  const other = Buffer.from(whole);
  other.fill('X', 48);
  const packets = [six(whole, 0, 48, 6, 1), six(other, 48, whole.length, 6, 2), six(whole, 48, whole.length, 6, 1)];
  assert.deepEqual(payloads(229, packets), [[3, text]]);
});

test('fragments more than 60 s apart are of different datagrams', () => {
  const late = (seconds: number): [number, string][] =>
    payloads(228, [
      { bytes: four(whole, 0, 48), seconds: 100 },
      { bytes: four(whole, 48, whole.length), seconds },
    ]);
  assert.deepEqual(late(160), [[2, text]]);
  assert.deepEqual(late(161), []);
});

// As tshark 4.0.17 does: IPv4 shows what the first fragment has, IPv6 nothing.
test('fragments that the snap length cut', () => {
  const cut = (bytes: Buffer, by: number): Captured => ({
    bytes: bytes.subarray(0, bytes.length - by),
    originalLength: bytes.length,
  });
  const first = decode(228, [cut(four(whole, 0, 48), 4), four(whole, 48, whole.length)]);
  assert.deepEqual(
    first.segments.map(({ frame, payload, payloadLength }) => [frame, payload, payloadLength]),
    [[1, text.slice(0, 24), 28]],
  );
  assert.deepEqual(
    first.warnings.map(({ kind }) => kind),
    ['fragments-incomplete'],
  );
  const later = decode(228, [four(whole, 0, 48), cut(four(whole, 48, whole.length), 4)]);
  assert.deepEqual([later.segments.length, later.warnings.length], [0, 2]);
  assert.deepEqual(payloads(229, [cut(six(whole, 0, 48), 4), six(whole, 48, whole.length)]), []);
});

test('impossible fragments are passed over', () => {
  const impossible = [
    // Not a multiple of 8 bytes, although more follow.
    ipv4(whole.subarray(0, 41), { more: true, identification: 1 }),
    // Ends beyond the largest packet.
    ipv4(Buffer.alloc(64), { offset: 65_504, identification: 1 }),
    ipv4(Buffer.alloc(0), { offset: 8, identification: 1 }),
  ];
  assert.deepEqual(payloads(228, [...impossible, four(whole, 0, 48), four(whole, 48, whole.length)]), [[5, text]]);
});

test('incomplete datagrams are counted, but not those of UDP', () => {
  const packets = [
    four(whole, 0, 48, 1),
    four(whole, 0, 48, 2),
    ipv4(whole.subarray(0, 48), { protocol: 17, more: true }),
  ];
  assert.deepEqual(decode(228, packets).warnings, [
    { kind: 'fragments-incomplete', message: '2 IP packets could not be reassembled: fragments are missing.' },
  ]);
});

test('bounded: a flood of first fragments gives up the oldest', () => {
  const flood = Array.from({ length: 600 }, (_, i) => four(whole, 0, 48, i));
  const packets = [...flood, four(whole, 48, whole.length, 0), four(whole, 48, whole.length, 599)];
  const { segments, warnings } = decode(228, packets);
  assert.deepEqual(
    segments.map(({ frame, identification }) => [frame, identification]),
    [[602, 599]],
  );
  // 600 and the late rest of the one that was given up, less the one that was completed.
  assert.match(warnings[0]?.message ?? '', /^600 IP packets /);
});

test('bounded: a datagram in countless pieces is given up', () => {
  const large = Buffer.alloc(4096);
  const pieces = Array.from({ length: 256 }, (_, i) => four(large, i * 16, i * 16 + 8));
  const { warnings } = decode(228, pieces);
  assert.match(warnings[0]?.message ?? '', /^\d+ IP packets? could not be reassembled/);
});
