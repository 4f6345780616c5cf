/** What commands set, by the transcript of a session so far. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advanceState, initialState, type SessionState } from '../../../src/classifier/session/state.js';
import { table } from '../../support/cases.js';
import { data, read } from '../../support/transcript.js';

/** Commands and replies in turn, as far as they go: a `-` is a reply that the capture lacks. */
function states(lines: readonly string[], hasStart = true): SessionState[] {
  const pieces = lines.map((line, i) =>
    line === '-'
      ? ({ kind: 'gap', length: 9, reason: 'lost', from: 'server', frame: i + 1, time: i } as const)
      : data(i % 2 === 0 ? 'client' : 'server', `${line}\r\n`, i + 1),
  );
  const greeting = hasStart ? [data('server', '220 ready\r\n', 0)] : [];
  const result = [initialState(hasStart)];
  for (const exchange of read([...greeting, ...pieces], hasStart).exchanges) {
    result.push(advanceState(result[result.length - 1] as SessionState, exchange));
  }
  return result;
}

function stateAfter(lines: readonly string[], hasStart = true): SessionState {
  return states(lines, hasStart).at(-1) as SessionState;
}

const LOGIN = ['USER alice', '331 password', 'PASS x', '230 in'];

table('login', (lines: readonly string[]) => [stateAfter(lines).login, stateAfter(lines).user], [
  { title: 'nobody', input: ['NOOP', '200 ok'], expected: ['none', null] },
  { title: 'with a password', input: LOGIN, expected: ['accepted', 'alice'] },
  { title: 'without a password', input: ['USER anonymous', '230 in'], expected: ['accepted', 'anonymous'] },
  {
    title: 'with an account',
    input: ['USER a', '331 p', 'PASS x', '332 account', 'ACCT y', '230 in'],
    expected: ['accepted', 'a'],
  },
  {
    title: 'RFC 2228: authorised by the mechanism',
    input: ['USER alice', '232 authorized'],
    expected: ['accepted', 'alice'],
  },
  { title: 'still asked for the password', input: LOGIN.slice(0, 2), expected: ['none', 'alice'] },
  { title: 'refused', input: ['USER root', '331 p', 'PASS x', '530 no'], expected: ['refused', 'root'] },
  { title: 'the user refused', input: ['USER root', '530 no'], expected: ['refused', 'root'] },
  { title: 'refused, then accepted', input: ['USER root', '530 no', ...LOGIN], expected: ['accepted', 'alice'] },
  {
    title: 'accepted, then another user refused',
    input: [...LOGIN, 'USER root', '530 cannot change'],
    expected: ['accepted', 'alice'],
  },
  {
    title: 'accepted, then another user accepted',
    input: [...LOGIN, 'USER bob', '331 p', 'PASS y', '230 in'],
    expected: ['accepted', 'bob'],
  },
  { title: 'PASS before USER', input: ['PASS x', '503 USER first'], expected: ['none', null] },
  { title: 'started over with REIN', input: [...LOGIN, 'REIN', '220 ready'], expected: ['none', null] },
  { title: 'REIN refused', input: [...LOGIN, 'REIN', '502 no'], expected: ['accepted', 'alice'] },
  { title: 'a user name with a space', input: ['USER two words', '230 in'], expected: ['accepted', 'two words'] },
]);

table('representation type', (lines: readonly string[]) => stateAfter(lines).type, [
  { title: 'ASCII at first (RFC 959 section 5.1)', input: ['NOOP', '200 ok'], expected: 'A' },
  { title: 'image', input: ['TYPE I', '200 ok'], expected: 'I' },
  { title: 'lower case', input: ['TYPE i', '200 ok'], expected: 'I' },
  { title: 'ASCII non-print', input: ['TYPE I', '200 ok', 'TYPE A N', '200 ok'], expected: 'A' },
  { title: 'EBCDIC', input: ['TYPE E', '200 ok'], expected: 'E' },
  { title: 'local byte size', input: ['TYPE L 8', '200 ok'], expected: 'L 8' },
  { title: 'local byte size of 36 bits', input: ['TYPE L 36', '200 ok'], expected: 'L 36' },
  { title: 'local byte size without a space', input: ['TYPE L8', '200 ok'], expected: 'L 8' },
  { title: 'refused', input: ['TYPE X', '504 unknown'], expected: 'A' },
  { title: 'not answered', input: ['TYPE I'], expected: 'A' },
  { title: 'set back by REIN', input: ['TYPE I', '200 ok', 'REIN', '220 ready'], expected: 'A' },
]);

