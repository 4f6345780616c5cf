/** Any dialogue, cut anywhere, is the same session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ControlPiece } from '../../src/classifier/session/dialogue.js';
import { command, dialogue, pieces, reply } from '../support/dialogues.js';
import { check, cutAt, cuts } from '../support/property.js';
import { read } from '../support/transcript.js';

describe('any chunking of any dialogue', () => {
  it('gives the same session', () =>
    check(
      fc.property(dialogue, fc.boolean(), cuts, (turns, hasStart, places) => {
        const whole = pieces(turns);
        const cut = whole.flatMap((piece): ControlPiece[] =>
          piece.kind === 'data' ? cutAt(piece.bytes, places).map((bytes) => ({ ...piece, bytes })) : [piece],
        );
        assert.deepEqual(read(cut, hasStart), read(whole, hasStart));
      }),
      3000,
    ));
  it('even into single bytes', () =>
    check(
      fc.property(dialogue, fc.boolean(), (turns, hasStart) => {
        const whole = pieces(turns);
        const single = whole.flatMap((piece): ControlPiece[] =>
          piece.kind === 'data' ? [...piece.bytes].map((byte) => ({ ...piece, bytes: Uint8Array.of(byte) })) : [piece],
        );
        assert.deepEqual(read(single, hasStart), read(whole, hasStart));
      }),
      3000,
    ));
});

describe('a control byte that is a content type of TLS too', () => {
  it('is text where no record can begin', {}, () => {
    const said = 'RETR a\x14\0\r\n';
    const whole = pieces([['client', said]]);
    const single = pieces([...said].map((byte) => ['client', byte] as const)).map((piece) => ({
      ...piece,
      frame: 1,
      time: 0,
    }));
    assert.deepEqual(read(single, false), read(whole, false));
  });
});

describe('every reply has its place', () => {
  it('once: in the greeting, with a command, or as a stray', {}, () =>
    check(
      fc.property(dialogue, fc.boolean(), (turns, hasStart) => {
        const { greeting, exchanges, unmatched } = read(pieces(turns), hasStart);
        const answered = exchanges.flatMap(({ replies, implied }) => (implied ? [] : replies));
        const strays = unmatched.map(({ reply }) => reply);
        const all = [...greeting, ...answered, ...strays];
        assert.equal(new Set(all).size, all.length);
        assert.ok(
          exchanges.every(({ doubtful }) => doubtful.length === 0),
          'no reply is forgotten as doubtful',
        );
      }),
      2000,
    ),
  );
  it('a reply that comes before any command answers none', () =>
    check(
      fc.property(fc.array(reply, { minLength: 1, maxLength: 8 }), command, (replies, last) => {
        const script = [...replies.map((said) => ['server', said] as const), ['client', last] as const];
        const { exchanges } = read(pieces(script));
        assert.deepEqual(
          exchanges.flatMap((exchange) => exchange.replies),
          [],
        );
      }),
    ));
});
