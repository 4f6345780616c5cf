import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectSessions } from '../../src/reporter/select.js';
import { first } from './sample-analysis.js';
import { at, capture, command, reply, session } from './sample-parts.js';

const A = at('10.0.0.1', 1);
const B = at('10.0.0.2', 21);
const two = capture(
  'x',
  [
    session(1, A, B, {
      greeting: [reply(1, 220, 'one\nmore')],
      commands: [command(2, 'NOOP', null, reply(3, 200, 'ok'))],
    }),
    session(2, A, B, {
      greeting: [reply(4, 220, 'two')],
      commands: [
        command(5, 'NOOP', null, reply(6, 200, 'ok'), reply(7, 200, 'ok')),
        command(8, 'X', null, reply(9, 200, 'a')),
      ],
      strayReplies: [{ ...reply(10, 421, 'late'), reason: 'unsolicited' }],
    }),
  ],
  {
    replyCodes: [
      { code: 200, count: 4, class: 'completion', meaning: 'Okay', texts: ['ok', 'a'] },
      { code: 220, count: 2, class: 'completion', meaning: 'Ready', texts: ['one', 'two'] },
      { code: 421, count: 1, class: 'transient-negative', meaning: 'Bye', texts: ['late'] },
    ],
  },
);

test('the reply codes of the chosen sessions are counted anew', () => {
  assert.deepEqual(selectSessions(two, new Set([1])).replyCodes, [
    { code: 200, count: 1, class: 'completion', meaning: 'Okay', texts: ['ok'] },
    { code: 220, count: 1, class: 'completion', meaning: 'Ready', texts: ['one'] },
  ]);
  assert.deepEqual(selectSessions(two, new Set([2])).replyCodes, [
    { code: 200, count: 3, class: 'completion', meaning: 'Okay', texts: ['ok', 'a'] },
    { code: 220, count: 1, class: 'completion', meaning: 'Ready', texts: ['two'] },
    { code: 421, count: 1, class: 'transient-negative', meaning: 'Bye', texts: ['late'] },
  ]);
});

test('choosing every session changes nothing', () => {
  assert.deepEqual(selectSessions(two, new Set([1, 2])), two);
});

test('unpaired data connections go with their session', () => {
  assert.equal(selectSessions(first, new Set([1])).unpairedDataConnections.length, 1);
  assert.equal(selectSessions(first, new Set([2])).unpairedDataConnections.length, 0);
});

test('a session that is not there leaves nothing', () => {
  const none = selectSessions(two, new Set([7]));
  assert.deepEqual([none.sessions, none.replyCodes], [[], []]);
});
