import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureAnalysis, Transfer } from '../../../src/model/analysis.js';
import { summaryView } from '../../../src/reporter/views/summary.js';
import { empty, first } from '../sample-analysis.js';
import { at, capture, data, finding, session, transfer } from '../sample-parts.js';
import { OPTIONS, render, show } from '../support.js';

const C = at('10.0.0.1', 50000);
const S = at('10.0.0.2', 21);

function withTransfer(more: Partial<Transfer>): CaptureAnalysis {
  return capture('x', [session(1, C, S, { transfers: [transfer('1.1', more)] })]);
}

test('the three kinds of missing data connection are told apart', () => {
  const kinds = ['never-opened', 'not-captured', 'unknown'] as const;
  const texts = kinds.map((dataConnection) => show('summary', withTransfer({ dataConnection })));
  assert.match(texts[0] ?? '', /data connection never opened/);
  assert.match(texts[1] ?? '', /data connection not captured: the replies say that it existed/);
  assert.match(texts[2] ?? '', /this capture cannot tell whether it was opened/);
});

test('the row of a transfer', () => {
  const text = show('summary', first);
  assert.match(text, /^1\.1 {2}RETR \/中文\/报告文件 2026\.txt +passive PASV +1,234 B +125 ms +completed 226$/m);
  assert.match(text, /^ +client opened: 10\.0\.0\.1:51236 ═▶ 10\.0\.0\.2:61204 · 1,460 B missing$/m);
  assert.match(text, /^ +server opened: 10\.0\.0\.2:20 ═▶ 10\.0\.0\.1:40021$/m);
  assert.match(text, /server tried, SYN not answered/);
});

test('the far end of an FXP transfer is called a server', () => {
  const fxp = { fxp: true, data: data(1, 'client', at('10.0.0.3', 20), at('10.0.0.2', 6000)) };
  assert.match(show('summary', withTransfer(fxp)), /the other server opened: 10\.0\.0\.3:20 ═▶ 10\.0\.0\.2:6000/);
});

test('long IPv6 endpoints are shown in full', () => {
  const squeezed = show('summary', first).replaceAll(/[\n ]/g, '');
  assert.ok(squeezed.includes('═▶[2001:db8:ffff:ffff:ffff:ffff:ffff:fffe]:60000'));
});

test('a session says how it ended and what is odd about it', () => {
  const text = show('summary', first, { width: 160 });
  assert.match(text, /frames 1-120 · closed by the client · tcp\.stream eq 0/);
  assert.match(text, /reset by the server/);
  assert.match(text, /still open at the end/);
  assert.match(text, /TLS 1\.3 from frame 205 · server name ftp\.example\.org/);
  assert.match(text, /joined in mid-session/);
});

test('the heading names what is wrong with the capture', () => {
  const text = show('summary', first);
  assert.match(text, /damaged or cut short · 1 warning/);
  assert.match(text, /! frame 1234: the file ends in the middle of a packet/);
});

test('without FTP it says so, and how to look further', () => {
  assert.match(show('summary', empty), /No FTP control connection among 0 TCP connections/);
  assert.match(render(summaryView(empty, OPTIONS, true)), /None of the sessions asked for/);
});

test('headings stand only over something', () => {
  const text = show('summary', capture('x', [session(1, C, S)]));
  for (const heading of ['Transfers', 'Reply codes', 'Findings', 'Data connections'])
    assert.ok(!text.includes(heading));
});

test('findings are listed where there are any', () => {
  const found = finding('F1', { transfer: '1.1', title: 'The firewall drops it' });
  const text = show('summary', capture('x', [session(1, C, S, { findings: [found] })]));
  assert.match(text, /Findings\n\n.*\n.*\nF1 {2}error {5}1\.1 {2}The firewall drops it {2}likely\n/);
});

test('a USER command without a name shows as no user', () => {
  const nameless = capture('x', [session(1, C, S, { user: '' })]);
  assert.match(show('summary', nameless), /^1 {2}10\.0\.0\.1:50000 ─▶ 10\.0\.0\.2:21 {2}– +accepted/m);
  assert.match(show('timeline', nameless), /^Session 1: 10\.0\.0\.1:50000 ─▶ 10\.0\.0\.2:21$/m);
});
