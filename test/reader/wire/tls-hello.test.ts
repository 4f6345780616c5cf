/** Handshake messages as RFC 8446 section 4 and RFC 5246 section 7.4 lay them out, written by hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ASKS_AGAIN,
  CLIENT_HELLO,
  fatalAlert,
  NEW_SESSION,
  OFFERS_OLD_SESSION,
  OFFERS_SESSION,
  RESUMES,
  readFirstFlight,
  SERVER_HELLO,
  VERSION_1_3,
  WHOLE,
} from '../../../src/reader/wire/tls-hello.js';

const two = (n: number) => [n >> 8, n & 0xff];
const record = (type: number, body: readonly number[]) => [type, 3, 3, ...two(body.length), ...body];
const message = (type: number, body: readonly number[]) => [type, 0, ...two(body.length), ...body];
const extension = (type: number, body: readonly number[]) => [...two(type), ...two(body.length), ...body];
const RANDOM = new Array<number>(32).fill(7);
const RETRY = [0xcf, 0x21, 0xad, 0x74, ...new Array<number>(28).fill(1)];
const ID = new Array<number>(32).fill(9);

const TLS_1_3 = extension(43, [2, 3, 4]);
const CHOSE_1_3 = extension(43, [3, 4]);
const TICKET = extension(35, [1, 2, 3, 4]);
const EMPTY_TICKET = extension(35, []);
const KEY = extension(41, [0, 0]);

function clientHello(id: readonly number[], ...extensions: number[][]): number[] {
  const all = extensions.flat();
  const tail = all.length > 0 ? [...two(all.length), ...all] : [];
  return record(22, message(1, [3, 3, ...RANDOM, id.length, ...id, 0, 2, 0xc0, 0x2f, 1, 0, ...tail]));
}

function serverHello(random: readonly number[], ...extensions: number[][]): number[] {
  const all = extensions.flat();
  return record(
    22,
    message(2, [3, 3, ...random, 0, 0xc0, 0x2f, 0, ...(all.length > 0 ? [...two(all.length), ...all] : [])]),
  );
}

const CERTIFICATE = record(22, message(11, [0, 0, 0]));
const CHANGE = record(20, [1]);
const HELLO = CLIENT_HELLO | WHOLE;

const FLIGHTS: readonly (readonly [string, readonly number[], number])[] = [
  ['no handshake', record(23, [1, 2, 3, 4, 5]), 0],
  ['TLS 1.2, nothing offered', clientHello([]), HELLO],
  ['TLS 1.2, a session id', clientHello(ID), HELLO | OFFERS_SESSION],
  ['TLS 1.2, a ticket', clientHello([], TICKET), HELLO | OFFERS_SESSION],
  ['TLS 1.2, support for tickets alone', clientHello([], EMPTY_TICKET), HELLO],
  [
    'TLS 1.3, a session id for old middleboxes, or for a server of TLS 1.2',
    clientHello(ID, TLS_1_3),
    HELLO | OFFERS_OLD_SESSION,
  ],
  ['TLS 1.3, a pre-shared key', clientHello(ID, TLS_1_3, KEY), HELLO | OFFERS_SESSION],
  ['a ClientHello that was cut', clientHello(ID, TLS_1_3, KEY).slice(0, -1), CLIENT_HELLO],
  ['TLS 1.2, the server resumes', [...serverHello(RANDOM), ...CHANGE], SERVER_HELLO | RESUMES],
  ['TLS 1.2, the server sends its certificate', [...serverHello(RANDOM), ...CERTIFICATE], SERVER_HELLO | NEW_SESSION],
  ['TLS 1.2, the rest comes in another segment', serverHello(RANDOM), SERVER_HELLO],
  [
    'TLS 1.3, the server resumes',
    [...serverHello(RANDOM, CHOSE_1_3, KEY), ...CHANGE],
    SERVER_HELLO | VERSION_1_3 | RESUMES,
  ],
  [
    'TLS 1.3, the server does not',
    [...serverHello(RANDOM, CHOSE_1_3), ...CHANGE],
    SERVER_HELLO | VERSION_1_3 | NEW_SESSION,
  ],
  [
    'TLS 1.3, a HelloRetryRequest',
    [...serverHello(RETRY, CHOSE_1_3), ...CHANGE],
    SERVER_HELLO | VERSION_1_3 | ASKS_AGAIN,
  ],
];

describe('readFirstFlight', () => {
  for (const [title, bytes, expected] of FLIGHTS) {
    it(title, () => assert.equal(readFirstFlight(Uint8Array.from(bytes), 0, bytes.length), expected));
  }

  it('reads no byte that was not captured, wherever it is cut', () => {
    for (const [, bytes] of FLIGHTS) {
      for (let end = 0; end <= bytes.length; end++) readFirstFlight(Uint8Array.from(bytes.slice(0, end)), 0, end);
    }
  });
});

describe('fatalAlert', () => {
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['handshake failure', record(21, [2, 40]), 40],
    ['a warning', record(21, [1, 0]), -1],
    ['an encrypted alert', record(21, new Array<number>(26).fill(2)), -1],
    ['data that begins like one', [21, 9, 9, 0, 2, 2, 40], -1],
    ['cut', record(21, [2, 40]).slice(0, -1), -1],
  ];
  for (const [title, bytes, expected] of cases) {
    it(title, () => assert.equal(fatalAlert(Uint8Array.from(bytes), 0, bytes.length), expected));
  }
});
