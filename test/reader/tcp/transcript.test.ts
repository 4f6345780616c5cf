/** What a transcript keeps of the segments of a connection, and of which connections one is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Clock } from '../../../src/classifier/clock.js';
import { dataConnection } from '../../../src/classifier/session/connection-view.js';
import { MAX_RESENT, MAX_TIMES } from '../../../src/reader/tcp/resent-segments.js';
import { ConnectionTracker, type ControlCriteria } from '../../../src/reader/tcp/tracker.js';
import { MAX_HANDSHAKE, MAX_RELEASE, Transcript } from '../../../src/reader/tcp/transcript.js';
import { TranscriptRecorder } from '../../../src/reader/tcp/transcript-recorder.js';
import { check } from '../../support/property.js';
import { A, B, type End, packetOf, script, segmentOf } from '../../support/segments.js';

const CONTROL_PORT = 21;

/** Connections of port 21 are control connections, all others are none. */
const BY_PORT: ControlCriteria = {
  isControlPort: (port) => port === CONTROL_PORT,
  mayBeginWith: () => false,
  judge: () => false,
};

function tracked(): ConnectionTracker {
  return new ConnectionTracker(BY_PORT, new TranscriptRecorder());
}

function feed(tracker: ConnectionTracker, lines: readonly string[], ends = { a: A, b: B }): void {
  for (const { segment, packet } of script(lines, ends)) tracker.segment(segment, packet);
}

function transcriptOf(tracker: ConnectionTracker, index = 0): Transcript {
  const transcript = tracker.connections.at(index).transcript;
  assert.ok(transcript instanceof Transcript);
  return transcript;
}

function transcript(lines: readonly string[]): Transcript {
  const tracker = tracked();
  feed(tracker, lines);
  return transcriptOf(tracker);
}

/** Numbers of the lines that are in each list. */
function frames(lines: readonly string[]): { handshake: number[]; release: number[]; resent: string[] } {
  const { handshake, release, resent } = transcript(lines);
  return {
    handshake: handshake.map(({ frame }) => frame),
    release: release.map(({ frame }) => frame),
    resent: (resent?.list ?? []).map(({ direction, what, first, again, count }) => {
      const times = again.map(({ frame }) => frame).join(',');
      return `${'ab'[direction]} ${what}: ${first?.frame ?? '?'} again ${times}${count === again.length ? '' : ` of ${count}`}`;
    }),
  };
}

const OPEN = ['a S 100', 'b SA 500 ack 101', 'a A 101 ack 501'];

