import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, ipv4, tcp } from './build.js';
import { decode } from './decode-one.js';

test('header fields; words of 32 bits are signed', () => {
  const bytes = ipv4(
    tcp({
      source: 65_535,
      destination: 20,
      sequence: 0xffff_fffe,
      acknowledgment: 0x8000_0000,
      flags: 0x52,
      window: 65_535,
      options: hex('020405b4 01030307'),
      payload: Buffer.from('ab'),
    }),
  );
  assert.deepEqual(decode(228, [bytes]).segments, [
    {
      frame: 1,
      version: 4,
      source: '10.0.0.1',
      destination: '10.0.0.2',
      ttl: 64,
      identification: 7,
      linkAddress: -1,
      sourcePort: 65_535,
      destinationPort: 20,
      sequence: -2,
      acknowledgment: -0x8000_0000,
      flags: 0x52,
      window: 65_535,
      checksum: 0xabcd,
      urgentPointer: 0x1234,
      headerLength: 28,
      options: '020405b401030307',
      payload: 'ab',
      payloadCaptured: 2,
      payloadLength: 2,
    },
  ]);
});

// What tshark 4.0.17 does with such packets: tcp.stream from 16 bytes on.
test('cut by the snap length', () => {
  const bytes = ipv4(tcp({ options: hex('0101080a 00000001 00000002'), payload: Buffer.from('abcd') }));
  const whole = { headerLength: 32, payloadLength: 4, checksum: 0xabcd, urgentPointer: 0x1234 };
  const expected = new Map([
    [0, null],
    [15, null],
    [16, { ...whole, options: '', payload: '', checksum: 0, urgentPointer: 0 }],
    [19, { ...whole, options: '', payload: '', checksum: 0, urgentPointer: 0 }],
    [20, { ...whole, options: '', payload: '' }],
    [26, { ...whole, options: '0101080a0000', payload: '' }],
    [32, { ...whole, options: '0101080a0000000100000002', payload: '' }],
    [34, { ...whole, options: '0101080a0000000100000002', payload: 'ab' }],
  ]);
  for (const [captured, fields] of expected) {
    const { segments, warnings } = decode(228, [
      { bytes: bytes.subarray(0, 20 + captured), originalLength: bytes.length },
    ]);
    const seen = segments.map(({ headerLength, payloadLength, checksum, urgentPointer, options, payload }) => ({
      headerLength,
      payloadLength,
      checksum,
      urgentPointer,
      options,
      payload,
    }));
    assert.deepEqual(seen, fields === null ? [] : [fields], `${captured} bytes`);
    assert.deepEqual(
      warnings.map(({ kind }) => kind),
      fields === null ? ['undecodable-packets'] : [],
    );
  }
});

// Wireshark counts them in tcp.stream, so they must reach the tracker; nothing in them can be believed.
for (const dataOffset of [0, 4, 8, 15]) {
  test(`data offset ${dataOffset} is malformed: the segment has neither options nor payload`, () => {
    const { segments, warnings } = decode(228, [ipv4(tcp({ dataOffset, payload: Buffer.from('abcd') }))]);
    assert.deepEqual(
      segments.map(({ sourcePort, options, payload, payloadLength, headerLength }) => ({
        sourcePort,
        options,
        payload,
        payloadLength,
        headerLength,
      })),
      [{ sourcePort: 1025, options: '', payload: '', payloadLength: 0, headerLength: 20 }],
    );
    assert.deepEqual(warnings, [
      {
        kind: 'undecodable-packets',
        message: '1 packet could not be decoded: headers are malformed or cut off by the snap length.',
        frame: 1,
      },
    ]);
  });
}
