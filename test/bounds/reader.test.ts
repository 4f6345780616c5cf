import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { inLanguage } from '../../src/model/language.js';
import { Budget } from '../../src/reader/tcp/budget.js';
import { Connection } from '../../src/reader/tcp/connection.js';
import { ConnectionStore } from '../../src/reader/tcp/connection-store.js';
import { ContentHash } from '../../src/reader/tcp/content-hash.js';
import { SegmentRole } from '../../src/reader/tcp/flow.js';
import { SegmentLog } from '../../src/reader/tcp/segment-log.js';
import { SentSegments } from '../../src/reader/tcp/sent-segments.js';
import { TlsRecords } from '../../src/reader/tcp/tls-records.js';
import { ConnectionTracker, type ControlCriteria } from '../../src/reader/tcp/tracker.js';
import { Transcript } from '../../src/reader/tcp/transcript.js';
import { TranscriptRecorder } from '../../src/reader/tcp/transcript-recorder.js';
import type { Segment } from '../../src/reader/wire/segment.js';
import { ACK, SYN } from '../bench/capture-writer.js';
import { close, end, open } from '../bench/conversations.js';
import { CLIENT, Control, SERVER } from '../fuzz/bombs/bomb.js';
import { ipv4, le } from '../reader/wire/build.js';
import { decode } from '../reader/wire/decode-one.js';
import { A, addressWords, B, packetOf, segmentOf } from '../support/segments.js';
import { analysisOf, analysisOfBytes, edge } from './edge.js';

const ALL_CONTROL: ControlCriteria = { isControlPort: () => true, mayBeginWith: () => true, judge: () => true };
const NO_CONTROL: ControlCriteria = { isControlPort: () => false, mayBeginWith: () => false, judge: () => false };

const kindsOf = (warnings: readonly { readonly kind: string }[]) => warnings.map(({ kind }) => kind);

/** Segments of connections that differ in the client's address. */
function segmentOfClient(n: number, fields: Partial<Segment>): Segment {
  return { ...segmentOf(A, B, fields), source: Int32Array.of(0, 0, 0, 0x0a000000 + n) };
}

describe('bounds of connections', () => {
  edge('reader/tcp/tracker.ts MAX_CONNECTIONS', 'warning too-many-connections', (most) => {
    const tracker = new ConnectionTracker(
      NO_CONTROL,
      null,
      new (class extends ConnectionStore {
        override get size(): number {
          return super.size + most - 1;
        }
      })(),
    );
    tracker.count = most - 1;
    tracker.segment(segmentOfClient(1, { flags: SYN }), packetOf(1));
    assert.deepEqual(kindsOf(tracker.warnings()), []);
    tracker.segment(segmentOfClient(2, { flags: SYN }), packetOf(2));
    assert.deepEqual([tracker.count, ...kindsOf(tracker.warnings())], [most + 1, 'too-many-connections']);
  });
  edge('reader/tcp/tracker.ts MAX_NUMBERED', 'warning too-many-connections', (most) => {
    const tracker = new ConnectionTracker(NO_CONTROL);
    tracker.count = most - 1;
    tracker.segment(segmentOfClient(1, { flags: SYN }), packetOf(1));
    assert.equal(tracker.count, most);
    tracker.segment(segmentOfClient(2, { flags: SYN }), packetOf(2));
    assert.deepEqual([tracker.count, ...kindsOf(tracker.warnings())], [most, 'too-many-connections']);
  });
  edge('reader/tcp/connection-store.ts MAX_AWAKE', 'nothing is lost', (most) => {
    const tracker = new ConnectionTracker(NO_CONTROL);
    for (const sequence of [1, 11, 21]) {
      for (let n = 0; n < most * 2; n++) {
        tracker.segment(segmentOfClient(n, { sequence, flags: ACK, bytes: new Uint8Array(10) }), packetOf(sequence));
      }
    }
    for (const { flows } of tracker.connections) assert.deepEqual([flows[0]?.bytes, flows[0]?.holes()], [30, []]);
    assert.equal(tracker.connections.size, most * 2);
  });
  edge('reader/tcp/connection.ts MAX_EVENTS', 'what they count is counted', async (most) => {
    const again = most + 30;
    const { sessions } = await analysisOf((writer) => {
      const control = new Control(writer).fetching();
      const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 5000, 0)];
      for (let n = 0; n < again; n++) writer.segment(client, server, SYN, null, 1e6, n < again - 1);
      control.reply('425 no');
    });
    const data = sessions[0]?.transfers[0]?.data;
    assert.equal(data?.events.filter(({ kind }) => kind.startsWith('syn')).length, most);
    assert.equal(data?.ends.client?.segments, again);
    assert.equal(data?.retransmissions, again - 1);
  });
});

