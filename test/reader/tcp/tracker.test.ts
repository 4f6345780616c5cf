/** Segments to connections: numbers as Wireshark's, copies, bounds, whose payload is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Connection } from '../../../src/reader/tcp/connection.js';
import { ConnectionStore } from '../../../src/reader/tcp/connection-store.js';
import { ConnectionTracker, type ControlCriteria, MAX_CONNECTIONS } from '../../../src/reader/tcp/tracker.js';
import type { IcmpError } from '../../../src/reader/wire/segment.js';
import { A, addressWords, B, type End, packetOf, script } from '../../support/segments.js';

/** No connection is a control connection. */
const NO_CONTROL: ControlCriteria = {
  isControlPort: () => false,
  mayBeginWith: () => false,
  judge: () => false,
};

function track(lines: readonly string[], criteria = NO_CONTROL, tracker = new ConnectionTracker(criteria)) {
  for (const { segment, packet } of script(lines)) tracker.segment(segment, packet);
  return tracker;
}

/** Stream number of each segment: the newest stream to which it was counted. */
function streams(lines: readonly string[]): string {
  const tracker = new ConnectionTracker(NO_CONTROL);
  const numbers = script(lines).map(({ segment, packet }) => {
    tracker.segment(segment, packet);
    return [...tracker.connections].findLast(({ lastFrame }) => lastFrame === packet.frame)?.index;
  });
  return numbers.join(' ');
}

const OPEN = ['a S 100', 'b SA 500 ack 101', 'a A 101 ack 501'];

/** tcp.stream by tshark 4.0.17 of captures made of these segments. */
const NUMBERS: readonly { lines: readonly string[]; expected: string; todo?: string }[] = [
  { lines: ['a S 100', 'a S 100'], expected: '0 0' },
  { lines: ['a S 100', 'a S 200'], expected: '0 1' },
  { lines: ['a S 100', 'a S 200', 'a S 100'], expected: '0 1 2' },
  { lines: [...OPEN, 'a S 200'], expected: '0 0 0 1' },
  { lines: [...OPEN, 'a FA 101 ack 501', 'b FA 501 ack 102', 'a A 102 ack 502', 'a S 100'], expected: '0 0 0 0 0 0 0' },
  { lines: [...OPEN, 'a R 101', 'a S 100'], expected: '0 0 0 0 0' },
  { lines: ['a S 100', 'b RA 0 ack 101', 'a S 100'], expected: '0 0 0' },
  { lines: ['a S 100', 'b RA 0 ack 101', 'a S 200'], expected: '0 0 1' },
  { lines: [...OPEN, 'b S 900'], expected: '0 0 0 1' },
  { lines: [...OPEN, 'b S 500'], expected: '0 0 0 0' },
  { lines: ['a S 100', 'b S 500', 'a SA 100 ack 501'], expected: '0 0 0' },
  { lines: ['a A 1001+5 ack 501', 'a S 7000'], expected: '0 1' },
  { lines: ['a A 1001+5 ack 501', 'a S 1000'], expected: '0 0' },
  { lines: ['a A 1001+5 ack 501', 'b A 501+5 ack 1006', 'b S 77'], expected: '0 0 1' },
  { lines: [...OPEN, 'a S 200', 'b A 501+5 ack 101', 'b SA 900 ack 201'], expected: '0 0 0 1 1 1' },
  { lines: ['a S 100', 'b SA 500 ack 101', 'b SA 700 ack 101'], expected: '0 0 0' },
  { lines: ['b SA 500 ack 101', 'a S 100'], expected: '0 0' },
  { lines: ['a S 100+5', 'a S 100+5'], expected: '0 0' },
  { lines: ['a S 100', 'a SF 300'], expected: '0 1' },
  { lines: ['a FA 101 ack 501', 'a S 500'], expected: '0 1' },
  { lines: ['a S 4294967295', 'a S 4294967295', 'a S 0'], expected: '0 0 1' },
  { lines: ['b R 0', 'a S 7000'], expected: '0 0' },
  // An acknowledgment shows where the other end began, a reset where its own did.
  { lines: ['b A 1001+5 ack 501', 'a S 7000'], expected: '0 1' },
  { lines: ['b A 1001+5 ack 501', 'a S 500'], expected: '0 0' },
  { lines: ['b A 1001 ack 501', 'a S 7000'], expected: '0 1' },
  { lines: ['b SA 500 ack 101', 'a S 700'], expected: '0 1' },
  {
    lines: ['b RA 0 ack 101', 'a S 300', 'b SA 5 ack 301'],
    expected: '0 1 1',
  },
  { lines: ['a A 1001+5 ack 501', 'b S 77'], expected: '0 1' },
  { lines: ['a A 1001+5 ack 501', 'b S 500'], expected: '0 0' },
  { lines: ['a R 100', 'a S 300'], expected: '0 1' },
  { lines: ['a R 100', 'a S 100'], expected: '0 1' },
  { lines: ['a R 100', 'a S 99'], expected: '0 0' },
  { lines: ['a S 100', 'b RA 0 ack 999', 'a S 100'], expected: '0 0 0' },
];

