import assert from 'node:assert/strict';
import { test } from 'node:test';
import { be, hex, ipv4, le, llcSnap, tcp } from './build.js';
import { decode } from './decode-one.js';

const body = llcSnap(ipv4(tcp({ payload: Buffer.from('air') })));

interface Frame {
  control?: number;
  flags?: number;
  fourth?: boolean;
  qos?: number;
  htControl?: boolean;
  sequence?: number;
  padding?: number;
  body?: Buffer;
}

function frame(fields: Frame = {}): Buffer {
  return Buffer.concat([
    be(1, fields.control ?? 0x08, fields.flags ?? 0x01, 0, 0),
    Buffer.alloc(18, 3),
    le(2, fields.sequence ?? 0),
    Buffer.alloc(fields.fourth ? 6 : 0, 4),
    fields.qos === undefined ? Buffer.alloc(0) : le(2, fields.qos),
    Buffer.alloc((fields.htControl ? 4 : 0) + (fields.padding ?? 0)),
    fields.body ?? body,
  ]);
}

function radiotap(present: string, fields: string, rest: Buffer): Buffer {
  const header = hex(present + fields);
  return Buffer.concat([be(1, 0, 0), le(2, 4 + header.length), header, rest]);
}

const fcs = hex('01020304');
const data = Buffer.concat([frame(), fcs]);

const readable = [
  { title: 'to the distribution system', linkType: 105, bytes: frame({ flags: 1 }) },
  { title: 'from the distribution system', linkType: 105, bytes: frame({ flags: 2 }) },
  { title: 'four addresses', linkType: 105, bytes: frame({ flags: 3, fourth: true }) },
  { title: 'QoS', linkType: 105, bytes: frame({ control: 0x88, qos: 0 }) },
  {
    title: 'QoS with HT control',
    linkType: 105,
    bytes: frame({ control: 0x88, flags: 0x81, qos: 0, htControl: true }),
  },
  {
    title: 'QoS, four addresses, HT control',
    linkType: 105,
    bytes: frame({ control: 0x88, flags: 0x83, fourth: true, qos: 7, htControl: true }),
  },
  { title: 'order bit without QoS', linkType: 105, bytes: frame({ flags: 0x81 }) },
  { title: 'retransmitted', linkType: 105, bytes: frame({ flags: 0x09 }) },
  { title: 'radiotap without fields', linkType: 127, bytes: radiotap('00000000', '', frame()) },
  { title: 'radiotap, FCS at the end', linkType: 127, bytes: radiotap('02000000', '10', data) },
  { title: 'radiotap, time and FCS', linkType: 127, bytes: radiotap('03000000', '0000000000000000 10', data) },
  {
    title: 'radiotap, second bitmap, aligned time',
    linkType: 127,
    bytes: radiotap('03000080 00000000', '00000000 0000000000000000 10', data),
  },
  {
    title: 'radiotap, padded header',
    linkType: 127,
    bytes: radiotap('02000000', '20', frame({ control: 0x88, qos: 0, padding: 2 })),
  },
  { title: 'AVS', linkType: 163, bytes: Buffer.concat([be(4, 0x8021_1001, 64), Buffer.alloc(56), frame()]) },
  { title: 'Prism', linkType: 119, bytes: Buffer.concat([le(4, 0x44, 144), Buffer.alloc(136), frame()]) },
  {
    title: 'Prism, big-endian host',
    linkType: 119,
    bytes: Buffer.concat([be(4, 0x44, 144), Buffer.alloc(136), frame()]),
  },
  { title: 'AVS as Prism', linkType: 119, bytes: Buffer.concat([be(4, 0x8021_1001, 64), Buffer.alloc(56), frame()]) },
];

for (const { title, linkType, bytes } of readable) {
  test(title, () => {
    const { segments, warnings } = decode(linkType, [bytes]);
    assert.deepEqual(
      segments.map(({ payload }) => payload),
      ['air'],
    );
    assert.deepEqual(warnings, []);
  });

  test(`${title}, cut anywhere, never throws`, () => {
    for (let length = 0; length < bytes.length; length++)
      decode(linkType, [{ bytes: bytes.subarray(0, length), originalLength: bytes.length }]);
  });
}

test('every frame of an A-MSDU is read, each without its padding', () => {
  const texts = ['a', 'bc', 'def', 'ghij'];
  const subframes = texts.map((text, i) => {
    const msdu = llcSnap(ipv4(tcp({ payload: Buffer.from(text) })));
    const subframe = Buffer.concat([Buffer.alloc(12, 5), be(2, msdu.length), msdu]);
    return i === texts.length - 1 ? subframe : Buffer.concat([subframe, Buffer.alloc(-subframe.length & 3, 0xff)]);
  });
  const bytes = frame({ control: 0x88, qos: 0x80, body: Buffer.concat(subframes) });
  assert.deepEqual(
    decode(105, [bytes]).segments.map(({ payload, frame: number }) => [number, payload]),
    texts.map((text) => [1, text]),
  );
});

test('an A-MSDU of nothing ends', () => {
  const bytes = frame({ control: 0x88, qos: 0x80, body: Buffer.alloc(100_000) });
  assert.deepEqual(decode(105, [bytes]).segments, []);
});

test('frames without payload and management frames are passed over without a word', () => {
  const others = [0x48, 0xc8, 0x80, 0xb4, 0x50].map((control) => frame({ control }));
  assert.deepEqual(decode(105, others), { segments: [], errors: [], warnings: [] });
});

test('protected frames are counted', () => {
  const { segments, warnings } = decode(105, [frame(), frame({ flags: 0x41 }), frame({ flags: 0x41 })]);
  assert.equal(segments.length, 1);
  assert.deepEqual(warnings, [
    { kind: 'encrypted-wireless', message: '2 packets could not be read: encrypted on the wireless link.', frame: 2 },
  ]);
});

test('fragments on the air are counted', () => {
  const { segments, warnings } = decode(105, [frame({ flags: 0x05 }), frame({ sequence: 1 })]);
  assert.equal(segments.length, 0);
  assert.deepEqual(
    warnings.map(({ kind, frame: number }) => [kind, number]),
    [['undecodable-packets', 1]],
  );
});