describe('bounds of control payload', () => {
  const append = (log: SegmentLog, n: number, segment: Segment) => log.append(0, segment, packetOf(n + 1));
  edge('reader/tcp/segment-log.ts MAX_CONTROL_SEGMENTS', 'the log is full', (most) => {
    const log = new SegmentLog();
    const [segment, packet] = [segmentOf(A, B, { bytes: Buffer.from('x') }), packetOf(1)];
    for (let n = 0; n < most; n++) log.append(0, segment, packet);
    assert.deepEqual([log.full, log.size], [false, most]);
    append(log, most, segment);
    assert.deepEqual([log.full, log.size], [true, most]);
  });
  edge('reader/tcp/segment-log.ts MAX_CONTROL_BYTES', 'warning control-data-not-kept', (most) => {
    const tracker = new ConnectionTracker(ALL_CONTROL);
    const bytes = Buffer.alloc(65_536);
    for (let n = 0; n < most / bytes.length; n++) {
      tracker.segment(segmentOf(A, B, { sequence: n * bytes.length, flags: ACK, bytes }), packetOf(n + 1));
    }
    assert.deepEqual(kindsOf(tracker.warnings()), []);
    tracker.segment(segmentOf(A, B, { sequence: most, flags: ACK, bytes }), packetOf(9999));
    assert.deepEqual(kindsOf(tracker.warnings()), ['control-data-not-kept']);
  });
  edge('reader/tcp/tracker.ts MAX_TOTAL_CONTROL_BYTES', 'warning control-data-not-kept', (most) => {
    const tracker = new ConnectionTracker(ALL_CONTROL);
    const bytes = Buffer.alloc(4 * 1024 * 1024);
    // Half of what one connection may have, of many.
    for (let sent = 0, n = 0; sent < most; sent += bytes.length, n++) {
      const sequence = (n % 4) * bytes.length;
      tracker.segment(segmentOfClient(Math.floor(n / 4), { sequence, flags: ACK, bytes }), packetOf(n + 1));
    }
    assert.deepEqual(kindsOf(tracker.warnings()), []);
    for (const n of [500, 501]) tracker.segment(segmentOfClient(n, { flags: ACK, bytes }), packetOf(n));
    assert.deepEqual(kindsOf(tracker.warnings()), ['control-data-not-kept']);
  });
  edge('reader/tcp/packed-connection.ts MAX_PACKED_LOG', 'nothing is lost', async (most) => {
    const line = 'NOOP '.padEnd(1000, 'x');
    const commands = Math.ceil(most / line.length) + 5;
    const { sessions } = await analysisOf((writer) => {
      const control = new Control(writer).login();
      for (let n = 0; n < commands; n++) control.command(line);
      for (let n = 0; n < 3000; n++) writer.segment(end(n, 1024, n), end(SERVER, 80, 0), SYN, null);
      control.command('QUIT');
    });
    assert.equal(sessions[0]?.commands.length, commands + 3);
  });
});

