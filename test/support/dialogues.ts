/** Generated dialogues for property tests. */
import fc from 'fast-check';
import { latin1 } from '../../fixtures/forge/bytes.js';
import { applicationData, tlsHandshake } from '../../fixtures/forge/ftp/tls.js';
import type { ControlPiece } from '../../src/classifier/session/dialogue.js';

const VERBS =
  'USER PASS ACCT CWD PWD TYPE PASV EPSV PORT EPRT RETR STOR LIST ABOR NOOP QUIT FEAT AUTH REST XYZZY'.split(' ');
const CODES = [110, 120, 125, 150, 200, 211, 213, 220, 221, 225, 226, 227, 229, 230, 234, 250, 257, 331, 332, 334, 350];
const NEGATIVE = [421, 425, 426, 450, 451, 500, 501, 502, 530, 550, 552, 631];

/** Without the content types of TLS, which have a test of their own. */
const plainBytes = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength })
    .map((bytes) => String.fromCharCode(...bytes.map((byte) => (byte >= 0x14 && byte <= 0x18 ? 0x2e : byte))));

/** What may stand in a line: text, Telnet bytes, high bytes. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\xff\xf4\xff\xf2', '\xff\xfb\x01', '\xff\xff', '\xff', '\xfc', '\r\0', ' '),
  },
  { weight: 1, arbitrary: plainBytes(12).map((bytes) => bytes.replaceAll('\n', '')) },
);
const lineEnd = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r\r\n');

export const command = fc
  .tuple(fc.constantFrom(...VERBS), fc.option(text, { nil: null }), lineEnd)
  .map(([verb, argument, end]) => (argument === null ? verb : `${verb} ${argument}`) + end);

export const reply = fc
  .tuple(fc.constantFrom(...CODES, ...NEGATIVE), fc.array(text, { maxLength: 4 }), text, lineEnd)
  .map(([code, lines, last, end]) => {
    const body = lines.map((line, i) => (i % 2 === 0 ? `${code}-${line}` : ` ${line}`) + end).join('');
    return `${lines.length > 0 ? (body.startsWith(`${code}-`) ? body : `${code}-${end}${body}`) : ''}${code} ${last}${end}`;
  });

const records = fc.constantFrom(
  ...tlsHandshake('a.example', '1.3').map(({ bytes }) => Buffer.from(bytes).toString('latin1')),
  Buffer.from(applicationData(30)).toString('latin1'),
);

/** A dialogue with something of everything in it, in segments. */
const turn = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('client' as const), command) },
  { weight: 8, arbitrary: fc.tuple(fc.constant('server' as const), reply) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('client' as const, 'server' as const), plainBytes(30)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('client' as const, 'server' as const), records) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('client' as const, 'server' as const), fc.constant(null)) },
);
export const dialogue = fc.array(turn, { maxLength: 25 });

/** A frame each; null is a gap. */
export function pieces(turns: readonly (readonly ['client' | 'server', string | null])[]): ControlPiece[] {
  return turns.map(([from, said], i): ControlPiece => {
    const base = { from, frame: i + 1, time: i };
    if (said === null) return { ...base, kind: 'gap', length: 10, reason: i % 2 === 0 ? 'lost' : 'cut' };
    return { ...base, kind: 'data', bytes: latin1(said) };
  });
}