const rows: { title: string; lines: string[]; handshake?: number[]; release?: number[]; resent?: string[] }[] = [
  { title: 'a handshake', lines: [...OPEN, 'a A 101+5 ack 501', 'b A 501 ack 106'], handshake: [1, 2, 3] },
  {
    title: 'a handshake in which both were sent again',
    lines: [
      'a S 100',
      'a S 100 @1000000',
      'b SA 500 ack 101 @1000100',
      'b SA 500 ack 101 @2000000',
      'a A 101 ack 501 @2000100',
    ],
    handshake: [1, 2, 3, 4, 5],
    resent: ['a SYN: 1 again 2', 'b SYN, ACK: 3 again 4'],
  },
  {
    title: 'a handshake whose ACK is lost: the first segment with the number completes it',
    lines: ['a S 100', 'b SA 500 ack 101', 'a PA 101+5 ack 501', 'a PA 106+5 ack 501'],
    handshake: [1, 2, 3],
  },
  {
    title: 'no segment that acknowledges more completes a handshake',
    lines: ['a S 100', 'b SA 500 ack 101', 'a A 101 ack 505', 'a A 101 ack 509'],
    handshake: [1, 2],
  },
  {
    title: 'a release of four segments',
    lines: [...OPEN, 'a FA 101 ack 501', 'b A 501 ack 102', 'b FA 501 ack 102', 'a A 102 ack 502', 'a A 102 ack 502'],
    handshake: [1, 2, 3],
    release: [4, 5, 6, 7],
  },
  {
    title: 'a release of three segments',
    lines: [...OPEN, 'a FA 101 ack 501', 'b FA 501 ack 102', 'a A 102 ack 502'],
    handshake: [1, 2, 3],
    release: [4, 5, 6],
  },
  {
    title: 'data between the FIN and its acknowledgment',
    lines: [...OPEN, 'a FPA 101+9 ack 501', 'b A 501+9 ack 101', 'b A 510 ack 111', 'a R 111'],
    handshake: [1, 2, 3],
    release: [4, 6, 7],
  },
  {
    title: 'a FIN that is sent again, first with data and then without',
    lines: [...OPEN, 'a FA 101+9 ack 501 @4000', 'a FA 110 ack 501 @300000', 'b A 501 ack 111 @300100'],
    handshake: [1, 2, 3],
    release: [4, 5, 6],
    resent: ['a FIN: 4 again 5'],
  },
  { title: 'a SYN that is refused', lines: ['a S 100', 'b RA 0 ack 101'], handshake: [1], release: [2] },
  {
    title: 'data sent again',
    lines: [
      ...OPEN,
      'a A 101+10 ack 501',
      'a A 111+10 ack 501',
      'a A 101+10 ack 501 @300000',
      'a A 101+10 ack 501 @900000',
    ],
    handshake: [1, 2, 3],
    resent: ['a data: 4 again 6,7'],
  },
  {
    title: 'the parts of a large segment sent again are segments of their own, sent first in it',
    lines: [...OPEN, 'a A 101+30 ack 501', 'a A 101+10 ack 501 @300000', 'a A 121+10 ack 501 @300010'],
    handshake: [1, 2, 3],
    resent: ['a data: 4 again 5', 'a data: 4 again 6'],
  },
  {
    title: 'several segments sent again as one',
    lines: [...OPEN, 'a A 101+10 ack 501', 'a A 111+10 ack 501', 'a A 101+20 ack 501 @300000'],
    handshake: [1, 2, 3],
    resent: ['a data: 4 again 6'],
  },
  {
    title: 'data that was lost before the capture point',
    lines: [...OPEN, 'a A 111+10 ack 501', 'a A 101+10 ack 501 @300000', 'a A 101+10 ack 501 @900000'],
    handshake: [1, 2, 3],
    resent: ['a data: ? again 5,6'],
  },
  {
    title: 'the second copy of a mirror port is none',
    lines: ['a S 100 id 1 @0', 'a S 100 ttl 63 id 1 @10', 'b SA 500 ack 101 @20', 'a A 101 ack 501 @30'],
    handshake: [1, 3, 4],
  },
  {
    title: 'a capture that begins later',
    lines: ['a A 101+9 ack 501', 'b FA 501 ack 110', 'a A 110 ack 502'],
    release: [2, 3],
  },
];

describe('a transcript lists', () => {
  for (const { title, lines, handshake = [], release = [], resent = [] } of rows) {
    it(title, () => assert.deepEqual(frames(lines), { handshake, release, resent }));
  }
});

describe('lists are bounded', () => {
  const again = (line: string, count: number) => Array.from({ length: count }, (_, i) => `${line} @${(i + 1) * 1e6}`);
  it('of a SYN without end, but not without the ACK', () => {
    const lines = [...again('a S 100', 1000), 'b SA 500 ack 101 @1000000100', 'a A 101 ack 501 @1000000200'];
    const { handshake, resent } = transcript(lines);
    assert.equal(handshake.length, MAX_HANDSHAKE + 1);
    assert.deepEqual(
      resent?.list.map(({ count, again }) => [count, again.length]),
      [[999, MAX_TIMES]],
    );
  });
  it('of resets without end', () => {
    assert.equal(transcript([...OPEN, ...again('b R 501', 1000)]).release.length, MAX_RELEASE);
  });
  it('of many segments sent again', () => {
    const lines = Array.from({ length: 2 * MAX_RESENT }, (_, i) => [
      `a A ${101 + i * 10}+10 ack 501 @${i * 1e6}`,
      `a A ${101 + i * 10}+10 ack 501 @${i * 1e6 + 500_000}`,
    ]);
    assert.equal(transcript([...OPEN, ...lines.flat()]).resent?.list.length, MAX_RESENT);
  });
});

