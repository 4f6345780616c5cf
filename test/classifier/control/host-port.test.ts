/** Announced data ports, decoded strictly: RFC 959 (PORT, 227), RFC 1639 (LPRT, 228), RFC 2428 (EPRT, 229). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
} from '../../../src/classifier/control/host-port.js';
import { type Case, table } from '../../support/cases.js';

const HOST = '192.0.2.9';

/** `address port arithmetic`, or null for a text that is no data port. */
function brief(decoded: HostPort): string | null {
  if ('problem' in decoded) {
    assert.match(decoded.problem.en, /^\S.*\.$/s, 'a problem is one sentence');
    assert.match(decoded.problem.zh, /^\S.*。$/s, 'in Chinese too');
    return null;
  }
  const { address, port, arithmetic } = decoded.advertised;
  return [address, port, arithmetic].filter((part) => part !== null).join(' ');
}

type Row = Case<string, string | null>;
const refused = (title: string, input: string): Row => ({ title, input, expected: null });
const same = (inputs: readonly string[], expected: string | null): Row[] =>
  inputs.map((input) => ({ title: JSON.stringify(input), input, expected }));

table('PORT', (input: string) => brief(parsePort(input)), [
  { title: 'six numbers', input: '192,0,2,1,239,20', expected: '192.0.2.1 61204 239*256+20' },
  { title: 'port 1', input: '10,0,0,1,0,1', expected: '10.0.0.1 1 0*256+1' },
  { title: 'port 65535', input: '10,0,0,1,255,255', expected: '10.0.0.1 65535 255*256+255' },
  { title: 'all ones', input: '255,255,255,255,4,1', expected: '255.255.255.255 1025 4*256+1' },
  { title: 'leading zeros are decimal', input: '010,008,000,001,004,001', expected: '10.8.0.1 1025 4*256+1' },
  ...same([' 10,0,0,1,4,1', '10,0,0,1,4,1 ', '10, 0, 0, 1, 4, 1', '(10,0,0,1,4,1)'], '10.0.0.1 1025 4*256+1'),
  refused('300 is not masked to 44', '10,0,0,1,300,1'),
  refused('256 in the low byte', '10,0,0,1,4,256'),
  refused('256 in the address', '256,0,0,1,4,1'),
  refused('port 0', '10,0,0,1,0,0'),
  refused('a huge number', `10,0,0,1,4,${'9'.repeat(400)}`),
  refused('a number of 2^32 + 4', '10,0,0,1,4294967300,1'),
  refused('negative', '10,0,0,1,-4,1'),
  refused('a sign', '10,0,0,1,+4,1'),
  refused('hexadecimal', '10,0,0,1,0x4,1'),
  refused('an exponent', '10,0,0,1,1e1,1'),
  refused('a fraction', '10,0,0,1,4.0,1'),
  refused('five numbers', '10,0,0,1,4'),
  refused('seven numbers', '10,0,0,1,4,1,1'),
  refused('an empty field', '10,0,,1,4,1'),
  refused('a space within a number', '1 0,0,0,1,4,1'),
  refused('a trailing comma', '10,0,0,1,4,1,'),
  refused('dots', '10.0.0.1.4.1'),
  refused('semicolons', '10;0;0;1;4;1'),
  refused('a name', 'localhost,4,1'),
  refused('digits of another script', '10,0,0,1,٤,1'),
  refused('nothing', ''),
  refused('parentheses and nothing', '()'),
]);

table('227', (input: string) => brief(parsePasvReply(input)), [
  ...same(
    [
      'Entering Passive Mode (10,0,0,2,239,20).',
      'Entering Passive Mode (10,0,0,2,239,20)',
      'Entering Passive Mode. 10,0,0,2,239,20',
      'Entering Passive Mode 10,0,0,2,239,20.',
      'Entering Passive Mode =10,0,0,2,239,20',
      'Entering Passive Mode ( 10, 0, 0, 2, 239, 20 )',
      'Entering Passive Mode (10 ,0 ,0 ,2 ,239 ,20)',
      'Entering Passive Mode [10,0,0,2,239,20]',
      'Passive Mode OK (10,0,0,2,239,20) 5 connections left',
      '10,0,0,2,239,20',
      'Server 2 of 3, version 1,5: (10,0,0,2,239,20)',
      'Entering\nPassive Mode\n(10,0,0,2,239,20)',
      'Entering Passive Mode (010,000,000,002,239,020).',
    ],
    '10.0.0.2 61204 239*256+20',
  ),
  { title: 'an address of zeros', input: '(0,0,0,0,4,1)', expected: '0.0.0.0 1025 4*256+1' },
  refused('300 is not masked', 'Entering Passive Mode (10,0,0,2,300,20).'),
  refused('negative, as signed bytes', 'Entering Passive Mode (-64,0,0,2,-17,20).'),
  refused('port 0', 'Entering Passive Mode (10,0,0,2,0,0).'),
  refused('five numbers, cut', 'Entering Passive Mode (10,0,0,2,239'),
  refused('seven numbers', 'Entering Passive Mode (1,10,0,0,2,239,20).'),
  refused('no numbers', 'Entering Passive Mode'),
  refused('an IPv6 address', 'Entering Passive Mode (2001:db8::2,239,20)'),
  refused('nothing', ''),
]);