describe('bounds of transcripts', () => {
  const recorded = () => {
    const recorder = new TranscriptRecorder();
    const record = (n: number, isControl: boolean, fields: Partial<Segment> = {}, address = n) => {
      const segment = { ...segmentOf(A, B, fields), source: Int32Array.of(0, 0, 0, address) };
      const connection = new Connection(n, segment, 4, packetOf(1));
      connection.isControl = isControl;
      connection.receive(segment, packetOf(1), 0);
      recorder.record(connection, 0, segment, packetOf(1), SegmentRole.data);
      return connection;
    };
    return { recorder, record };
  };
  edge('reader/tcp/transcript-recorder.ts MAX_TRANSCRIPTS', 'warning transcripts-not-kept', (most) => {
    const { recorder, record } = recorded();
    for (let n = 0; n < most; n++) record(n, false, { flags: SYN });
    assert.deepEqual(recorder.warnings(), []);
    assert.equal(record(most, false, { flags: SYN }).transcript, 'not-kept');
    const [warning] = recorder.warnings().map((each) => inLanguage(each, 'en'));
    assert.equal(warning?.kind, 'transcripts-not-kept');
    assert.match(warning?.message ?? '', /of 1 later/);
  });
  edge('reader/tcp/transcript-recorder.ts MAX_UNRELATED', 'of the oldest none is kept', (most) => {
    const { record } = recorded();
    const bytes = Buffer.from('web');
    const [first, second] = [0, 1].map((n) => record(n, false, { flags: ACK, bytes }));
    for (let n = 2; n <= most; n++) record(n, false, { flags: ACK, bytes });
    assert.equal(first?.transcript, 'not-kept');
    assert.ok(second?.transcript instanceof Transcript);
  });
  edge('reader/tcp/transcript-recorder.ts MAX_HOSTS', 'every connection may be a data connection', (most) => {
    const { record } = recorded();
    const isHashed = (n: number) => {
      const { transcript } = record(
        n,
        false,
        { flags: ACK, destination: addressWords('9.9.9.9'), bytes: Buffer.from('x') },
        77,
      );
      return transcript instanceof Transcript && transcript.isHashed;
    };
    assert.equal(isHashed(1), false);
    for (let n = 0; n < most / 2; n++) {
      record(n, true, { flags: SYN, destination: Int32Array.of(0, 0, 0, -1 - n) }, 1000 + n);
    }
    assert.equal(isHashed(2), true);
  });
  edge('reader/tcp/transcript-recorder.ts MAX_TOTAL_HELD', 'missing: bound', (most) => {
    const budget = new Budget(most);
    const bytes = Buffer.alloc(1024 * 1024);
    const hashes = Array.from({ length: most / bytes.length / 7 + 1 }, () => new ContentHash(0, budget));
    for (const hash of hashes) {
      for (let n = 0; n < 7; n++) hash.receive(10 + n * bytes.length, segmentOf(A, B, { bytes }));
    }
    assert.equal(hashes[0]?.missing, null);
    assert.equal(hashes.at(-1)?.missing, 'bound');
  });
  edge('reader/tcp/sent-segments.ts MAX_TOTAL_REMEMBERED', 'first: null', (most) => {
    const budget = new Budget(most);
    const each = 4000;
    const all = Array.from({ length: most / each + 1 }, () => new SentSegments(budget));
    for (const sent of all) for (let n = 0; n < each; n++) sent.add(n * 10, 10, packetOf(n + 1));
    assert.equal(all[0]?.find(0)?.frame, 1);
    assert.equal(all.at(-1)?.find(0), null);
  });
  edge('reader/tcp/tls-records.ts MAX_LENGTHS', 'more of them carry data', (most) => {
    const records = (count: number) => {
      const reader = new TlsRecords(0);
      const bytes = Buffer.concat(Array<Buffer>(count).fill(Buffer.from('1703030003aaaaaa', 'hex')));
      reader.receive(segmentOf(A, B, { bytes }));
      return reader;
    };
    assert.equal(records(most - 1).movedData(true, false), null);
    assert.equal(records(most + 10).movedData(true, false), true);
    assert.equal(records(most + 10).lengths.length, most);
  });
});

describe('bounds of IP', () => {
  edge('reader/wire/fragments.ts MAX_BYTES', 'warning fragments-incomplete', (most) => {
    // The last unit of a datagram makes room for all of it.
    const first = ipv4(Buffer.alloc(48), { more: true, identification: 0xffff });
    const last = ipv4(Buffer.alloc(8), { offset: 48, identification: 0xffff });
    const far = (count: number) =>
      Array.from({ length: count }, (_, n) => ipv4(Buffer.alloc(8), { offset: 65_000, more: true, identification: n }));
    const room = Math.floor(most / 65_008);
    const segments = (count: number) => decode(228, [first, ...far(count), last]).segments.length;
    assert.equal(segments(room - 2), 1);
    assert.equal(segments(room + 2), 0);
  });
});

edge('reader/capture/pcapng.ts MAX_BLOCK', 'damage, complete: false', async (most) => {
  const header = le(4, 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28, 1, 20, 1, 0, 20);
  const block = (length: number) => {
    const bytes = Buffer.alloc(length);
    bytes.set(le(4, 6, length, 0, 0, 0, 60, 60));
    bytes.writeUInt32LE(length, length - 4);
    return analysisOfBytes(Buffer.concat([header, bytes]));
  };
  const [whole, refused] = [await block(most), await block(most + 4)];
  assert.deepEqual([whole.packets, whole.complete, whole.warnings], [1, true, []]);
  assert.deepEqual([refused.packets, refused.complete, ...kindsOf(refused.warnings)], [0, false, 'corrupt-block']);
});

/** Nothing but what a lab report asks for. */
edge('reader/tcp/held-bytes.ts MAX_HELD', 'missing: bound in place of a hash', async (most) => {
  const { sessions } = await analysisOf(
    (writer) => {
      const control = new Control(writer).fetching();
      const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 5000, 1)];
      open(writer, client, server);
      const bytes = Buffer.alloc(60_000);
      const start = server.next;
      server.next += 10;
      for (let sent = 0; sent <= most; sent += bytes.length) writer.segment(server, client, ACK, bytes);
      writer.segmentAt(server, client, ACK, Buffer.alloc(10), start);
      close(writer, server, client);
      control.reply('226 done');
    },
    { transcripts: true },
  );
  assert.match(JSON.stringify(sessions[0]?.transfers[0]?.data), /"missing":"bound"/);
  assert.equal(sessions[0]?.transfers[0]?.data?.missingBytes, 0);
});
