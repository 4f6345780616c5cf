/** Each claim of the textbook with a session that bears it out, one that does not, and one that cannot tell. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureAnalysis, DataConnection, Session, Transfer } from '../../../../src/model/analysis.js';
import { contextFor } from '../../../../src/reporter/views/context.js';
import { CLAIMS, type ClaimName } from '../../../../src/reporter/views/lab/claims.js';
import { type Verdict, verdictOn } from '../../../../src/reporter/views/lab/textbook.js';
import { at, capture, command, data, handshake, reply, session, tcp, transfer } from '../../sample-parts.js';
import { OPTIONS } from '../../support.js';
import { segment, threeWay, transcript } from './sample-segments.js';

const C = at('10.0.0.1', 50000);
const S = at('10.0.0.2', 21);

function of(more: Partial<Session>, client = C, server = S): CaptureAnalysis {
  return capture('a.pcap', [session(1, client, server, more)]);
}

/** Transfers with these data connections. */
function transfers(more: Partial<Transfer>, ...all: readonly DataConnection[]): CaptureAnalysis {
  return of({ transfers: all.map((one, n) => transfer(`1.${n + 1}`, { ...more, data: one })) });
}

const active = { mode: 'active', method: 'PORT' } as const;
const from = (port: number, client = 40000) =>
  data(port, 'server', at('10.0.0.1', client), at('10.0.0.2', port), { events: handshake(10, 'server') });
const passive = (more: Partial<DataConnection> = {}, port = 61204) =>
  data(1, 'client', at('10.0.0.1', 50001), at('10.0.0.2', port), more);
const late: Partial<DataConnection> = { openedBy: null, events: [], state: 'mid-stream' };

function announcedTo(address: string, port: number): CaptureAnalysis {
  const advertised = { address, port, arithmetic: '239*256+20' };
  const told = {
    method: 'PASV' as const,
    frame: 3,
    advertised,
    text: '',
    problem: null,
    accepted: true,
    lastFrame: 3,
    startsSegment: true,
  };
  return of({
    commands: [{ ...command(2, 'PASV', null, reply(3, 227, '=')), announcement: told }],
    transfers: [transfer('1.1', { setupFrame: 3, advertised, data: passive() })],
  });
}

function closing(...frames: number[]): CaptureAnalysis {
  return of({
    events: frames.map((frame) => tcp('fin', frame, 'client')),
    transfers: [transfer('1.1', { data: passive({ firstFrame: 10, lastFrame: 20 }) })],
  });
}

const withByte = (kind: 'first-byte' | 'last-byte', frame: number, more: Partial<DataConnection> = {}) =>
  transfers(
    { replies: [reply(20, 150, '('), reply(30, 226, ')')] },
    passive({ events: [...handshake(10, 'client'), tcp(kind, frame, 'server')], ...more }),
  );

const four = [
  segment(1, 'client', 'FIN, ACK', 1100, 1300),
  segment(2, 'server', 'ACK', 1300, 1101),
  segment(3, 'server', 'FIN, ACK', 1300, 1101),
  segment(4, 'client', 'ACK', 1101, 1301),
];
const released = (...release: typeof four) =>
  of({ transcript: transcript({ release }), end: { ...session(1, C, S).end, how: 'fin' } });

const TLS = { frame: 5, time: 0, kind: 'explicit', serverName: null, clearedFrame: null, alert: null } as const;

