/** No bytes make anything throw. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { latin1 } from '../../fixtures/forge/bytes.js';
import { tlsHandshake } from '../../fixtures/forge/ftp/tls.js';
import { judge, judgeAtEnd, mayBeControl } from '../../src/classifier/control/detect.js';
import {
  parseEprt,
  parseEpsvReply,
  parseLprt,
  parseLpsvReply,
  parsePasvReply,
  parsePort,
} from '../../src/classifier/control/host-port.js';
import { TlsReader } from '../../src/classifier/control/tls.js';
import { announcementOf } from '../../src/classifier/session/expectation.js';
import { planTransfers } from '../../src/classifier/session/plan.js';
import { dialogue, pieces } from '../support/dialogues.js';
import { byteString, check, cutAt, cuts } from '../support/property.js';
import { read } from '../support/transcript.js';

describe('hostile bytes', () => {
  it('never make the dialogue reader, the plan or the announcements throw', () =>
    check(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), byteString(200)), { maxLength: 12 }),
        fc.boolean(),
        (said, hasStart) => {
          const turns = said.map(([isClient, bytes]) => [isClient ? 'client' : 'server', bytes] as const);
          const { exchanges } = read(pieces(turns), hasStart);
          for (const exchange of exchanges) announcementOf(exchange, '192.0.2.1');
          planTransfers(exchanges, '192.0.2.1', hasStart);
        },
      ),
    ));
  it('never make a dialogue with bytes changed throw', () =>
    check(
      fc.property(
        dialogue,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
        (turns, changes) => {
          const mutated = pieces(turns);
          for (const [place, byte] of changes) {
            const piece = mutated[place % Math.max(1, mutated.length)];
            if (piece?.kind === 'data' && piece.bytes.length > 0) piece.bytes[place % piece.bytes.length] = byte;
          }
          planTransfers(read(mutated).exchanges, '192.0.2.1', true);
        },
      ),
      1000,
    ));
  it('never make a codec throw', () =>
    check(
      fc.property(fc.oneof(byteString(100), fc.stringMatching(/^[()|,0-9. a-f:%!-]{0,60}$/)), (text) => {
        for (const parse of [parsePort, parsePasvReply, parseEprt, parseLprt, parseLpsvReply]) parse(text);
        parseEpsvReply(text, '192.0.2.1');
      }),
      2000,
    ));
  it('never make the detection throw, and never two sides the server', () =>
    check(
      fc.property(byteString(300), byteString(300), fc.boolean(), (a, b, isTlsPort) => {
        mayBeControl(latin1(a), isTlsPort);
        const judged = judge([a, b], isTlsPort);
        const turned = judge([b, a], isTlsPort);
        if (judged === 0 || judged === 1) assert.equal(turned, judged === 0 ? 1 : 0);
        judgeAtEnd([a, b], false);
        judgeAtEnd([a, ''], true);
      }),
    ));
  it('never make the TLS reader throw', () =>
    check(
      fc.property(byteString(100), cuts, fc.nat({ max: 400 }), (tail, places, cut) => {
        const hello = tlsHandshake('a.example', '1.3')[0]?.bytes ?? new Uint8Array();
        const reader = new TlsReader();
        for (const bytes of cutAt(Buffer.concat([hello.subarray(0, cut), latin1(tail)]), places)) {
          reader.push(bytes);
          if (bytes.length % 7 === 3) reader.gap(bytes.length);
        }
      }),
    ));
});
