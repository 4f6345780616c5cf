import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionEvents } from '../../../src/reporter/timeline/session-events.js';
import { contextFor } from '../../../src/reporter/views/context.js';
import { first } from '../sample-analysis.js';
import { at, capture, command, data, handshake, reply, session, tcp, transfer } from '../sample-parts.js';
import { OPTIONS, show } from '../support.js';

const C = at('10.0.0.1', 50000);
const S = at('10.0.0.2', 21);

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/ +/g, ' ').trim());
}

/** What follows the header of the session's table. */
function rows(text: string): string[] {
  const all = lines(text);
  return all.slice(all.findIndex((line) => line.startsWith('─────')) + 1);
}

test('an active transfer: the server opens the data connection', () => {
  const text = show('timeline', first, { width: 120 });
  assert.match(
    text,
    /C ◀══ S +1\.2 +server opens data connection \(active PORT\): 10\.0\.0\.2:20 ═▶ 10\.0\.0\.1:40021/,
  );
});

test('a passive transfer: the client does', () => {
  const text = show('timeline', first, { width: 120 });
  assert.match(
    text,
    /C ══▶ S +1\.1 +client opens data connection \(passive PASV\): 10\.0\.0\.1:51236 ═▶ 10\.0\.0\.2:61204/,
  );
});

test('announcements show the sum and who is to connect', () => {
  const text = show('timeline', first, { width: 120 });
  assert.match(text, /239\*256\+20 = 61204: client is to connect to 10\.0\.0\.2:61204/);
  assert.match(text, /156\*256\+85 = 40021: server is to connect to 10\.0\.0\.1:40021/);
  assert.match(text, /announcement unreadable: 300 is out of range/);
});

test('events of control and data connections are merged by frame', () => {
  for (const one of first.sessions) {
    const events = sessionEvents(one, [], contextFor(first, OPTIONS));
    const frames = events.map(({ frame }) => frame);
    assert.deepEqual(
      frames,
      [...frames].sort((a, b) => a - b),
    );
  }
});

test('in one frame: TCP, what was said, how it ended', () => {
  const one = session(1, C, S, {
    events: [tcp('fin', 5, 'server')],
    commands: [command(5, 'QUIT', null, reply(5, 221, 'Bye'))],
    transfers: [
      transfer('1.1', {
        data: data(1, 'client', C, S, {
          firstFrame: 5,
          events: [
            ...handshake(5, 'client').slice(0, 1),
            tcp('last-byte', 5, 'server'),
            tcp('first-byte', 5, 'server'),
          ],
        }),
      }),
    ],
  });
  const kinds = sessionEvents(one, [], contextFor(first, OPTIONS)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['data-open', 'syn', 'command', 'reply', 'first-byte', 'last-byte', 'fin']);
});

test('pipelined commands in one frame go to their own transfers', () => {
  const one = session(1, C, S, {
    commands: ['a', 'b'].map((name) => command(5, 'RETR', name, reply(6, 226, name))),
    transfers: ['1.1', '1.2'].map((id) => transfer(id, { commandFrame: 5 })),
  });
  const events = sessionEvents(one, [], contextFor(first, OPTIONS)).filter(({ code }) => code === 226);
  assert.deepEqual(
    events.map(({ text, transfer: id }) => [text, id]),
    [
      ['a', '1.1'],
      ['b', '1.2'],
    ],
  );
});

test('a reply of many lines is bounded and says so', () => {
  const feat = command(1, 'FEAT', null, reply(2, 211, Array.from({ length: 100 }, (_, n) => `F${n}`).join('\n')));
  const shown = rows(show('timeline', capture('x', [session(1, C, S, { commands: [feat] })])));
  assert.equal(shown[1], '2 0.002000 C ◀── S 211-F0');
  assert.ok(shown.includes('C ◀── S 211-F0') === false && shown.includes('F11') && !shown.includes('F12'));
  assert.ok(shown.includes('… 88 more lines'));
});

test('a count of retransmissions that repeats the SYNs is left out', () => {
  const events = [
    tcp('syn', 1, 'server'),
    tcp('syn-retransmission', 2, 'server'),
    tcp('retransmissions', 2, 'server', { count: 1 }),
  ];
  const view = (more: typeof events) =>
    show(
      'timeline',
      capture('x', [
        session(1, C, S, { transfers: [transfer('1.1', { data: data(1, 'server', C, S, { events: more }) })] }),
      ]),
    );
  assert.doesNotMatch(view(events), /retransmitted/);
  assert.match(
    view([...events.slice(0, 2), tcp('retransmissions', 2, 'server', { count: 2 })]),
    /2 segments retransmitted/,
  );
});

test('retransmissions, gaps, ICMP errors, TLS, stray replies, notes and the open end are told', () => {
  const text = show('timeline', first, { width: 120 });
  for (const expected of [
    /2 segments retransmitted/,
    /1,460 B missing from the capture before this frame/,
    /ICMP error: host unreachable from 10\.0\.0\.254/,
    /control connection encrypted from here \(TLS 1\.3, server name ftp\.example\.org\)/,
    /421 Timeout\. \(unsolicited\)/,
    /the client sent 12 bytes that were lost/,
    /capture ends, control connection still open/,
    /client opens a data connection that no transfer uses/,
    /data connection never opened: this capture would show it/,
    /data connection not captured: the replies say that it existed/,
  ]) {
    assert.match(text, expected);
  }
});
