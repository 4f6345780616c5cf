import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitize, sanitizeJson } from '../../src/reporter/sanitize.js';

const TABLE: readonly { title: string; input: string; expected: string }[] = [
  { title: 'plain text stays', input: 'report 2026.txt', expected: 'report 2026.txt' },
  { title: 'Chinese stays', input: '报告文件.txt', expected: '报告文件.txt' },
  { title: 'an emoji of several code points stays', input: '👩‍💻', expected: '👩‍💻' },
  { title: 'a backslash stays', input: 'C:\\ftp\\x1b', expected: 'C:\\ftp\\x1b' },
  { title: 'clear screen', input: '\x1b[2J', expected: '\\x1b[2J' },
  { title: 'window title', input: '\x1b]0;owned\x07', expected: '\\x1b]0;owned\\x07' },
  { title: 'C1 CSI', input: '\u009b31m', expected: '\\x9b31m' },
  { title: 'line breaks', input: 'a\r\nb\tc\u0085d\u2028e\u2029f', expected: 'a\\r\\nb\\tc\\x85d\\u2028e\\u2029f' },
  { title: 'NUL and DEL', input: '\0\x7f', expected: '\\x00\\x7f' },
  { title: 'right-to-left override', input: '\u202egpj.exe', expected: '\\u202egpj.exe' },
  {
    title: 'isolates and marks',
    input: '\u2066\u2069\u200e\u200f\u061c',
    expected: '\\u2066\\u2069\\u200e\\u200f\\u061c',
  },
  { title: 'zero width', input: 'a\u200bb\ufeffc', expected: 'a\\u200bb\\ufeffc' },
  { title: 'lone surrogates', input: 'a\ud800b\udc00', expected: 'a\\ud800b\\udc00' },
  { title: 'tag characters', input: 'a\u{e0041}', expected: 'a\\u{e0041}' },
];

for (const { title, input, expected } of TABLE)
  test(`sanitize: ${title}`, () => assert.equal(sanitize(input), expected));

test('no code point that a terminal obeys or hides survives', () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const shown = sanitize(String.fromCharCode(code));
    assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u, `U+${code.toString(16)}`);
  }
});

test('JSON keeps its meaning and loses what a terminal obeys', () => {
  const value = { name: 'a\u009b31m\u202e\x7f\u2028\ud800"\\报告' };
  const json = sanitizeJson(JSON.stringify(value));
  assert.doesNotMatch(json, /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
  assert.deepEqual(JSON.parse(json), value);
});