it('the type of a session joined late is not known until it is set', () => {
  assert.equal(stateAfter(['NOOP', '200 ok'], false).type, null);
  assert.equal(stateAfter(['TYPE I', '200 ok'], false).type, 'I');
});

const PWD = ['PWD', '257 "/home/alice" is the current directory'];

table('directory', (lines: readonly string[]) => stateAfter(lines).directory, [
  { title: 'not known at first', input: LOGIN, expected: null },
  { title: 'by PWD', input: PWD, expected: '/home/alice' },
  { title: 'by XPWD', input: ['XPWD', '257 "/a"'], expected: '/a' },
  { title: 'named by the login', input: [...LOGIN.slice(0, 3), '230 OK. Current directory is /pub'], expected: '/pub' },
  { title: 'CWD relative', input: [...PWD, 'CWD doc', '250 ok'], expected: '/home/alice/doc' },
  { title: 'CWD absolute', input: ['CWD /pub', '250 ok'], expected: '/pub' },
  { title: 'CWD relative to what is not known', input: ['CWD doc', '250 ok'], expected: null },
  { title: 'CWD refused', input: [...PWD, 'CWD no', '550 none'], expected: '/home/alice' },
  { title: 'CWD not answered', input: [...PWD, 'CWD doc'], expected: '/home/alice' },
  { title: 'CWD whose answer is lost', input: [...PWD, 'CWD doc', '-', 'NOOP', '200 ok'], expected: null },
  {
    title: 'CWD whose reply names another',
    input: [...PWD, 'CWD link', '250 "/data" is current directory.'],
    expected: '/data',
  },
  { title: 'CDUP', input: [...PWD, 'CDUP', '250 ok'], expected: '/home' },
  { title: 'CDUP answered 200 (RFC 959 section 5.4)', input: [...PWD, 'CDUP', '200 ok'], expected: '/home' },
  { title: 'XCUP', input: [...PWD, 'XCUP', '250 ok'], expected: '/home' },
  { title: 'CWD ..', input: [...PWD, 'CWD ..', '250 ok'], expected: '/home' },
  {
    title: 'MKD changes nothing',
    input: [...PWD, 'MKD new', '257 "/home/alice/new" created'],
    expected: '/home/alice',
  },
  { title: 'a PWD that cannot be read', input: [...PWD, 'PWD', '257 /pub'], expected: '/home/alice' },
]);

table('restart', (lines: readonly string[]) => stateAfter(lines).restart, [
  { title: 'none', input: ['NOOP', '200 ok'], expected: null },
  { title: 'REST 350', input: ['REST 1000', '350 ok'], expected: 1000 },
  { title: 'REST refused', input: ['REST 1000', '502 no'], expected: null },
  { title: 'REST 0', input: ['REST 1000', '350 ok', 'REST 0', '350 ok'], expected: null },
  { title: 'REST with a marker that is no number', input: ['REST M1', '350 ok'], expected: null },
  { title: 'a huge number', input: [`REST ${'9'.repeat(40)}`, '350 ok'], expected: null },
  { title: 'PASV in between', input: ['REST 1000', '350 ok', 'PASV', '227 (10,0,0,2,4,1)'], expected: 1000 },
  { title: 'used by a transfer', input: ['REST 1000', '350 ok', 'RETR a', '226 done'], expected: null },
  { title: 'used by a refused transfer', input: ['REST 1000', '350 ok', 'RETR a', '550 none'], expected: null },
]);

table('protection level', (lines: readonly string[]) => stateAfter(lines).protectionLevel, [
  { title: 'not known at first', input: ['NOOP', '200 ok'], expected: null },
  { title: 'PROT P', input: ['PROT P', '200 ok'], expected: 'P' },
  { title: 'lower case', input: ['PROT c', '200 ok'], expected: 'C' },
  { title: 'refused', input: ['PROT P', '200 ok', 'PROT E', '536 no'], expected: 'P' },
]);

describe('the state is a value', () => {
  it('a step leaves the one before as it was', () => {
    const [before, after] = states(['TYPE I', '200 ok']);
    assert.equal(before?.type, 'A');
    assert.equal(after?.type, 'I');
  });
});
