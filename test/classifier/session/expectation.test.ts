/** What setup commands and their replies announce, by transcripts. */
import { announcementOf } from '../../../src/classifier/session/expectation.js';
import { table } from '../../support/cases.js';
import { data, read } from '../../support/transcript.js';

const SERVER = '192.0.2.9';

/** The announcement of the first exchange in brief: method, endpoint or `unreadable`, accepted, frame. */
function announced(script: readonly string[]): string | null {
  const pieces = script.map((line, i) => {
    const from = line.startsWith('C') ? 'client' : 'server';
    if (line.endsWith('gap')) return { kind: 'gap', length: 9, reason: 'lost', from, frame: i + 1, time: i } as const;
    return data(from, line.slice(2) + (line[1] === '|' ? '' : '\r\n'), i + 1);
  });
  const [exchange] = read([data('server', '220 ready\r\n', 0), ...pieces]).exchanges;
  const announcement = exchange === undefined ? null : announcementOf(exchange, SERVER);
  if (announcement === null) return null;
  const { method, advertised, problem, accepted, frame } = announcement;
  const where = advertised === null ? 'unreadable' : `${advertised.address} ${advertised.port}`;
  const word = accepted === null ? 'unanswered' : accepted ? 'accepted' : 'refused';
  return `${method} ${where} ${word} @${frame}${(problem === null) === (advertised === null) ? ' inconsistent' : ''}`;
}

table('announcement', announced, [
  { title: 'PORT', input: ['C PORT 10,0,0,1,4,1', 'S 200 ok'], expected: 'PORT 10.0.0.1 1025 accepted @1' },
  { title: 'PORT refused', input: ['C PORT 10,0,0,1,4,1', 'S 500 no'], expected: 'PORT 10.0.0.1 1025 refused @1' },
  { title: 'PORT not answered', input: ['C PORT 10,0,0,1,4,1'], expected: 'PORT 10.0.0.1 1025 unanswered @1' },
  { title: 'PORT out of range', input: ['C PORT 10,0,0,1,300,1', 'S 200 ok'], expected: 'PORT unreadable accepted @1' },
  { title: 'PORT without argument', input: ['C PORT', 'S 501 no'], expected: 'PORT unreadable refused @1' },
  {
    title: 'PORT cut in its last number: no guess',
    input: ['C|PORT 10,0,0,1,4,1', 'C gap', 'S 200 ok'],
    expected: 'PORT unreadable accepted @1',
  },
  { title: 'EPRT', input: ['C EPRT |2|2001:db8::1|1025|', 'S 200 ok'], expected: 'EPRT 2001:db8::1 1025 accepted @1' },
  { title: 'LPRT', input: ['C LPRT 4,4,10,0,0,1,2,4,1', 'S 200 ok'], expected: 'LPRT 10.0.0.1 1025 accepted @1' },
  { title: 'PASV', input: ['C PASV', 'S 227 (10,0,0,2,4,1)'], expected: 'PASV 10.0.0.2 1025 accepted @2' },
  { title: 'PASV refused', input: ['C PASV', 'S 502 no'], expected: null },
  { title: 'PASV not answered', input: ['C PASV'], expected: null },
  {
    title: 'PASV with a text that says nothing',
    input: ['C PASV', 'S 227 ok'],
    expected: 'PASV unreadable accepted @2',
  },
  {
    title: 'PASV whose reply is lost',
    input: ['C PASV', 'C LIST', 'S gap', 'S 150 ok'],
    expected: 'PASV unreadable unanswered @1',
  },
  {
    title: 'a 227 cut after its parenthesis is whole',
    input: ['C PASV', 'S|227 (10,0,0,2,4,1).', 'S gap'],
    expected: 'PASV 10.0.0.2 1025 accepted @2',
  },
  {
    title: 'a 227 cut in its last number: no guess',
    input: ['C PASV', 'S|227 (10,0,0,2,4,1', 'S gap'],
    expected: 'PASV unreadable accepted @2',
  },
  { title: 'P@SW is PASV', input: ['C P@SW', 'S 227 (10,0,0,2,4,1)'], expected: 'PASV 10.0.0.2 1025 accepted @2' },
  {
    title: 'EPSV: the address of the control connection',
    input: ['C EPSV', 'S 229 (|||1025|)'],
    expected: `EPSV ${SERVER} 1025 accepted @2`,
  },
  { title: 'EPSV 2', input: ['C EPSV 2', 'S 229 (|||1025|)'], expected: `EPSV ${SERVER} 1025 accepted @2` },
  { title: 'EPSV ALL announces nothing', input: ['C EPSV ALL', 'S 200 ok'], expected: null },
  { title: 'epsv all', input: ['C epsv all', 'S 200 ok'], expected: null },
  { title: 'LPSV', input: ['C LPSV', 'S 228 (4,4,10,0,0,2,2,4,1)'], expected: 'LPSV 10.0.0.2 1025 accepted @2' },
  {
    title: 'a 227 in the second line of the reply',
    input: ['C PASV', 'S 227-Passive', 'S 227 (10,0,0,2,4,1)'],
    expected: 'PASV 10.0.0.2 1025 accepted @2',
  },
  { title: 'another command', input: ['C RETR 10,0,0,1,4,1', 'S 226 done'], expected: null },
]);
