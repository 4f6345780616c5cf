/** One direction of a connection, counted: scripts of segments and what they amount to. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Flow, SegmentRole } from '../../../src/reader/tcp/flow.js';
import { script } from '../../support/segments.js';

const OPEN = ['a S 100', 'b SA 500 ack 101', 'a A 101 ack 501'];

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  /** Of the flow of `a`. */
  readonly expected: {
    readonly bytes: number;
    readonly retransmissions?: number;
    readonly outOfOrder?: number;
    readonly missing?: number;
    /** Roles of the last segments. */
    readonly roles?: readonly (keyof typeof SegmentRole)[];
    readonly end?: number;
  };
  readonly todo?: string;
}

const CASES: readonly Case[] = [
  { title: 'nothing but the handshake', lines: OPEN, expected: { bytes: 0, end: 101 } },
  { title: 'data in order', lines: [...OPEN, 'a PA 101+5', 'a PA 106+5'], expected: { bytes: 10, end: 111 } },
  {
    title: 'data sent again after a timeout',
    lines: [...OPEN, 'a PA 101+5', 'a PA 101+5 @300000'],
    expected: { bytes: 5, retransmissions: 1, roles: ['data', 'retransmission'] },
  },
  {
    title: 'data sent again with more behind it',
    lines: [...OPEN, 'a PA 101+5', 'a PA 101+9 @300000'],
    expected: { bytes: 9, end: 110 },
  },
  {
    title: 'overtaken on the way: reordered, by the time',
    lines: [...OPEN, 'a PA 106+5 @10000', 'a PA 101+5 @10100'],
    expected: { bytes: 10, outOfOrder: 1, retransmissions: 0 },
  },
  {
    title: 'overtaken, late, but with the older identification',
    lines: [...OPEN, 'a PA 106+5 id 8 @10000', 'a PA 101+5 id 7 @400000'],
    expected: { bytes: 10, outOfOrder: 1, retransmissions: 0 },
  },
  {
    title: 'lost before the capture, sent again after a timeout',
    lines: [...OPEN, 'a PA 106+5 @10000', 'a PA 101+5 @400000'],
    expected: { bytes: 10, retransmissions: 1 },
  },
  {
    title: 'lost before the capture, sent again at once with a newer identification',
    lines: [...OPEN, 'a PA 106+5 id 8 @10000', 'a PA 101+5 id 9 @10100'],
    expected: { bytes: 10, retransmissions: 1 },
  },
  {
    title: 'identifications count over 65535',
    lines: [...OPEN, 'a PA 106+5 id 2 @10000', 'a PA 101+5 id 65535 @400000'],
    expected: { bytes: 10, outOfOrder: 1, retransmissions: 0 },
  },
  {
    title: 'asked for by duplicate acknowledgments',
    lines: [
      ...OPEN,
      'a PA 106+5 @10000',
      'b A 501 ack 101 @10010',
      'b A 501 ack 101 @10020',
      'b A 501 ack 101 @10030',
      'a PA 101+5 @10100',
    ],
    expected: { bytes: 10, retransmissions: 1 },
  },
  {
    title: 'a hole that nobody fills',
    lines: [...OPEN, 'a PA 101+5', 'a PA 116+5'],
    expected: { bytes: 10, missing: 10, end: 121 },
  },
  {
    title: 'a tail that only the other side acknowledges',
    lines: [...OPEN, 'a PA 101+5', 'b A 501 ack 126'],
    expected: { bytes: 5, missing: 20, end: 126 },
  },
  {
    title: 'the acknowledgment of a FIN that was not captured is no missing byte',
    lines: [...OPEN, 'a PA 101+5', 'b A 501 ack 107'],
    expected: { bytes: 5, missing: 0 },
  },
  {
    title: 'a FIN proves the tail',
    lines: [...OPEN, 'a PA 101+5', 'a FA 126 ack 501'],
    expected: { bytes: 5, missing: 20, end: 126 },
  },
  {
    title: 'a FIN with data',
    lines: [...OPEN, 'a FPA 101+5 ack 501'],
    expected: { bytes: 5, missing: 0, end: 106 },
  },
  {
    title: 'a FIN sent again',
    lines: [...OPEN, 'a FA 101 ack 501', 'a FA 101 ack 501 @300000'],
    expected: { bytes: 0, retransmissions: 1, end: 101 },
  },
  {
    title: 'a SYN sent again',
    lines: ['a S 100', 'a S 100 @1000000', 'b SA 500 ack 101', 'a A 101 ack 501'],
    expected: { bytes: 0, retransmissions: 1 },
  },
  {
    title: 'a SYN with data (RFC 7413)',
    lines: ['a S 100+5', 'b SA 500 ack 106', 'a PA 106+5 ack 501'],
    expected: { bytes: 10, end: 111 },
  },
  {
    title: 'a keep-alive without a byte',
    lines: [...OPEN, 'a PA 101+5', 'b A 501 ack 106', 'a A 105 ack 501 @60000000'],
    expected: { bytes: 5, retransmissions: 0, roles: ['data', 'plain', 'plain'] },
  },
  {
    title: 'a keep-alive with a byte of garbage (RFC 9293 section 3.8.4)',
    lines: [...OPEN, 'a PA 101+5', 'b A 501 ack 106', 'a A 105+1 ack 501 @60000000'],
    expected: { bytes: 5, retransmissions: 0, roles: ['data', 'plain', 'keepAlive'] },
  },
  {
    title: 'a keep-alive before any data',
    lines: [...OPEN, 'b A 501 ack 101', 'a A 100+1 ack 501 @60000000'],
    expected: { bytes: 0, retransmissions: 0, end: 101 },
  },
  {
    title: 'one byte that was not acknowledged is sent again, no keep-alive',
    lines: [...OPEN, 'a PA 101+1', 'a PA 101+1 @300000'],
    expected: { bytes: 1, retransmissions: 1 },
  },
  {
    title: 'a probe of a closed window carries the next byte, which counts once',
    lines: [
      ...OPEN,
      'a PA 101+5',
      'b A 501 ack 106 win 0',
      'a PA 106+1 @1000000',
      'b A 501 ack 106 win 0',
      'a PA 106+1 @3000000',
      'b A 501 ack 106 win 900',
      'a PA 106+10 @4000000',
    ],
    expected: { bytes: 15, missing: 0, end: 116 },
  },
  {
    title: 'a reset with a text is no data (RFC 9293 section 3.5.3)',
    lines: [...OPEN, 'a PA 101+5', 'a RA 106+20 ack 501'],
    expected: { bytes: 5, missing: 0, end: 106 },
  },
  {
    title: 'a segment far out of any window',
    lines: [...OPEN, 'a PA 101+5', 'a PA 2000000000+5'],
    expected: { bytes: 5, missing: 0, roles: ['data', 'outOfWindow'] },
  },
  {
    title: 'sequence numbers wrap',
    lines: ['a S 4294967290', 'b SA 500 ack 4294967291', 'a PA 4294967291+10', 'a PA 5+5'],
    expected: { bytes: 15, retransmissions: 0, missing: 0 },
  },
  {
    title: 'a hole at the wrap',
    lines: ['a S 4294967290', 'a PA 4294967291+3', 'a PA 3+4', 'a FA 7'],
    expected: { bytes: 7, missing: 5 },
  },
  {
    title: 'a capture that starts in the middle',
    lines: ['a PA 1000+5 ack 501', 'a PA 1005+5'],
    expected: { bytes: 10, missing: 0, end: 1010 },
  },
  {
    title: 'a capture that starts with an acknowledgment',
    lines: ['a A 1000 ack 501', 'a PA 1000+5'],
    expected: { bytes: 5, missing: 0 },
  },
  {
    title: 'a refusing reset comes before the SYN',
    lines: ['a R 0', 'a S 100', 'b SA 500 ack 101', 'a PA 101+5'],
    expected: { bytes: 5, missing: 0, end: 106 },
  },
  {
    title: 'an empty segment',
    lines: [...OPEN, 'a A 101 ack 501', 'a A 101 ack 501'],
    expected: { bytes: 0, retransmissions: 0, roles: ['plain', 'plain'] },
  },
];

