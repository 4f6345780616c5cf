/** Command lines taken apart (RFC 959 section 5.3). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DISTINCTIVE_VERBS,
  parseCommand,
  SETUP_VERBS,
  TRANSFER_VERBS,
} from '../../../src/classifier/control/command.js';
import { table } from '../../support/cases.js';

const of = (verb: string, argument: string | null = null) => ({ verb, argument });

table('command', parseCommand, [
  { title: 'a verb alone', input: 'PASV', expected: of('PASV') },
  { title: 'a verb and an argument', input: 'RETR a.txt', expected: of('RETR', 'a.txt') },
  { title: 'lower case', input: 'retr A.txt', expected: of('RETR', 'A.txt') },
  { title: 'three letters', input: 'pwd', expected: of('PWD') },
  { title: 'a space and nothing', input: 'LIST ', expected: of('LIST') },
  { title: 'spaces within', input: 'STOR a  b', expected: of('STOR', 'a  b') },
  { title: 'a second space belongs to the name', input: 'RETR  a', expected: of('RETR', ' a') },
  { title: 'a trailing space belongs to the name', input: 'RETR a ', expected: of('RETR', 'a ') },
  { title: 'spaces before', input: '  PWD', expected: of('PWD') },
  { title: 'high bytes', input: 'RETR \xb1\xa8', expected: of('RETR', '\xb1\xa8') },
  { title: 'a CR within a name', input: 'RETR a\rb', expected: of('RETR', 'a\rb') },
  { title: 'P@SW', input: 'P@SW', expected: of('P@SW') },
  { title: 'a long verb', input: 'XSHA256 a', expected: of('XSHA256', 'a') },
  { title: 'a number', input: '12345', expected: null },
  { title: 'punctuation', input: '!ls', expected: null },
  { title: 'a header of HTTP', input: 'Host: example.org', expected: null },
  { title: 'nothing', input: '', expected: null },
  { title: 'spaces', input: '   ', expected: null },
  { title: 'a sentence of one endless word', input: 'x'.repeat(200), expected: null },
  { title: 'a verb of high bytes', input: '\xc1\xaa\xcd\xa8 a', expected: null },
]);

describe('sets of verbs', () => {
  it('transfers and setups do not overlap', () => {
    assert.deepEqual(
      [...TRANSFER_VERBS].filter((verb) => SETUP_VERBS.has(verb)),
      [],
    );
  });
  // POP3 (RFC 1939), SMTP (RFC 5321), NNTP (RFC 3977) and IRC (RFC 2812) have these too.
  const SHARED =
    'USER PASS RETR LIST STAT DELE NOOP QUIT RSET APOP TOP UIDL CAPA HELO EHLO MAIL RCPT DATA VRFY EXPN HELP AUTH STARTTLS GROUP ARTICLE HEAD BODY NEXT LAST POST MODE DATE HDR OVER NICK JOIN PART PING';
  it('no verb of another protocol tells FTP', () => {
    assert.deepEqual(
      SHARED.split(' ').filter((verb) => DISTINCTIVE_VERBS.has(verb)),
      [],
    );
  });
});
