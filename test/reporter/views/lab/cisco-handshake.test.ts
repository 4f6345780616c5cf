/**
 * Cisco NetAcad's lab on TCP with FTP (9.2.4.3): for SYN, SYN-ACK and ACK of the control connection its sheet asks for
 * eight header fields each. The answers come from tshark; the report must give them all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabReport, tsharkRows } from './report-reader.js';

const SEGMENTS = tsharkRows('cisco-handshake');

/** Question of the sheet, row of the report, field of tshark. */
const QUESTIONS = [
  ['What is the source IP address?', 'Source IP address', 'ip.src'],
  ['What is the destination IP address?', 'Destination IP address', 'ip.dst'],
  ['What is the source port number?', 'Source port', 'tcp.srcport'],
  ['What is the destination port number?', 'Destination port', 'tcp.dstport'],
  ['What is the sequence number?', 'Sequence number, raw', 'tcp.seq_raw'],
  ['What is the sequence number, as Wireshark shows it?', 'Sequence number, relative', 'tcp.seq'],
  ['What is the header length?', 'Header length (bytes)', 'tcp.hdr_len'],
  ['What is the window size?', 'Window size (as sent)', 'tcp.window_size_value'],
] as const;

/** A SYN acknowledges nothing. */
const ACKNOWLEDGMENTS = [
  ['What is the acknowledgment number?', 'Acknowledgment number, raw', 'tcp.ack_raw'],
  ['What is the acknowledgment number, as Wireshark shows it?', 'Acknowledgment number, rel.', 'tcp.ack'],
] as const;

const report = new LabReport('vsftpd-tnftp-passive-session.pcap', 'en');

function answer(row: string, segment: number): string {
  return report.read({ section: 'handshakes', under: 'Session 1: control connection', row, cell: segment + 1 });
}

for (const [nth, segment] of SEGMENTS.entries()) {
  const flags = ['SYN', 'SYN, ACK', 'ACK'][nth] ?? '';
  test(`which packet is the ${flags}?`, () => {
    assert.equal(answer('field', nth), flags);
    assert.equal(answer('Frame', nth), segment['frame.number']);
    const set = { SYN: segment['tcp.flags.syn'] === '1', ACK: segment['tcp.flags.ack'] === '1' };
    assert.deepEqual({ SYN: flags.includes('SYN'), ACK: flags.includes('ACK') }, set);
  });
  for (const [question, row, field] of QUESTIONS) {
    test(`${flags}: ${question}`, () => assert.equal(answer(row, nth), segment[field]));
  }
  for (const [question, row, field] of ACKNOWLEDGMENTS) {
    test(`${flags}: ${question}`, () => assert.equal(answer(row, nth), flags === 'SYN' ? '–' : segment[field]));
  }
}