describe('stream numbers', () => {
  for (const { lines, expected, todo } of NUMBERS) {
    it(lines.join(', '), { todo: todo ?? false }, () => assert.equal(streams(lines), expected));
  }
  it('connections of other hosts and ports in between', () => {
    const tracker = new ConnectionTracker(NO_CONTROL);
    const ends: End[] = [A, { ...A, port: 40001 }, { ...A, address: '10.0.0.3' }, B];
    for (const a of ends) {
      const b = a === B ? A : { ...B, port: 6000 };
      for (const { segment, packet } of script(['a S 100', 'b SA 500 ack 101'], { a, b })) {
        tracker.segment(segment, packet);
      }
    }
    assert.deepEqual(
      [...tracker.connections].map(({ index }) => index),
      [0, 1, 2, 3],
    );
  });
});

function unreachable(quotedLength: number, sequence: number, ends: readonly [End, End] = [A, B]): IcmpError {
  return {
    version: 4,
    type: 3,
    code: 1,
    source: addressWords('10.0.0.9'),
    destination: addressWords(ends[0].address),
    quotedSource: addressWords(ends[0].address),
    quotedDestination: addressWords(ends[1].address),
    quotedSourcePort: ends[0].port,
    quotedDestinationPort: ends[1].port,
    quotedSequence: sequence,
    quotedLength,
    quotedFlags: quotedLength >= 14 ? 2 : 0,
    ttl: 64,
    mtu: 0,
  };
}

/** Streams by tshark 4.0.17 (`-z conv,tcp`) of captures made of these packets, the last of another connection. */
describe('quoted segments', () => {
  const countAfter = (lines: readonly string[], error: IcmpError) => {
    const tracker = track(lines);
    tracker.icmpError(error, packetOf(50));
    const other = { a: { address: '10.0.0.3', port: 41000 }, b: B };
    for (const { segment } of script(['a S 5'], other)) tracker.segment(segment, packetOf(51));
    return { count: tracker.count, last: tracker.connections.at(tracker.connections.size - 1).index };
  };
  const todo = {};
  it('8 bytes of an unknown connection are no stream', () => {
    assert.deepEqual(countAfter([], unreachable(8, 100)), { count: 1, last: 0 });
  });
  it('16 bytes of an unknown connection are one', todo, () => {
    assert.deepEqual(countAfter([], unreachable(16, 100)), { count: 2, last: 1 });
  });
  it('20 bytes of a known connection belong to it', () => {
    assert.deepEqual(countAfter(['a S 100'], unreachable(20, 100)), { count: 2, last: 1 });
  });
  it('20 bytes of a SYN with another number are a new one', todo, () => {
    assert.deepEqual(countAfter(['a S 100'], unreachable(20, 999)), { count: 3, last: 2 });
  });
  it('8 bytes with another number are not', () => {
    assert.deepEqual(countAfter(['a S 100'], unreachable(8, 999)), { count: 2, last: 1 });
  });
  it('the connection remembers the error and its sender', () => {
    const tracker = track(['a S 100']);
    tracker.icmpError(unreachable(8, 100), packetOf(2));
    const event = tracker.connections.at(0).events.at(-1);
    assert.deepEqual([event?.kind, event?.direction, event?.frame], ['icmp-error', null, 2]);
    assert.deepEqual(event?.icmp, { version: 4, type: 3, code: 1, sender: '10.0.0.9', mtu: 0 });
  });
});