describe('Flow', () => {
  for (const { title, lines, expected, todo } of CASES) {
    it(title, { todo: todo ?? false }, () => {
      const flows = { a: new Flow(), b: new Flow() };
      const seen = { a: false, b: false };
      const roles = script(lines).map(({ from, segment, packet }) => {
        seen[from] = true;
        const other = from === 'a' ? 'b' : 'a';
        return flows[from].receive(segment, packet, seen[other] ? flows[other] : null, 0);
      });
      const { a, b } = flows;
      const missing = a.holes().reduce((sum, hole) => sum + hole.bytes, a.missingTail(b));
      const { roles: lastRoles = [], retransmissions, outOfOrder, end, ...counts } = expected;
      assert.deepEqual({ bytes: a.bytes, missing }, { missing: 0, ...counts });
      if (retransmissions !== undefined) assert.equal(a.retransmissions, retransmissions, 'retransmissions');
      if (outOfOrder !== undefined) assert.equal(a.outOfOrder, outOfOrder, 'out of order');
      if (end !== undefined) assert.equal(a.streamEnd(b) >>> 0, end, 'end');
      const wanted = lastRoles.map((role) => SegmentRole[role]);
      if (wanted.length > 0) assert.deepEqual(roles.slice(-wanted.length), wanted, 'roles');
    });
  }
});

describe('the first bytes', () => {
  const first = (...bytes: number[]) => {
    const flow = new Flow();
    const [step] = script(['a PA 100+0']);
    if (step === undefined) throw new Error('no step');
    const payload = Uint8Array.from(bytes);
    const lengths = { payloadCaptured: payload.length, payloadLength: payload.length };
    flow.receive({ ...step.segment, ...lengths, bytes: payload }, step.packet, null, 0);
    return flow.startsLikeTls;
  };
  it('of a TLS handshake', () => assert.equal(first(22, 3, 1, 0, 80), true));
  it('of TLS application data are none of its start', () => assert.equal(first(23, 3, 3, 0, 80), false));
  it('of a file', () => assert.equal(first(80, 75, 3, 4), false));
  it('too few', () => assert.equal(first(22, 3), false));
});
