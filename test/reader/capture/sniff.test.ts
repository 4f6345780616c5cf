import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureError, CaptureErrorCode } from '../../../src/reader/capture/open.js';
import { sniff } from '../../../src/reader/capture/sniff.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

const captures = [
  { title: 'pcap', head: hex('d4c3b2a1'), expected: 'pcap' },
  { title: 'pcap, big-endian', head: hex('a1b2c3d4'), expected: 'pcap' },
  { title: 'pcap, nanoseconds', head: hex('4d3cb2a1'), expected: 'pcap' },
  { title: 'pcap, nanoseconds, big-endian', head: hex('a1b23c4d'), expected: 'pcap' },
  { title: 'pcapng', head: hex('0a0d0d0a 1c000000 4d3c2b1a'), expected: 'pcapng' },
  { title: 'pcapng, big-endian', head: hex('0a0d0d0a 0000001c 1a2b3c4d'), expected: 'pcapng' },
  { title: 'gzip', head: hex('1f8b08'), expected: 'gzip' },
];

for (const { title, head, expected } of captures) {
  test(title, () => assert.equal(sniff(head), expected));
}

/** Two records of type Ethernet, 1 s apart. */
const erfRecord = '00000000 00f15365 01 00 0018 0000 0008 0011223344556677';

const others: { title: string; head: Buffer; code: CaptureErrorCode; names: string }[] = [
  { title: 'nothing', head: hex(''), code: 'empty', names: 'empty' },
  { title: 'one byte', head: hex('d4'), code: 'not-a-capture', names: 'only 1 byte' },
  {
    title: 'modified pcap',
    head: hex('34cdb2a1'),
    code: 'unsupported-format',
    names: 'modified pcap (Kuznetzov, magic a1b2cd34)',
  },
  { title: 'modified pcap, big-endian', head: hex('a1b2cd34'), code: 'unsupported-format', names: 'modified pcap' },
  { title: 'IXIA hardware', head: hex('ac01001c'), code: 'unsupported-format', names: 'IXIA hardware' },
  { title: 'IXIA software', head: hex('1c0001ab'), code: 'unsupported-format', names: 'IXIA software' },
  { title: 'snoop', head: ascii('snoop\0\0\0\0\0\0\x02'), code: 'unsupported-format', names: 'snoop' },
  { title: 'ERF', head: hex(erfRecord + erfRecord), code: 'unsupported-format', names: 'Endace ERF' },
  { title: 'NetMon 1', head: ascii('RTSS\x01\x01'), code: 'unsupported-format', names: 'NetMon 1.x' },
  { title: 'NetMon 2', head: ascii('GMBU\0\x02'), code: 'unsupported-format', names: 'NetMon 2.x' },
  { title: 'iptrace', head: ascii('iptrace 2.0'), code: 'unsupported-format', names: 'iptrace 2.0' },
  { title: 'nettl', head: hex('54520064 00'), code: 'unsupported-format', names: 'nettl' },
  { title: 'zstd', head: hex('28b52ffd 0458'), code: 'unsupported-format', names: 'zstd -d' },
  { title: 'xz', head: hex('fd377a585a00'), code: 'unsupported-format', names: 'compressed with xz' },
  { title: 'bzip2', head: ascii('BZh91AY'), code: 'unsupported-format', names: 'compressed with bzip2' },
  { title: 'lz4', head: hex('04224d18 64'), code: 'unsupported-format', names: 'compressed with lz4' },
  { title: 'ZIP', head: ascii('PK\x03\x04'), code: 'not-a-capture', names: 'ZIP archive' },
  {
    title: 'tar',
    head: Buffer.concat([ascii('a.pcap'), Buffer.alloc(251), ascii('ustar')]),
    code: 'not-a-capture',
    names: 'tar archive',
  },
  { title: 'ELF', head: ascii('\x7fELF\x02\x01'), code: 'not-a-capture', names: 'ELF program' },
  { title: 'HTML', head: ascii('\n <!DOCTYPE html><html>'), code: 'not-a-capture', names: 'HTML page' },
  { title: 'XML', head: ascii('<?xml version="1.0"?>'), code: 'not-a-capture', names: 'XML file' },
  { title: 'JSON object', head: ascii('{"a": 1}'), code: 'not-a-capture', names: 'JSON file' },
  { title: 'JSON array', head: ascii('[\n  {'), code: 'not-a-capture', names: 'JSON file' },
  { title: 'text', head: ascii('No.  Time  Source\r\n'), code: 'not-a-capture', names: 'a text file' },
  { title: 'UTF-8 text', head: Buffer.from('\ufeff报告文件'), code: 'not-a-capture', names: 'a text file' },
  { title: 'UTF-16 text', head: hex('fffe4e00'), code: 'not-a-capture', names: 'UTF-16' },
  {
    title: 'pcapng after a transfer in ASCII mode',
    head: hex('0a0d0a1c 000000'),
    code: 'not-a-capture',
    names: 'ASCII mode (with CR LF turned into LF)',
  },
  {
    title: 'pcapng after a transfer in ASCII mode to Windows',
    head: hex('0d0a0d0d 0d0a1c00'),
    code: 'not-a-capture',
    names: 'LF turned into CR LF',
  },
  {
    title: 'pcapng without byte order',
    head: hex('0a0d0d0a 1c000000 11223344'),
    code: 'not-a-capture',
    names: 'has 11223344 where',
  },
  { title: 'pcapng cut short', head: hex('0a0d0d0a 1c00'), code: 'not-a-capture', names: 'ends after 6 bytes' },
  { title: 'anything else', head: hex('00112233 4455'), code: 'not-a-capture', names: 'bytes 00112233' },
];

for (const { title, head, code, names } of others) {
  test(`${title} is named`, () => {
    assert.throws(
      () => sniff(head),
      (error: CaptureError) => {
        assert.equal(error.code, code);
        assert.ok(error.message.includes(names), error.message);
        assert.match(error.message, /^[A-Z].*\.$/);
        return true;
      },
    );
  });
}