table('EPRT', (input: string) => brief(parseEprt(input)), [
  { title: 'the first example of RFC 2428', input: '|1|132.235.1.2|6275|', expected: '132.235.1.2 6275' },
  {
    title: 'the second example of RFC 2428',
    input: '|2|1080::8:800:200C:417A|5282|',
    expected: '1080::8:800:200c:417a 5282',
  },
  { title: 'another delimiter', input: '!1!10.0.0.1!1025!', expected: '10.0.0.1 1025' },
  { title: 'the first delimiter and the last of RFC 2428', input: '~1~10.0.0.1~1025~', expected: '10.0.0.1 1025' },
  { title: 'spaces around', input: ' |1|10.0.0.1|1025| ', expected: '10.0.0.1 1025' },
  { title: 'port 65535', input: '|1|10.0.0.1|65535|', expected: '10.0.0.1 65535' },
  { title: 'an IPv6 address written out', input: '|2|2001:0DB8:0:0:0:0:0:1|21|', expected: '2001:db8::1 21' },
  { title: 'the unspecified address', input: '|2|::|21|', expected: ':: 21' },
  { title: 'a zone', input: '|2|fe80::1%eth0|1025|', expected: 'fe80::1 1025' },
  {
    title: 'an IPv4-mapped address as RFC 5952 section 5 writes it',
    input: '|2|::ffff:10.0.0.1|1025|',
    expected: '::ffff:10.0.0.1 1025',
  },
  refused('port 0', '|1|10.0.0.1|0|'),
  refused('port 65536', '|1|10.0.0.1|65536|'),
  refused('a negative port', '|1|10.0.0.1|-1|'),
  refused('a huge port', `|1|10.0.0.1|${'1'.repeat(400)}|`),
  refused('no port', '|1|10.0.0.1||'),
  refused('no last delimiter', '|1|10.0.0.1|1025'),
  refused('text after the last delimiter', '|1|10.0.0.1|1025|x'),
  refused('a space as delimiter', ' 1 10.0.0.1 1025 '),
  refused('a control character as delimiter', '\x011\x0110.0.0.1\x011025\x01'),
  refused('protocol 3', '|3|10.0.0.1|1025|'),
  refused('protocol 0', '|0|10.0.0.1|1025|'),
  refused('protocol 01', '|01|10.0.0.1|1025|'),
  refused('an IPv6 address under protocol 1', '|1|::1|1025|'),
  refused('an IPv4 address under protocol 2', '|2|10.0.0.1|1025|'),
  refused('an octet of 256', '|1|10.0.0.256|1025|'),
  refused('three octets', '|1|10.0.1|1025|'),
  refused('a group of five digits', '|2|12345::1|1025|'),
  refused('two double colons', '|2|1::2::3|1025|'),
  refused('nine groups', '|2|1:2:3:4:5:6:7:8:9|1025|'),
  refused('a name', '|1|localhost|1025|'),
  refused('the form of PORT', '10,0,0,1,4,1'),
  refused('nothing', ''),
]);

table('229', (input: string) => brief(parseEpsvReply(input, HOST)), [
  ...same(
    [
      'Entering Extended Passive Mode (|||6446|)',
      'Entering Extended Passive Mode (|||6446|).',
      'Entering Extended Passive Mode (!!!6446!)',
      'Entering Extended Passive Mode ($$$6446$)',
      'Entering Extended Passive Mode |||6446|',
      'EPSV ok (on port 5)(|||6446|)',
      'Entering Extended Passive Mode (|1|10.0.0.2|6446|)',
      'Entering Extended Passive Mode (|2|2001:db8::2|6446|)',
      'Entering Extended Passive Mode (|1||6446|)',
    ],
    `${HOST} 6446`,
  ),
  { title: 'port 65535', input: '(|||65535|)', expected: `${HOST} 65535` },
  refused('port 0', '(|||0|)'),
  refused('port 65536', '(|||65536|)'),
  refused('a huge port', `(|||${'1'.repeat(400)}|)`),
  refused('a negative port', '(|||-1|)'),
  refused('no last delimiter', '(|||6446)'),
  refused('two delimiters', '(||6446|)'),
  refused('different delimiters', '(|!|6446|)'),
  refused('the form of 227', 'Entering Passive Mode (10,0,0,2,25,46)'),
  refused('cut', 'Entering Extended Passive Mode (|||64'),
  refused('nothing', ''),
]);

