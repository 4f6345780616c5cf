import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/model/finding.js';
import { diagnoseView } from '../../../src/reporter/views/diagnose.js';
import { empty, first } from '../sample-analysis.js';
import { at, capture, finding, session, transfer } from '../sample-parts.js';
import { OPTIONS, render, show } from '../support.js';

const C = at('10.0.0.1', 50000);
const S = at('10.0.0.2', 21);

function withFindings(...findings: Finding[]) {
  return capture('a b.pcap', [session(1, C, S, { findings })]);
}

const refused = finding('F1', {
  kind: 'passive-refused',
  transfer: '1.1',
  transfers: ['1.1'],
  title: 'Transfer 1.1 was refused.',
  cause: 'Nothing listened on the announced port at the address that the client reached.',
  fix: ['Open and forward the whole passive range to the same port numbers of the same server.', 'Connect sooner.'],
  alternatives: ['passive-superseded', 'passive-late'],
  toDiscriminate: 'A capture at the server.',
  evidence: [
    { frame: 9, what: 'PASV announces 10.0.0.2:50002' },
    { frame: 17, what: 'SYN of the client' },
  ],
  displayFilter: 'tcp.stream eq 0 or tcp.stream eq 1',
});

test('a finding in full', () => {
  const text = show('diagnose', withFindings(refused));
  assert.equal(
    text.slice(text.indexOf('F1')),
    `F1 · error · Passive: connection refused · passive-refused · likely
  Symptom:    Transfer 1.1 was refused.
  Cause:      Nothing listened on the announced port at the address that the
              client reached.
  Evidence:    frame 9  PASV announces 10.0.0.2:50002
              frame 17  SYN of the client
  Fix:        1. Open and forward the whole passive range to the same port
                 numbers of the same server.
              2. Connect sooner.
  Certainty:  likely; could also be: Passive: port of an older announcement;
              Passive: connection too late
  To decide:  A capture at the server.
  Wireshark:  tcp.stream eq 0 or tcp.stream eq 1
`,
  );
});

test('what a finding does not have takes no line', () => {
  const one = show('diagnose', withFindings(finding('F1')));
  assert.match(one, /^ {2}Fix: {8}Open the ports\.$/m, 'a list of one has no numbers');
  const bare = finding('F1', { certainty: 'proven', fix: [], evidence: [], displayFilter: '' });
  const labels = show('diagnose', withFindings(bare)).match(/^ {2}[A-Z].*?:/gm);
  assert.deepEqual(labels, ['  Symptom:', '  Cause:', '  Certainty:']);
});

test('remarks stand after the findings, in a paragraph each', () => {
  const remark = finding('F2', { kind: 'cleartext-password', severity: 'info', title: 'In clear text.' });
  const text = show('diagnose', withFindings(refused, remark));
  const expected = `

Worth knowing
  F2  In clear text. A firewall drops it. Fix: Open the ports.
      cleartext-password · likely · frame 12
`;
  assert.equal(text.slice(-expected.length), expected);
  assert.doesNotMatch(text, /Nothing went wrong/);
});

test('a session in which nothing went wrong says so, and has its remarks', () => {
  assert.match(show('diagnose', withFindings()), /\n\nNothing went wrong that this capture shows\.\n$/);
  const remark = finding('F1', { severity: 'info', certainty: 'possible', evidence: [] });
  const text = show('diagnose', withFindings(remark));
  assert.match(
    text,
    /shows\.\n\nWorth knowing\n {2}F1 {2}Nothing answers\. [^\n]*\n {6}passive-syn-unanswered · possible\n$/,
  );
});

test('a remark tells what it leaves open', () => {
  const alternatives = ['passive-refused', 'passive-late'] as const;
  const toDiscriminate = 'A capture at the server.';
  const remark = finding('F1', { severity: 'info', fix: [], evidence: [], alternatives, toDiscriminate });
  const text = show('diagnose', withFindings(remark), { width: 160 });
  assert.match(text, /A firewall drops it\. To decide: A capture at the server\.\n/);
  assert.match(
    text,
    /passive-syn-unanswered · likely; could also be: Passive: connection refused; Passive: connection/,
  );
});

