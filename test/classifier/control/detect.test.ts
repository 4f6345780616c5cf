/** FTP told from what else has reply codes or USER, in full and at every point of the dialogue. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { latin1 } from '../../../fixtures/forge/bytes.js';
import {
  judge,
  judgeAtEnd,
  MAX_JUDGED_BYTES,
  mayBeControl,
  type Sample,
} from '../../../src/classifier/control/detect.js';

/** `C …` from the opener, `S …` from the other end, in order. */
type Script = readonly string[];

interface Dialogue {
  readonly title: string;
  readonly script: Script;
  /** Only one direction was captured. */
  readonly isOneWay?: boolean;
  readonly todo?: string;
}

function samples(script: Script): Sample[] {
  const sides: [string, string] = ['', ''];
  return script.map((line) => {
    sides[line.startsWith('C') ? 0 : 1] += `${line.slice(2)}\r\n`;
    return [...sides] as const;
  });
}

/** What is decided while the dialogue goes on; the end decides when that never was. */
function verdict(script: Script, isOneWay: boolean): 0 | 1 | false {
  for (const sample of samples(script)) {
    const judged = judge(sample, false);
    if (judged !== null) return judged;
  }
  return judgeAtEnd(samples(script).at(-1) ?? ['', ''], isOneWay);
}

const FTP: readonly Dialogue[] = [
  { title: 'a login', script: ['S 220 ready', 'C USER alice', 'S 331 password', 'C PASS x', 'S 230 in'] },
  { title: 'a login without password', script: ['S 220 hi', 'C user anonymous', 'S 230 in'] },
  { title: 'a login refused at once', script: ['S 220 hi', 'C USER root', 'S 530 no'] },
  { title: 'AUTH TLS', script: ['S 220 ready', 'C AUTH TLS', 'S 234 go on'] },
  { title: 'AUTH GSSAPI', script: ['S 220 ready', 'C AUTH GSSAPI', 'S 334 ADAT must follow'] },
  { title: 'the client asks for features first', script: ['S 220 ready', 'C FEAT', 'S 211-Features', 'S 211 End'] },
  { title: 'in mid-session', script: ['C PASV', 'S 227 Entering Passive Mode (10,0,0,2,4,1).'] },
  { title: 'a mail word in a file name', script: ['S 220 ready', 'C USER a', 'S 331 p', 'C CWD mail', 'S 250 ok'] },
  { title: 'a banner that names FTP, and a silent client', script: ['S 220 ProFTPD Server ready.'] },
  {
    title: 'a banner line that begins with a word of NNTP',
    script: ['S 220-Welcome to the', 'S Group archive', 'S 220 ready', 'C USER alice', 'S 331 password'],
  },
  {
    title: 'a banner line that begins with Article',
    script: ['S 220-', 'S Articles and papers', 'S 220 ready', 'C USER alice', 'S 331 password'],
  },
  { title: 'the server only, a login', isOneWay: true, script: ['S 220 hi', 'S 331 password', 'S 230 in'] },
  {
    title: 'the server only, a 227',
    isOneWay: true,
    script: ['S 220 hi', 'S 200 ok', 'S 227 Entering Passive Mode (10,0,0,2,4,1).'],
  },
  { title: 'the client only', isOneWay: true, script: ['C USER a', 'C PASS b', 'C CWD /', 'C TYPE I', 'C PASV'] },
];

