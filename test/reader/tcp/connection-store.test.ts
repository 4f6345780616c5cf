import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ControlDetector } from '../../../src/classifier/control-criteria.js';
import { readCapture } from '../../../src/reader/capture/open.js';
import type { Connection } from '../../../src/reader/tcp/connection.js';
import { ConnectionStore } from '../../../src/reader/tcp/connection-store.js';
import { packConnection, unpackConnection } from '../../../src/reader/tcp/packed-connection.js';
import { ConnectionTracker } from '../../../src/reader/tcp/tracker.js';
import { Decoder } from '../../../src/reader/wire/decode.js';
import { ByteReader, ByteWriter, int, near } from '../../../src/storage/codec.js';

const FOLDER = 'fixtures/captures';
/** Of so many captures one is taken: they are alike in what a store could get wrong. */
const ONE_IN = 4;

/** Reads a capture into stores of different sizes at once. */
async function read(path: string, stores: readonly ConnectionStore[]): Promise<void> {
  const trackers = stores.map((store) => new ConnectionTracker(new ControlDetector([]), null, store));
  const decoder = new Decoder({
    segment: (segment, packet) => {
      for (const tracker of trackers) tracker.segment(segment, packet);
    },
    icmpError: (error, packet) => {
      for (const tracker of trackers) tracker.icmpError(error, packet);
    },
  });
  await readCapture({ path }, (packet) => decoder.decode(packet));
}

/** All that a connection is, as plain data; of a log only what it holds, not the room that it has. */
function plain(connection: Connection): unknown {
  const { log, ...rest } = connection;
  const { full, numbers, bytes } = log?.parts ?? { full: false, numbers: [], bytes: [] };
  return JSON.parse(JSON.stringify({ ...rest, hasLog: log !== null, full, numbers: [...numbers], bytes: [...bytes] }));
}

describe('connections that are packed after every packet are as those that never were', () => {
  const names = readdirSync(FOLDER).filter((name) => /\.(pcap|pcapng|gz)$/.test(name));
  for (const name of names.filter((_, n) => n % ONE_IN === 0)) {
    it(name, async () => {
      const roomy = new ConnectionStore();
      const narrow = new ConnectionStore(1);
      await read(`${FOLDER}/${name}`, [roomy, narrow]).catch(() => {});
      assert.equal(narrow.size, roomy.size);
      assert.deepEqual([...narrow.glances()], [...roomy.glances()]);
      assert.deepEqual([...narrow].map(plain), [...roomy].map(plain));
      for (const connection of [...roomy]) {
        const writer = new ByteWriter();
        packConnection(connection, writer);
        const reader = new ByteReader(writer.bytes, 0);
        const unpacked = unpackConnection(connection.index, reader);
        assert.equal(reader.at, writer.used);
        // The place is given to others.
        writer.bytes.fill(0xff);
        assert.deepEqual(plain(unpacked), plain(connection));
      }
    });
  }
});

describe('numbers', () => {
  const VALUES = [
    0,
    1,
    -1,
    63,
    64,
    -64,
    -65,
    8191,
    8192,
    2 ** 30,
    2 ** 31,
    -(2 ** 31),
    2 ** 32 - 1,
    2 ** 50,
    -(2 ** 50),
  ];
  for (const value of VALUES) {
    it(`${value}`, () => {
      const writer = new ByteWriter();
      writer.frame = 1000;
      int.write(value, writer);
      near('frame').write(value, writer);
      const reader = new ByteReader(writer.bytes, 0);
      reader.frame = 1000;
      assert.equal(int.read(reader), value);
      assert.equal(near('frame').read(reader), value);
      assert.equal(reader.at, writer.used);
    });
  }
});

describe('a store', () => {
  it('packs all but the busiest, and gives room back', async () => {
    const store = new ConnectionStore(2);
    await read(`${FOLDER}/vsftpd-lftp-pasv-mirror.pcap`, [store]);
    assert.ok(store.size > 2);
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < store.size; index++) assert.equal(store.at(index).index, index);
    }
  });
});
