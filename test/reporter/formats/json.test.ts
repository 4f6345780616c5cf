import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../src/model/analysis.js';
import { jsonCapture, jsonHead, jsonTail } from '../../../src/reporter/formats/json.js';
import { ndjsonCapture } from '../../../src/reporter/formats/ndjson.js';
import { first, sample } from '../sample-analysis.js';

function document(captures = sample.captures): string {
  const pieces = captures.flatMap((capture, index) => [...jsonCapture(capture, index)]);
  return jsonHead(sample) + pieces.join('') + jsonTail();
}

test('the JSON document is the Analysis', () => {
  assert.deepEqual(JSON.parse(document()), JSON.parse(JSON.stringify(sample)));
});

test('it is laid out as JSON.stringify would', () => {
  // Only the generator stands on one line.
  const [, ...expected] = JSON.stringify({ captures: [first] }, null, 2).split('\n');
  const lines = document([first]).trimEnd().split('\n');
  const unescaped = lines.slice(3).join('\n').replaceAll('\\u202e', '\u202e').replaceAll('\\u2028', '\u2028');
  assert.equal(unescaped.replaceAll('\\u009b', '\u009b').replaceAll('\\u007f', '\x7f'), expected.join('\n'));
});

test('no piece is the whole document', () => {
  const [session] = first.sessions;
  const many = { ...first, sessions: Array.from({ length: 100 }, () => session as Session) };
  const pieces = [...jsonCapture(many, 0)];
  assert.ok(Math.max(...pieces.map((piece) => piece.length)) < document([many]).length / 5);
});

test('properties without a value are left out', () => {
  const odd = { ...first, extra: undefined };
  const text = [...jsonCapture(odd, 0)].join('');
  assert.doesNotMatch(text, /extra/);
  assert.doesNotThrow(() => JSON.parse(text));
});

const records = sample.captures.flatMap((capture, index) =>
  [...ndjsonCapture(capture, index, sample)].map((line) => {
    assert.match(line, /^[^\n]*\n$/);
    return JSON.parse(line) as Record<string, unknown>;
  }),
);

test('NDJSON: one record a line, every thing once', () => {
  const count = (record: string) => records.filter((item) => item.record === record).length;
  const sessions = sample.captures.flatMap((capture) => capture.sessions);
  assert.deepEqual(
    [count('capture'), count('session'), count('command'), count('transfer'), count('finding')],
    [
      sample.captures.length,
      sessions.length,
      sessions.flatMap((session) => session.commands).length,
      sessions.flatMap((session) => session.transfers).length,
      sessions.flatMap((session) => session.findings).length,
    ],
  );
});

test('NDJSON: a transfer names its parents', () => {
  const transfer = records.find((item) => item.record === 'transfer' && item.id === '2.1');
  assert.equal(transfer?.capture, first.path);
  assert.equal(transfer?.captureIndex, 0);
  assert.equal(transfer?.session, 2);
});

test('NDJSON: a finding names its parents, and is whole', () => {
  const found = records.find((item) => item.record === 'finding' && item.id === 'F1');
  const { record, capture, captureIndex, session, ...finding } = found ?? {};
  assert.deepEqual([record, capture, captureIndex, session], ['finding', first.path, 0, 1]);
  assert.deepEqual(finding, first.sessions[0]?.findings[0]);
});

test('NDJSON: a capture has no nested sessions, a session no nested commands', () => {
  assert.ok(records.every((item) => !('sessions' in item)));
  const session = records.find((item) => item.record === 'session');
  assert.ok(session !== undefined && !('commands' in session) && !('transfers' in session) && session.id === 1);
});
