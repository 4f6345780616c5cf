/** What is written is read back: host and port, and names in any encoding. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { detectReader, fixedReader } from '../../src/classifier/control/charset.js';
import {
  formatEprt,
  formatPort,
  type HostPort,
  parseEprt,
  parseEpsvReply,
  parseLprt,
  parseLpsvReply,
  parsePasvReply,
  parsePort,
} from '../../src/classifier/control/host-port.js';
import { byteString, check } from '../support/property.js';

const octet = fc.integer({ min: 0, max: 255 });
const port = fc.integer({ min: 1, max: 65535 });
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const ipv6 = fc.ipV6().filter((address) => !address.includes('.'));

function endpoint(decoded: HostPort): readonly [string, number] | string {
  return 'advertised' in decoded ? [decoded.advertised.address, decoded.advertised.port] : decoded.problem.en;
}

/** The eight groups of an IPv6 address as numbers, read by hand. */
function groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return numbers(head);
  const zeros = 8 - numbers(head).length - numbers(tail).length;
  return [...numbers(head), ...new Array<number>(zeros).fill(0), ...numbers(tail)];
}

describe('host and port, written and read', () => {
  it('PORT', () =>
    check(
      fc.property(ipv4, port, (address, number) => {
        assert.deepEqual(endpoint(parsePort(formatPort(address, number))), [address, number]);
      }),
    ));
  it('227 in any text without digits', () =>
    check(
      fc.property(ipv4, port, fc.string(), fc.string(), (address, number, before, after) => {
        const words = (part: string) => part.replace(/[\d,-]/g, '');
        const reply = `${words(before)}(${formatPort(address, number)})${words(after)}`;
        assert.deepEqual(endpoint(parsePasvReply(reply)), [address, number]);
      }),
    ));
  it('the sum that is written out is the port', () =>
    check(
      fc.property(ipv4, port, (address, number) => {
        const decoded = parsePort(formatPort(address, number));
        const [, high, low] =
          /^(\d+)\*256\+(\d+)$/.exec('advertised' in decoded ? (decoded.advertised.arithmetic ?? '') : '') ?? [];
        assert.equal(Number(high) * 256 + Number(low), number);
      }),
    ));
  it('EPRT for IPv4, with any delimiter', () =>
    check(
      fc.property(ipv4, port, fc.constantFrom(...'|!#$%&*+,-/;<=>?@[]^_`{}~'), (address, number, delimiter) => {
        const argument = formatEprt(address, number).replaceAll('|', delimiter);
        assert.deepEqual(endpoint(parseEprt(argument)), [address, number]);
      }),
    ));
  it('EPRT for IPv6', () =>
    check(
      fc.property(ipv6, port, (address, number) => {
        const decoded = parseEprt(formatEprt(address, number));
        assert.ok('advertised' in decoded, formatEprt(address, number));
        if (decoded.advertised.address.includes('.')) return;
        assert.deepEqual(groups(decoded.advertised.address), groups(address));
        assert.equal(decoded.advertised.port, number);
      }),
    ));
  it('229', () =>
    check(
      fc.property(port, fc.constantFrom(...'|!#$%&*+/;<=>?@^_`~'), (number, d) => {
        const reply = `Entering Extended Passive Mode (${d}${d}${d}${number}${d})`;
        assert.deepEqual(endpoint(parseEpsvReply(reply, '2001:db8::2')), ['2001:db8::2', number]);
      }),
    ));
  it('LPRT and 228', () =>
    check(
      fc.property(ipv4, port, (address, number) => {
        const text = `4,4,${address.replaceAll('.', ',')},2,${number >> 8},${number & 255}`;
        assert.deepEqual(endpoint(parseLprt(text)), [address, number]);
        assert.deepEqual(endpoint(parseLpsvReply(`Entering Long Passive Mode (${text}).`)), [address, number]);
      }),
    ));
  it('a number over 255 is never taken', () =>
    check(
      fc.property(
        fc.array(octet, { minLength: 6, maxLength: 6 }),
        fc.nat({ max: 5 }),
        fc.integer({ min: 256 }),
        (n, at, big) => {
          const text = n.with(at, big).join(',');
          assert.equal(typeof endpoint(parsePort(text)), 'string');
          assert.equal(typeof endpoint(parsePasvReply(`(${text})`)), 'string');
        },
      ),
    ));
});

describe('text', () => {
  const replacement = /\ufffd/;
  it('of UTF-8 names is what it was', () =>
    check(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: 6 }), (names) => {
        const samples = names.map((name) => Buffer.from(name, 'utf8').toString('latin1'));
        const { read: decode } = detectReader(samples);
        assert.deepEqual(samples.map(decode), names);
      }),
    ));
  it('of any bytes loses nothing and never holds U+FFFD', () =>
    check(
      fc.property(fc.array(byteString(20), { maxLength: 6 }), (samples) => {
        // EF BF BD and 84 31 A4 37 are U+FFFD itself.
        fc.pre(!samples.some((sample) => /\xef\xbf\xbd|\x84\x31\xa4\x37/.test(sample)));
        const readers = [detectReader(samples), ...(['utf-8', 'gb18030', 'iso-8859-1'] as const).map(fixedReader)];
        for (const { read: decode } of readers) {
          for (const sample of samples) {
            assert.doesNotMatch(decode(sample), replacement);
            assert.equal(decode(sample) === '', sample === '');
          }
        }
      }),
    ));
});
