import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from '../../../../src/reporter/formats/html/escape.js';
import { HOSTILE } from './hostile.js';

const CASES: readonly [title: string, written: string, expected: string][] = [
  ['tags', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
  ['both quotes', `"a" 'b'`, '&quot;a&quot; &#39;b&#39;'],
  ['controls as escapes', 'a\0\x1b[1m\n', 'a\\x00\\x1b[1m\\n'],
  ['bidi controls as escapes', '\u202egpj', '\\u202egpj'],
  ['a lone surrogate as an escape', '\ud800', '\\ud800'],
  ['Chinese as it is', '报告', '报告'],
];

for (const [title, written, expected] of CASES) {
  test(`${title}`, () => assert.equal(html`${written}`.text, expected));
}

test('markup within markup is kept, texts in lists are escaped', () => {
  assert.equal(html`<p>${[html`<b>${'<'}</b>`, '<', 1, null]}</p>`.text, '<p><b>&lt;</b>&lt;1</p>');
});

test('no text leaves its place', () => {
  const check = (text: string): void => {
    const markup = html`<a title="${text}">${text}</a>`.text;
    assert.match(markup, /^<a title="[^"<>']*">[^"<>']*<\/a>$/);
    assert.doesNotMatch(markup, /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
    const [, attribute, content] = /^<a title="([^"]*)">([^<]*)<\/a>$/.exec(markup) ?? [];
    assert.equal(attribute, content);
  };
  for (const text of Object.values(HOSTILE)) check(text);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), check));
});