describe('who opened it, and how far it got', () => {
  const of = (lines: readonly string[]) => track(lines).connections.at(0);
  const kinds = (connection: Connection) => connection.events.map(({ kind, direction }) => `${kind} ${direction}`);
  it('a handshake', () => {
    const connection = of(OPEN);
    assert.equal(connection.opener, 0);
    assert.equal(connection.established, true);
    assert.equal(connection.roundTrip, 2_000_000);
    assert.deepEqual(kinds(connection), ['syn 0', 'syn-ack 1', 'handshake-ack 0']);
    assert.deepEqual(
      [connection.address(0), connection.address(1), ...connection.ports],
      [A.address, B.address, 40000, 5000],
    );
  });
  it('a SYN-ACK tells that the other end opened it', () => {
    const connection = of(['b SA 500 ack 101', 'a A 101 ack 501']);
    assert.equal(connection.opener, 1);
    assert.equal(connection.established, true);
  });
  it('in mid-stream nobody is known to have', () => assert.equal(of(['a A 1001+5 ack 501']).opener, null));
  it('a SYN alone', () => {
    const connection = of(['a S 100', 'a S 100 @1000000']);
    assert.equal(connection.established, false);
    assert.deepEqual(kinds(connection), ['syn 0', 'syn 0']);
  });
  it('refused', () => assert.deepEqual(kinds(of(['a S 100', 'b RA 0 ack 101'])), ['syn 0', 'rst 1']));
  it('a lost final ACK, proven by data of the opener', () => {
    assert.equal(of(['a S 100', 'b SA 500 ack 101', 'a PA 101+5 ack 501']).established, true);
  });
  it('closed by one end, then by the other', () => {
    const connection = of([...OPEN, 'b FA 501 ack 101', 'a A 101 ack 502', 'a FA 101 ack 502', 'b A 502 ack 102']);
    assert.deepEqual(kinds(connection).slice(-2), ['fin 1', 'fin 0']);
  });
  it('a closed window is said once a side', () => {
    const connection = of([...OPEN, 'b A 501 ack 101 win 0', 'b A 501 ack 102 win 0', 'a A 101 ack 501 win 0']);
    assert.deepEqual(kinds(connection).slice(3), ['zero-window 1', 'zero-window 0']);
  });
  it('a SYN or reset with window 0 closes nothing', () => {
    assert.deepEqual(kinds(of(['a S 100', 'b RA 0 ack 101 win 0'])), ['syn 0', 'rst 1']);
  });
  it('its events are bounded', () => {
    const lines = Array.from({ length: 500 }, (_, i) => `a S 100 @${i * 1_000_000}`);
    assert.ok(of(lines).events.length <= 64);
  });
});