test('every session has a heading, its programs, and where it was captured', () => {
  const text = show('diagnose', first, { width: 160 });
  assert.match(
    text,
    /^Session 1: 10\.0\.0\.1:51234 ─▶ 10\.0\.0\.2:21, anonymous\nserver vsftpd 3\.0\.3 · client curl /m,
  );
  assert.match(text, /captured at the client: the TTL of the client's packets is 64, as sent\.$/m);
  assert.match(text, /^Session 2: [\s\S]*captured at an unknown place: [\s\S]*^Session 3: /m);
});

test('a hundred frames are no wall of text', () => {
  const evidence = Array.from({ length: 40 }, (_, n) => ({ frame: n + 1, what: `SYN ${n}` }));
  const transfers = Array.from({ length: 1000 }, (_, n) => `1.${n + 1}`);
  const text = show('diagnose', withFindings(finding('F1', { evidence, transfers })));
  assert.match(text, /frame 9 {2}SYN 8\n +and 28 more\n +frame 38 {2}SYN 37\n/);
  assert.match(text, /Transfers: {2}1\.1, 1\.2, [\d., ]*1\.10 and 990 more\n/);
  const remark = finding('F1', { severity: 'info', evidence });
  assert.match(show('diagnose', withFindings(remark)), /frames 1, 2, [\d, ]*10 and 30 more$/m);
});

test('warnings of the capture, and captures without a session', () => {
  assert.match(show('diagnose', first), /! frame 1234: the file ends/);
  assert.match(show('diagnose', empty), /No FTP control connection among 0 TCP connections/);
  assert.match(render(diagnoseView(empty, OPTIONS, true)), /None of the sessions asked for/);
});

test('the summary lists faults and counts remarks; without faults it lists the remarks', () => {
  const remark = finding('F2', { severity: 'info', title: 'Worth knowing' });
  const faults = show('summary', withFindings(refused, remark));
  assert.match(faults, /\nF1 {2}error {5}1\.1 {2}Transfer 1\.1 was refused\. {2}likely\n\n/);
  assert.match(faults, /ftpscope diagnose 'a b\.pcap' tells cause, evidence and fix, and 1 more for\ninformation\.\n$/);
  assert.doesNotMatch(faults, /F2/);
  const remarks = show('summary', withFindings(remark));
  assert.match(remarks, /\nF2 {2}info {6}1 {3}Worth knowing {2}likely\n$/);
});

test('the summary of many sessions does not repeat the same remark for each', () => {
  const sessions = Array.from({ length: 50 }, (_, n) =>
    session(n + 1, C, S, { findings: [finding(`F${n + 1}`, { severity: 'info' })] }),
  );
  const text = show('summary', capture('x', sessions));
  assert.match(text, /\nF10 .*\n\nftpscope diagnose x tells 40 more\.\n$/);
});

test('the command for more is typed as a shell reads it', () => {
  for (const [path, word] of [
    ['-', '-'],
    ['/tmp/报告.pcap', "'/tmp/报告.pcap'"],
    ["it's.pcap", "'it'\\''s.pcap'"],
    ['a-b_c.pcapng', 'a-b_c.pcapng'],
  ] as const) {
    assert.ok(show('summary', { ...withFindings(refused), path }).includes(`ftpscope diagnose ${word} tells`), path);
  }
});

test('a transfer names its findings', () => {
  const transfers = [transfer('1.1', { findings: ['F1', 'F2'] })];
  const found = capture('x', [session(1, C, S, { transfers, findings: [refused, finding('F2')] })]);
  for (const view of ['summary', 'transfers'] as const)
    assert.match(show(view, found, { width: 120 }), / · see F1, F2$/m);
  const colored = show('transfers', found, { color: true, width: 120 });
  assert.ok(colored.includes('\x1b[1m\x1b[31msee F1, F2'), 'in the colour of the gravest');
});

test('the timeline says where it was captured', () => {
  assert.match(show('timeline', first, { width: 160 }), /captured at the client: the TTL/);
});
