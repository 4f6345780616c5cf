/**
 * Oppenheimer, Networking 201, Lab 7: a server that announces a private address in its reply to PASV. The sheet asks
 * what went wrong, and for the client's SYNs: their sequence number ("Don't say zero!"), how often it tried, and how
 * long it waited between. The answers come from tshark.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabReport, type Place, tsharkRows } from './report-reader.js';

const [first, ...again] = tsharkRows('oppenheimer-lab-7');
const [reply] = tsharkRows('oppenheimer-lab-7-dialogue');
const [p1, p2] =
  /\d+,\d+,\d+,\d+,(\d+),(\d+)/
    .exec(reply?.['ftp.response.arg'] ?? '')
    ?.slice(1)
    .map(Number) ?? [];

const report = new LabReport('vsftpd-scripted-pasv-private-address-dropped-at-client.pcap', 'en');

const RETRIES = { section: 'retransmissions', row: '1.1  client  SYN' } as const;
const SYN = { section: 'handshakes', under: 'Data connection of 1.1' } as const;
const frame = reply?.['frame.number'] ?? '';
const endpoint = `${reply?.['ftp.passive.ip']}:${reply?.['ftp.passive.port']}`;

/** Question, where the answer stands, the answer. */
const QUESTIONS: readonly (readonly [question: string, place: Place, answer: string | RegExp])[] = [
  ['In which packet does the server announce its data port?', { section: 'addresses', row: frame, cell: 0 }, frame],
  [
    'Which port is that? Show how you worked it out.',
    { section: 'addresses', row: frame, cell: 3 },
    `${p1}*256+${p2} = ${reply?.['ftp.passive.port']}`,
  ],
  [
    'To which address is the client to connect?',
    { section: 'addresses', row: 'client is to connect', cell: null },
    new RegExp(`to ${endpoint}$`),
  ],
  [
    'Is that the address of the server?',
    { section: 'addresses', row: 'not the address of the control connection', cell: null },
    new RegExp(`, ${reply?.['ip.src']}$`),
  ],
  [
    'To which address does the client send its SYN?',
    { ...SYN, row: 'Destination IP address', cell: 1 },
    first?.['ip.dst'] ?? '',
  ],
  [
    "What is the SYN's sequence number? (Don't say zero!)",
    { ...SYN, row: 'Sequence number, raw', cell: 1 },
    first?.['tcp.seq_raw'] ?? '',
  ],
  ['In which packet does the client try first?', { ...RETRIES, cell: 5 }, first?.['frame.number'] ?? ''],
  ['How often does it try again?', { ...RETRIES, cell: 6 }, String(again.length)],
  [
    'How long does it wait before each try?',
    { section: 'retransmissions', row: `frame ${again[0]?.['frame.number']}`, cell: null },
    intervals(),
  ],
  [
    'Was the connection ever opened?',
    { section: 'data-connections', row: 'client tried', cell: null },
    new RegExp(`^client tried, SYN not answered: .* ═▶ ${endpoint}$`),
  ],
  ['Why does the transfer fail?', { section: 'diagnosis', row: 'Cause:', cell: null }, /private network/],
];

/** As the report writes them: `frame 19 after 1.006 s · frame 20 after 2.016 s`. */
function intervals(): string {
  const times = [first, ...again].map((segment) => Number(segment?.['frame.time_relative']));
  return again
    .map(
      (segment, n) => `frame ${segment['frame.number']} after ${((times[n + 1] ?? 0) - (times[n] ?? 0)).toFixed(3)} s`,
    )
    .join(' · ');
}

test('tshark has four SYNs, one an announcement', () => {
  assert.equal(again.length, 3);
  assert.ok([...again, first].every((segment) => segment?.['tcp.seq_raw'] === first?.['tcp.seq_raw']));
});

for (const [question, place, answer] of QUESTIONS) {
  test(question, () => {
    if (typeof answer === 'string') assert.equal(report.read(place), answer);
    else assert.match(report.read(place), answer);
  });
}