describe('packets captured twice', () => {
  const twice = (first: string, second: string) => {
    const tracker = track([...OPEN, first, second]);
    return {
      copies: tracker.connections.at(0).flows[0]?.copies,
      retransmissions: tracker.connections.at(0).flows[0]?.retransmissions,
    };
  };
  const COPY = { copies: 1, retransmissions: 0 };
  const AGAIN = { copies: 0, retransmissions: 1 };
  it('on both sides of a router: the same identification, a smaller TTL', () => {
    assert.deepEqual(twice('a PA 101+5 ttl 64 id 7 @4000', 'a PA 101+5 ttl 63 id 7 @4900'), COPY);
  });
  it('on both sides of a router: it was passed on; by a mirror port it was not', () => {
    const forwarded = (copy: string) =>
      track([...OPEN, 'a PA 101+5 ttl 64 id 7 @4000', copy]).connections.at(0).flows[0]?.forwarded;
    assert.equal(forwarded('a PA 101+5 ttl 63 id 7 @4900'), true);
    assert.equal(forwarded('a PA 101+5 ttl 64 id 7 @4900'), false);
  });
  it('by a mirror port: the same in all', () => {
    assert.deepEqual(twice('a PA 101+5 ttl 64 id 7 @4000', 'a PA 101+5 ttl 64 id 7 @4100'), COPY);
  });
  it('without an identification, at once', () => {
    assert.deepEqual(twice('a PA 101+5 @4000', 'a PA 101+5 @4020'), COPY);
  });
  it('without an identification, once in a long connection: the sender repeated itself at once', () => {
    const before = Array.from({ length: 40 }, (_, i) => `a PA ${101 + i}+1 @${3000 + i * 2}`);
    const tracker = track([...OPEN, ...before, 'a PA 141+5 @5000', 'a PA 141+5 @5020']);
    assert.deepEqual(
      [tracker.connections.at(0).flows[0]?.copies, tracker.connections.at(0).flows[0]?.retransmissions],
      [0, 1],
    );
  });
  it('without an identification, 200 ms later: sent again', () => {
    assert.deepEqual(twice('a PA 101+5 @4000', 'a PA 101+5 @204000'), AGAIN);
  });
  it('with another identification: sent again', () => {
    assert.deepEqual(twice('a PA 101+5 id 7 @4000', 'a PA 101+5 id 8 @4100'), AGAIN);
  });
  it('with the same identification two seconds later: sent again', () => {
    assert.deepEqual(twice('a PA 101+5 id 7 @4000', 'a PA 101+5 id 7 @2004000'), AGAIN);
  });
  it('a warning says so', () => {
    const tracker = track([...OPEN, 'a PA 101+5 ttl 64 id 7 @4000', 'a PA 101+5 ttl 63 id 7 @4100']);
    const [warning] = tracker.warnings();
    assert.deepEqual([warning?.kind, warning?.frame], ['captured-twice', 5]);
  });
  it('a SYN-ACK twice at once, the SYN once: its timer ran out just when the SYN came again', () => {
    const tracker = track([
      'a S 100 id 7 @0',
      'b SA 300 ack 101 @1000000',
      'a S 100 id 8 @1000070',
      'b SA 300 ack 101 @1000080',
    ]);
    assert.deepEqual(tracker.warnings(), []);
  });
  it('a SYN-ACK twice, and its SYN', () => {
    const tracker = track(['a S 100 id 7 @0', 'a S 100 id 7 @20', 'b SA 300 ack 101 @100', 'b SA 300 ack 101 @120']);
    assert.equal(tracker.connections.at(0).flows[1]?.copies, 1);
  });
  it('no copies, no warning', () => assert.deepEqual(track(OPEN).warnings(), []));
});

describe('payload', () => {
  const criteria = (verdict: boolean | null): ControlCriteria => ({
    isControlPort: (port) => port === 21,
    mayBeginWith: (segment) => segment.payloadCaptured === 5,
    judge: () => verdict,
  });
  const kept = (lines: readonly string[], verdict: boolean | null, port = B.port) => {
    const tracker = new ConnectionTracker(criteria(verdict));
    const ends = { a: A, b: { ...B, port } };
    for (const { segment, packet } of script(lines, ends)) tracker.segment(segment, packet);
    return tracker.connections.at(0).log?.byteLength ?? null;
  };
  it('of a control port is kept', () => assert.equal(kept([...OPEN, 'a PA 101+7'], null, 21), 7));
  it('of another port is not, when it cannot begin a dialogue', () => {
    assert.equal(kept([...OPEN, 'a PA 101+7', 'a PA 108+5'], true), null);
  });
  it('is kept while it cannot be told', () => assert.equal(kept([...OPEN, 'a PA 101+5', 'a PA 106+7'], null), 12));
  it('is dropped when it is told to be none', () => assert.equal(kept([...OPEN, 'a PA 101+5'], false), null));
  it('sent again is kept too: the first copy may be cut', () => {
    assert.equal(kept([...OPEN, 'a PA 101+5', 'a PA 101+5 @900000'], true), 10);
  });
  it('of a keep-alive is not', () => {
    assert.equal(kept([...OPEN, 'a PA 101+5', 'b A 501 ack 106', 'a A 105+1 ack 501'], true), 5);
  });
  it('of a reset is not', () => assert.equal(kept([...OPEN, 'a PA 101+5', 'b RA 501+9 ack 106'], true), 5));
});

describe('more connections than are followed', () => {
  it('each counts once', {}, () => {
    const full = new (class extends ConnectionStore {
      override get size(): number {
        return MAX_CONNECTIONS;
      }
    })();
    const tracker = new ConnectionTracker(NO_CONTROL, null, full);
    track([...OPEN, 'a PA 101+5'], NO_CONTROL, tracker);
    assert.equal(tracker.count, 1);
  });
});