describe('payload is hashed', () => {
  const HOST: End = { address: '10.0.0.9', port: 7000 };
  const DATA = [...OPEN, 'a A 101+10 ack 501', 'a FA 111 ack 501'];
  const CONTROL = ['a S 100', 'b SA 500 ack 101'];
  const hashOf = (tracker: ConnectionTracker, index: number) =>
    transcriptOf(tracker, index).contents?.[0]?.sha256 ?? null;
  it('of a connection of a host with a control connection', () => {
    const tracker = tracked();
    feed(tracker, CONTROL, { a: A, b: { ...B, port: CONTROL_PORT } });
    feed(tracker, DATA, { a: HOST, b: B });
    assert.match(hashOf(tracker, 1) ?? '', /^[0-9a-f]{64}$/);
  });
  it('not of other hosts', () => {
    const tracker = tracked();
    feed(tracker, CONTROL, { a: A, b: { ...B, port: CONTROL_PORT } });
    feed(tracker, DATA, { a: HOST, b: { address: '10.0.0.8', port: 443 } });
    assert.equal(hashOf(tracker, 1), null);
  });
  it('not of the control connection', () => {
    const tracker = tracked();
    feed(tracker, DATA, { a: A, b: { ...B, port: CONTROL_PORT } });
    assert.equal(transcriptOf(tracker).contents, null);
  });
});

it('of other traffic only the newest transcripts are kept', () => {
  const tracker = tracked();
  const ends = Array.from({ length: 10_001 }, (_, i): End => ({ address: '10.0.0.7', port: 1000 + i }));
  for (const [i, end] of ends.entries()) {
    tracker.segment(segmentOf(end, B, { bytes: new Uint8Array(5) }), packetOf(i + 1));
  }
  const kept = [...tracker.connections].map((connection) => connection.transcript instanceof Transcript);
  assert.deepEqual([kept[0], kept[1], kept[10_000]], [false, true, true]);
});

describe('any segments at all', () => {
  const number = fc.oneof(fc.integer({ min: 90, max: 140 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
  const segment = fc.record({
    isBack: fc.boolean(),
    flags: fc.integer({ min: 0, max: 255 }),
    sequence: number,
    acknowledgment: number,
    bytes: fc.uint8Array({ maxLength: 40 }),
    cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 2 ** 31 - 1 })),
    optionsEnd: fc.nat({ max: 40 }),
    linkAddress: fc.integer({ min: -1, max: 10 }),
  });
  it('throw nothing, and a hash says what it lacks or lacks nothing', () =>
    check(
      fc.property(fc.array(segment, { maxLength: 40 }), (segments) => {
        const tracker = tracked();
        feed(tracker, OPEN, { a: A, b: { ...B, port: CONTROL_PORT } });
        for (const [i, { isBack, cut, optionsEnd, bytes, ...fields }] of segments.entries()) {
          const [from, to] = isBack ? [B, A] : [A, B];
          const payloadLength = bytes.length + cut;
          tracker.segment(
            segmentOf(from, to, { ...fields, bytes, payloadLength, optionsEnd: Math.min(optionsEnd, bytes.length) }),
            packetOf(i + 10, i * 500_000),
          );
        }
        const clock = new Clock({ seconds: 0, nanoseconds: 0 }, 6);
        for (const connection of tracker.connections) {
          const {
            transcript: shown,
            content,
            retransmissions,
          } = dataConnection(connection, 0, null, { clock, language: 'en' }, 'client');
          assert.ok(shown !== null);
          const counts = shown.retransmitted.map(({ count }) => count);
          assert.equal(
            counts.reduce((sum, count) => sum + count, 0),
            retransmissions,
          );
          if (content !== null) assert.equal(content.sha256 === null, content.missing !== null);
        }
      }),
    ));
});