const LONG6 = '6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,1,2,4,1';

table('LPRT', (input: string) => brief(parseLprt(input)), [
  { title: 'IPv4', input: '4,4,10,0,0,1,2,4,1', expected: '10.0.0.1 1025 4*256+1' },
  { title: 'IPv6', input: LONG6, expected: '2001:db8::1 1025 4*256+1' },
  { title: 'spaces', input: ' 4, 4, 10, 0, 0, 1, 2, 4, 1 ', expected: '10.0.0.1 1025 4*256+1' },
  refused('port 0', '4,4,10,0,0,1,2,0,0'),
  refused('256', '4,4,10,0,0,1,2,256,1'),
  refused('an unknown family', '5,4,10,0,0,1,2,4,1'),
  refused('IPv4 with 16 octets', LONG6.replace('6,16', '4,16')),
  refused('IPv6 with 4 octets', '6,4,10,0,0,1,2,4,1'),
  refused('a port of 3 octets', '4,4,10,0,0,1,3,4,1,1'),
  refused('an octet too few', '4,4,10,0,0,1,2,4'),
  refused('an octet too many', '4,4,10,0,0,1,2,4,1,1'),
  refused('the form of PORT', '10,0,0,1,4,1'),
  refused('negative', '4,4,10,0,0,1,2,-4,1'),
  refused('nothing', ''),
]);

table('228', (input: string) => brief(parseLpsvReply(input)), [
  ...same(
    ['Entering Long Passive Mode (4,4,10,0,0,2,2,4,1)', 'Entering Long Passive Mode 4,4,10,0,0,2,2,4,1'],
    '10.0.0.2 1025 4*256+1',
  ),
  { title: 'IPv6', input: `Entering Long Passive Mode (${LONG6})`, expected: '2001:db8::1 1025 4*256+1' },
  refused('300', 'Entering Long Passive Mode (4,4,10,0,0,2,2,300,1)'),
  refused('the form of 227', 'Entering Passive Mode (10,0,0,2,4,1)'),
  refused('nothing', ''),
]);

describe('what is wrong is said', () => {
  const problem = (decoded: HostPort) => ('problem' in decoded ? decoded.problem.en : '');
  it('a number out of range is named', () => assert.match(problem(parsePort('10,0,0,1,300,1')), /\b300\b/));
  it('a port out of range is named', () => assert.match(problem(parseEprt('|1|10.0.0.1|70000|')), /\b70000\b/));
  it('a number of numbers is named', () => assert.match(problem(parsePort('10,0,0,1,4')), /\b5\b/));
  it('a huge number is not repeated in full', () =>
    assert.ok(problem(parsePort(`1,1,1,1,1,${'9'.repeat(10_000)}`)).length < 200));
});

describe('the text that was decoded is kept', () => {
  it('of a 227', () => assert.equal(parsePasvReply('Passive (10,0,0,2,4,1).').text, '10,0,0,2,4,1'));
  it('of a PORT', () => assert.equal(parsePort('10,0,0,2,4,1').text, '10,0,0,2,4,1'));
  it('of an EPRT', () => assert.equal(parseEprt('|1|10.0.0.2|1025|').text, '|1|10.0.0.2|1025|'));
});

table(
  'writing',
  ([method, address, port]: readonly ['PORT' | 'EPRT', string, number]) => {
    return method === 'PORT' ? formatPort(address, port) : formatEprt(address, port);
  },
  [
    { title: 'PORT', input: ['PORT', '192.0.2.1', 61204], expected: '192,0,2,1,239,20' },
    { title: 'EPRT for IPv4', input: ['EPRT', '132.235.1.2', 6275], expected: '|1|132.235.1.2|6275|' },
    { title: 'EPRT for IPv6', input: ['EPRT', '2001:db8::1', 5282], expected: '|2|2001:db8::1|5282|' },
  ],
);