const CASES: readonly (readonly [claim: ClaimName, of: CaptureAnalysis, verdict: Verdict | null])[] = [
  ['control-port-21', of({}), 'yes'],
  ['control-port-21', of({}, C, at('10.0.0.2', 2121)), 'no'],
  ['client-port-free', of({}), 'yes'],
  ['client-port-free', of({}, at('10.0.0.1', 1000)), 'no'],
  ['handshake-three', of({ transcript: transcript({ handshake: threeWay(1, 'client') }) }), 'yes'],
  ['handshake-three', of({ transcript: transcript({ handshake: threeWay(1, 'client').slice(0, 2) }) }), null],
  ['server-opens-active', transfers(active, from(20)), 'yes'],
  ['server-opens-active', transfers(active, passive()), 'no'],
  ['server-opens-active', transfers(active, passive(late)), 'cannot-tell'],
  ['server-opens-active', transfers({}, passive()), null],
  ['server-port-20-active', transfers(active, from(20)), 'yes'],
  ['server-port-20-active', transfers(active, from(38231)), 'no'],
  ['server-port-20-active', transfers(active, from(20), from(38231)), 'mixed'],
  ['client-port-plus-one', transfers(active, from(20, 50001)), 'yes'],
  ['client-port-plus-one', transfers(active, from(20, 40000)), 'no'],
  ['client-opens-passive', transfers({}, passive()), 'yes'],
  ['client-opens-passive', transfers({}, from(20)), 'no'],
  ['passive-port-not-20', transfers({}, passive()), 'yes'],
  ['passive-port-not-20', transfers({}, passive({}, 20)), 'no'],
  ['announced-port', announcedTo('10.0.0.9', 61204), 'yes'],
  ['announced-port', announcedTo('10.0.0.2', 61205), 'no'],
  ['announced-address', announcedTo('10.0.0.2', 61205), 'yes'],
  ['announced-address', announcedTo('10.0.0.9', 61204), 'no'],
  ['announced-own-address', announcedTo('10.0.0.2', 1), 'yes'],
  ['announced-own-address', announcedTo('192.168.50.5', 1), 'no'],
  ['one-connection-a-transfer', transfers({}, passive(), passive({ tcpStream: 2 })), 'yes'],
  ['one-connection-a-transfer', transfers({}, passive(), passive()), 'no'],
  ['listing-on-data', transfers({ direction: 'listing' }, passive()), 'yes'],
  ['listing-on-data', transfers({}, passive()), null],
  ['control-stays-open', closing(), 'yes'],
  ['control-stays-open', transfers({}, passive({ how: 'open' })), 'cannot-tell'],
  ['control-stays-open', closing(21), 'yes'],
  ['control-stays-open', closing(15, 21), 'no'],
  ['start-before-data', withByte('first-byte', 21), 'yes'],
  ['start-before-data', withByte('first-byte', 19), 'no'],
  ['start-before-data', withByte('first-byte', 19, { tls: true }), null],
  ['final-after-data', withByte('last-byte', 29), 'yes'],
  ['final-after-data', withByte('last-byte', 31), 'no'],
  ['sender-closes', transfers({}, passive({ closedBy: 'server' })), 'yes'],
  ['sender-closes', transfers({}, passive({ closedBy: 'client' })), 'no'],
  ['sender-closes', transfers({ direction: 'upload' }, passive({ closedBy: 'client' })), 'yes'],
  ['sender-closes', transfers({}, passive({ closedBy: null, how: 'open' })), 'cannot-tell'],
  ['release-four', released(...four), 'yes'],
  ['release-four', released(...four.filter(({ frame }) => frame !== 2)), 'no'],
  ['release-four', released(...four.slice(0, 2)), 'cannot-tell'],
  ['release-four', released(), null],
  ['password-clear', of({ commands: [command(5, 'PASS', '********')] }), 'yes'],
  ['password-clear', of({ tls: { ...TLS, version: 'TLS 1.3' } }), 'no'],
  ['password-clear', of({ tls: { ...TLS, version: null } }), 'cannot-tell'],
  ['password-clear', of({}), null],
];

for (const [claim, analysis, expected] of CASES) {
  test(`${claim}: ${expected ?? 'does not apply'}`, () => {
    const cases = CLAIMS[claim](analysis, contextFor(analysis, OPTIONS));
    assert.equal(cases.length === 0 ? null : verdictOn(cases), expected);
  });
}

test('every claim is tested both ways, as far as it can fail', () => {
  const tested = new Set(CASES.map(([claim]) => claim));
  assert.deepEqual([...tested].sort(), Object.keys(CLAIMS).sort());
});
