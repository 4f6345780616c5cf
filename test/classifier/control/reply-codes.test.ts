/** Classes and meanings of reply codes, and which command a code can answer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canAnswer } from '../../../src/classifier/control/answers.js';
import {
  isCompletion,
  isIntermediate,
  isNegative,
  isPreliminary,
  replyClass,
  replyMeaning,
} from '../../../src/classifier/control/reply-codes.js';
import { table } from '../../support/cases.js';

table('class, by the first digit (RFC 959 section 4.2, RFC 2228 section 5)', replyClass, [
  { title: '110', input: 110, expected: 'preliminary' },
  { title: '199', input: 199, expected: 'preliminary' },
  { title: '200', input: 200, expected: 'completion' },
  { title: '299', input: 299, expected: 'completion' },
  { title: '331', input: 331, expected: 'intermediate' },
  { title: '421', input: 421, expected: 'transient-negative' },
  { title: '550', input: 550, expected: 'permanent-negative' },
  { title: '599', input: 599, expected: 'permanent-negative' },
  { title: '631', input: 631, expected: 'protected' },
]);

it('every code from 100 to 599 is of one class', () => {
  for (let code = 100; code < 600; code++) {
    const classes = [isPreliminary(code), isCompletion(code), isIntermediate(code), isNegative(code)];
    assert.equal(classes.filter(Boolean).length, 1, `${code}`);
  }
});

it('every code of RFC 959 section 4.2.2 has its meaning', () => {
  const codes =
    '110 120 125 150 200 202 211 212 213 214 215 220 221 225 226 227 230 250 257 331 332 350 421 425 426 450 451 452 500 501 502 503 504 530 532 550 551 552 553';
  for (const code of codes.split(' ')) assert.notEqual(replyMeaning(Number(code)), null, code);
});

it('every code of RFC 2228, 2428 and 1639 has its meaning', () => {
  for (const code of [228, 229, 232, 234, 235, 334, 335, 336, 431, 521, 522, 533, 534, 535, 536, 537, 631, 632, 633]) {
    assert.notEqual(replyMeaning(code), null, `${code}`);
  }
});

table('meaning', (code: number) => replyMeaning(code)?.en ?? null, [
  { title: 'a code that no RFC defines', input: 299, expected: null },
  { title: 'RFC 959 section 4.2.2: 425', input: 425, expected: "Can't open data connection" },
  { title: 'RFC 959 section 4.2.2: 530', input: 530, expected: 'Not logged in' },
]);

/** RFC 959 section 5.4, the table of commands and their replies, and those of RFC 2228, 2428, 3659. */
const SEQUENCES: Readonly<Record<string, string>> = {
  USER: '230 331 332 421 500 501 530',
  PASS: '230 202 332 421 500 501 503 530',
  ACCT: '230 202 421 500 501 503 530',
  CWD: '250 421 500 501 502 530 550',
  CDUP: '200 250 421 500 501 502 530 550',
  REIN: '120 220 421 500 502',
  QUIT: '221 500',
  PORT: '200 421 500 501 530',
  PASV: '227 421 500 501 502 530',
  EPRT: '200 500 501 522',
  EPSV: '229 500 501 522 200',
  TYPE: '200 421 500 501 504 530',
  STRU: '200 421 500 501 504 530',
  MODE: '200 421 500 501 504 530',
  ALLO: '200 202 421 500 501 504 530',
  REST: '350 421 500 501 502 530',
  STOR: '110 125 150 226 250 425 426 451 551 552 532 450 452 553 421 500 501 530',
  STOU: '110 125 150 226 250 425 426 451 551 552 532 450 452 553 421 500 501 530',
  RETR: '110 125 150 226 250 425 426 451 450 550 421 500 501 530',
  LIST: '125 150 226 250 425 426 451 450 421 500 501 502 530',
  NLST: '125 150 226 250 425 426 451 450 421 500 501 502 530',
  MLSD: '125 150 226 250 425 426 451 450 421 500 501 502 530',
  APPE: '110 125 150 226 250 425 426 451 551 552 532 450 550 452 553 421 500 501 502 530',
  RNFR: '350 450 550 421 500 501 502 530',
  RNTO: '250 421 500 501 502 503 530 532 553',
  DELE: '250 421 450 500 501 502 530 550',
  RMD: '250 421 500 501 502 530 550',
  MKD: '257 421 500 501 502 530 550',
  PWD: '257 421 500 501 502 550',
  ABOR: '225 226 421 500 501 502',
  SYST: '215 421 500 501 502',
  STAT: '211 212 213 450 421 500 501 502 530',
  HELP: '211 214 421 500 501 502',
  SITE: '200 202 500 501 530',
  NOOP: '200 421 500',
  SMNT: '202 250 421 500 501 502 530 550',
  AUTH: '234 334 502 504 534 431 500 501 421',
  ADAT: '235 335 503 501 535 500 502 421',
  PBSZ: '200 503 500 501 421 530',
  PROT: '200 504 536 503 534 431 500 501 421 530',
  CCC: '200 500 533 534',
  SIZE: '213 500 501 550',
  MDTM: '213 500 501 550',
  MLST: '250 500 501 550',
  FEAT: '211 500 502',
  OPTS: '200 451 501',
  HOST: '220 421 500 501 502 503 504 530',
};

describe('a code that the RFC lists for a command can answer it', () => {
  for (const [verb, codes] of Object.entries(SEQUENCES)) {
    it(verb, () => {
      const refused = codes.split(' ').filter((code) => !canAnswer(verb, Number(code)));
      assert.deepEqual(refused, []);
    });
  }
});

table('answers', ([verb, code]: readonly [string, number]) => canAnswer(verb, code), [
  { title: '331 answers no PASS', input: ['PASS', 331], expected: false },
  { title: '227 answers no EPSV', input: ['EPSV', 227], expected: false },
  { title: '229 answers no PASV', input: ['PASV', 229], expected: false },
  { title: '226 answers no TYPE', input: ['TYPE', 226], expected: false },
  { title: '150 answers no PORT', input: ['PORT', 150], expected: false },
  { title: '200 answers no RETR', input: ['RETR', 200], expected: false },
  { title: '221 answers no RETR', input: ['RETR', 221], expected: false },
  { title: '257 answers no ABOR', input: ['ABOR', 257], expected: false },
  { title: '350 answers no RETR', input: ['RETR', 350], expected: false },
  { title: '213 answers no RETR', input: ['RETR', 213], expected: false },
  { title: '425 answers a PORT (pyftpdlib connects at once)', input: ['PORT', 425], expected: true },
  { title: '227 answers P@SW', input: ['P@SW', 227], expected: true },
  { title: '250 answers CWD with other verbs of it', input: ['XCWD', 250], expected: true },
  { title: 'anything answers a verb that nobody knows', input: ['XYZZY', 227], expected: true },
]);
