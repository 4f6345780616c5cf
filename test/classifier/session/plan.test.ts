/** Which announcement holds for which transfer command, by transcripts. */
import { planTransfers } from '../../../src/classifier/session/plan.js';
import { table } from '../../support/cases.js';
import { data, read } from '../../support/transcript.js';

/** Each transfer command with the frame of its announcement: `RETR @3`, `again` for a second use, `?` when one may be missing. */
function attempts(script: readonly string[], hasStart = true): string[] {
  const pieces = script.map((line, i) =>
    data(line.startsWith('C') ? 'client' : 'server', `${line.slice(2)}\r\n`, i + 1),
  );
  const greeting = hasStart ? [data('server', '220 ready\r\n', 0)] : [];
  const { exchanges } = read([...greeting, ...pieces], hasStart);
  return planTransfers(exchanges, '192.0.2.9', hasStart).attempts.map((attempt) => {
    const { verb, expectation, isSecondUse, setupMayBeMissing } = attempt;
    const setup = expectation === null ? 'none' : `${expectation.method} @${expectation.frame}`;
    return [verb, setup, isSecondUse && 'again', setupMayBeMissing && '?'].filter(Boolean).join(' ');
  });
}

const PASV = ['C PASV', 'S 227 (10,0,0,2,4,1)'];
const PORT = ['C PORT 10,0,0,1,4,1', 'S 200 ok'];
const RETR = ['C RETR a', 'S 150 ok', 'S 226 done'];

table('the newest accepted announcement holds', attempts, [
  { title: 'PASV', input: [...PASV, ...RETR], expected: ['RETR PASV @2'] },
  { title: 'PORT', input: [...PORT, ...RETR], expected: ['RETR PORT @1'] },
  { title: 'none: the default data port', input: RETR, expected: ['RETR none'] },
  { title: 'PORT after PASV', input: [...PASV, ...PORT, ...RETR], expected: ['RETR PORT @3'] },
  { title: 'PASV after PORT', input: [...PORT, ...PASV, ...RETR], expected: ['RETR PASV @4'] },
  {
    title: 'a refused PORT after PASV',
    input: [...PASV, PORT[0] ?? '', 'S 500 no', ...RETR],
    expected: ['RETR PASV @2'],
  },
  { title: 'EPSV refused, then PASV', input: ['C EPSV', 'S 500 no', ...PASV, ...RETR], expected: ['RETR PASV @4'] },
  {
    title: 'other commands in between',
    input: [...PASV, 'C TYPE I', 'S 200 ok', 'C SIZE a', 'S 213 5', ...RETR],
    expected: ['RETR PASV @2'],
  },
  {
    title: 'a refused transfer leaves it',
    input: [...PASV, 'C RETR no', 'S 550 none', ...RETR],
    expected: ['RETR PASV @2', 'RETR PASV @2'],
  },
  {
    title: 'a transfer uses it up',
    input: [...PASV, ...RETR, ...RETR],
    expected: ['RETR PASV @2', 'RETR PASV @2 again'],
  },
  {
    title: 'a 425 uses it up',
    input: [...PASV, 'C LIST', 'S 425 no', 'C LIST', 'S 425 no'],
    expected: ['LIST PASV @2', 'LIST PASV @2 again'],
  },
  {
    title: 'renewed for each transfer',
    input: [...PASV, ...RETR, ...PASV, ...RETR],
    expected: ['RETR PASV @2', 'RETR PASV @7'],
  },
  {
    title: 'EPSV ALL changes nothing',
    input: [...PASV, 'C EPSV ALL', 'S 200 ok', ...RETR],
    expected: ['RETR PASV @2'],
  },
]);

table('a session joined late', (script: readonly string[]) => attempts(script, false), [
  { title: 'the announcement may stand before the capture', input: RETR, expected: ['RETR none ?'] },
  {
    title: 'a second transfer without one has none',
    input: [...RETR, ...RETR],
    expected: ['RETR none ?', 'RETR none again'],
  },
  { title: 'one that was seen holds', input: [...PASV, ...RETR], expected: ['RETR PASV @2'] },
]);
