/** Whether TLS carried more than a handshake, by the lengths of its records. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TlsRecords } from '../../../src/reader/tcp/tls-records.js';
import { A, B, segmentOf } from '../../support/segments.js';

/** Type and length of each record. */
type Records = readonly (readonly [number, number])[];

/** As lengths of encrypted records are with AES-128-GCM and SHA-256: Finished 53, alert 19, tickets of OpenSSL 250. */
const SERVER_1_3: Records = [
  [22, 90],
  [20, 1],
  [23, 23],
  [23, 900],
  [23, 281],
  [23, 53],
];
const CLIENT_1_3: Records = [
  [22, 250],
  [20, 1],
  [23, 53],
];
const TICKETS: Records = [
  [23, 250],
  [23, 250],
];
const CLOSE: Records = [[23, 19]];

const CASES: readonly (readonly [string, Records, boolean, boolean, boolean | null])[] = [
  [
    'TLS 1.2, the handshake alone',
    [
      [22, 90],
      [22, 600],
      [20, 1],
      [22, 40],
      [21, 26],
    ],
    false,
    true,
    false,
  ],
  [
    'TLS 1.2, data',
    [
      [22, 90],
      [20, 1],
      [22, 40],
      [23, 1],
    ],
    false,
    true,
    true,
  ],
  ['TLS 1.3, a server with tickets', [...SERVER_1_3, ...TICKETS, ...CLOSE], true, true, false],
  ['TLS 1.3, a server with tickets and data', [...SERVER_1_3, ...TICKETS, [23, 100], ...CLOSE], true, true, true],
  ['TLS 1.3, one record: a ticket or data', [...SERVER_1_3, [23, 200], ...CLOSE], true, true, null],
  ['TLS 1.3, two records too long for tickets', [...SERVER_1_3, [23, 1400], [23, 1400]], true, true, true],
  ['TLS 1.3, a server without tickets', [...SERVER_1_3, ...CLOSE], true, true, false],
  ['TLS 1.3, a client', [...CLIENT_1_3, ...CLOSE], true, false, false],
  ['TLS 1.3, a client with data', [...CLIENT_1_3, [23, 60], ...CLOSE], true, false, true],
  [
    'TLS 1.3, no Finished of its own record',
    [
      [22, 90],
      [20, 1],
      [23, 1300],
    ],
    true,
    true,
    null,
  ],
  ['TLS 1.3, much', [...SERVER_1_3, ...new Array<[number, number]>(20).fill([23, 700])], true, true, true],
];

function bytesOf(records: Records): Uint8Array {
  return Uint8Array.from(
    records.flatMap(([type, n]) => [type, 3, 3, n >> 8, n & 0xff, ...new Array<number>(n).fill(0)]),
  );
}

function read(bytes: Uint8Array, size: number, lost = -1): TlsRecords {
  const records = new TlsRecords(1000);
  for (let at = 0, i = 0; at < bytes.length; at += size, i++) {
    if (i === lost) continue;
    records.receive(segmentOf(A, B, { sequence: 1000 + at, bytes: bytes.subarray(at, at + size) }));
  }
  return records;
}

describe('TlsRecords', () => {
  for (const [title, records, isVersion13, isServer, expected] of CASES) {
    it(title, () => {
      const bytes = bytesOf(records);
      assert.equal(read(bytes, bytes.length).movedData(isVersion13, isServer), expected, 'in one segment');
      // A header that is split over segments loses the thread, and then nothing is claimed.
      assert.ok([expected, null].includes(read(bytes, 100).movedData(isVersion13, isServer)), 'in pieces');
    });
  }

  it('says nothing for certain where a segment is missing', () => {
    const bytes = bytesOf([...SERVER_1_3, ...CLOSE]);
    assert.equal(read(bytes, 200, 5).movedData(true, true), null);
  });

  it('is not disturbed by a segment that comes twice', () => {
    const bytes = bytesOf([
      [22, 90],
      [20, 1],
      [22, 40],
    ]);
    const records = new TlsRecords(0);
    const segment = segmentOf(A, B, { sequence: 0, bytes });
    records.receive(segment);
    records.receive(segment);
    assert.equal(records.movedData(false, true), false);
  });
});