const OTHERS: readonly Dialogue[] = [
  {
    title: 'SMTP',
    script: ['S 220 mx ESMTP Postfix', 'C EHLO a', 'S 250-mx', 'S 250 SIZE', 'C MAIL FROM:<a@b>', 'S 250 ok', 'C QUIT'],
  },
  {
    title: 'SMTP with HELO',
    script: ['S 220 mx', 'C HELO a', 'S 250 mx', 'C HELP', 'S 214 help', 'C QUIT', 'S 221 bye'],
  },
  {
    title: 'SMTP with AUTH GSSAPI',
    script: ['S 220 mx', 'C EHLO a', 'S 250 AUTH GSSAPI', 'C AUTH GSSAPI', 'S 334 ', 'C QUIT'],
  },
  {
    title: 'SMTP with a letter about FTP',
    script: ['S 220 mx', 'C HELO a', 'S 250 mx', 'C DATA', 'S 354 go on', 'C PASV', 'C PORT 10,0,0,1,4,1', 'S 250 ok'],
  },
  { title: 'LMTP', script: ['S 220 mx LMTP', 'C LHLO a', 'S 250 mx', 'C RCPT TO:<a@b>', 'S 250 ok'] },
  { title: 'an SMTP server and a silent client', script: ['S 220 mx.ftp.example ESMTP Postfix'] },
  {
    title: 'POP3',
    script: [
      'S +OK ready',
      'C USER alice',
      'S +OK',
      'C PASS x',
      'S +OK',
      'C LIST',
      'S +OK 1 messages',
      'C RETR 1',
      'S +OK',
    ],
  },
  {
    title: 'NNTP',
    script: [
      'S 200 news ready',
      'C MODE READER',
      'S 200 ok',
      'C GROUP alt.ftp',
      'S 211 1 1 1 alt.ftp',
      'C ARTICLE 1',
      'C QUIT',
    ],
  },
  {
    title: 'NNTP without MODE',
    script: ['S 200 news', 'C LIST', 'S 215 list', 'C STAT 1', 'S 223 1', 'C QUIT', 'S 205 bye'],
  },
  {
    title: 'IMAP',
    script: ['S * OK ready', 'C a1 LOGIN alice x', 'S a1 OK', 'C a2 LIST "" *', 'S * LIST () "/" INBOX'],
  },
  { title: 'IRC', script: ['C NICK alice', 'C USER alice 0 * :Alice', 'S :irc 001 alice :Welcome'] },
  { title: 'HTTP', script: ['C GET /ftp/PASV HTTP/1.1', 'C Host: ftp.example.org', 'S HTTP/1.1 200 OK'] },
  { title: 'SSH', script: ['S SSH-2.0-OpenSSH_9.2', 'C SSH-2.0-PuTTY'] },
  {
    title: 'a text about FTP, sent as data',
    script: [
      'S 220 ready',
      'S USER alice',
      'S 331 password',
      'S PASS x',
      'S 230 in',
      'S PASV',
      'S 227 (10,0,0,2,4,1)',
      'S TYPE I',
    ],
  },
  {
    title: 'a text about FTP, uploaded',
    script: ['C 220 ready', 'C USER alice', 'C 331 password', 'C 230 in', 'C PASV', 'C CWD /', 'C 227 (10,0,0,2,4,1)'],
  },
  {
    title: 'a text about FTP in a one-way capture',
    isOneWay: true,
    script: ['S 220 ready', 'S USER alice', 'S 331 password', 'S 230 in', 'S PASV', 'S 227 (10,0,0,2,4,1)', 'S TYPE I'],
  },
  { title: 'a listing of numbers', script: ['S 150 a', 'S 226 b', 'S 227 c'] },
  { title: 'nothing', script: [] },
];

describe('FTP, the client opened', () => {
  for (const { title, script, isOneWay = false, todo } of FTP) {
    it(title, { todo: todo ?? false }, () => assert.equal(verdict(script, isOneWay), 1));
    const turned = script.map((line) => (line.startsWith('C') ? 'S' : 'C') + line.slice(1));
    it(`${title}, seen from the other end first`, { todo: todo ?? false }, () =>
      assert.equal(verdict(turned, isOneWay), 0),
    );
  }
});

describe('no FTP', () => {
  for (const { title, script, isOneWay = false, todo } of OTHERS) {
    it(title, { todo: todo ?? false }, () => assert.equal(verdict(script, isOneWay), false));
    const whole = samples(script).at(-1) ?? ['', ''];
    it(`${title}, in one look`, { todo: todo ?? false }, () => assert.notEqual(judge(whole, false), 1));
    it(`${title}, in one look from the other end`, { todo: todo ?? false }, () =>
      assert.notEqual(judge([whole[1], whole[0]], false), 0),
    );
  }
});

describe('bounds', () => {
  it('what says nothing for long is given up', () => {
    assert.equal(judge(['', 'x'.repeat(MAX_JUDGED_BYTES)], false), false);
  });
  it('what says nothing yet is waited for', () => assert.equal(judge(['', '220 ready\r\n'], false), null));
});

describe('TLS', () => {
  const hello = '\x16\x03\x01\x00\xa0\x01';
  it('on the port of implicit TLS the side of the ClientHello is the client', () => {
    assert.equal(judge([hello, ''], true), 1);
    assert.equal(judge(['', hello], true), 0);
  });
  it('on another port TLS says nothing', () => assert.equal(judge([hello, ''], false), null));
});

describe('the first look', () => {
  const may = (text: string) => mayBeControl(latin1(text), false);
  const yes = [
    '220 ready\r\n',
    '220-Welcome',
    '2',
    '22',
    '220',
    'USER alice\r\n',
    'user a',
    'U',
    'PASV\r\n',
    'FEAT\n',
    '421 full',
  ];
  for (const text of yes) it(`${JSON.stringify(text)} may begin a control connection`, () => assert.ok(may(text)));
  const no = [
    'GET / HTTP/1.1',
    'SSH-2.0-',
    '* OK',
    '+OK',
    '\x16\x03\x01',
    '{"a":1}',
    'HELO a',
    'drwxr-xr-x',
    '2200',
    '720 x',
    '',
  ];
  for (const text of no) it(`${JSON.stringify(text)} begins none`, () => assert.ok(!may(text)));
  it('a TLS record does on the port of implicit TLS', () => assert.ok(mayBeControl(latin1('\x16\x03\x01'), true)));
});
