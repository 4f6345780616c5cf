import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  codeSpan,
  escapeHeading,
  escapeLine,
  escapeMarkdown,
} from '../../../../src/reporter/formats/markdown/escape.js';

/** By what GitHub would make of them. */
const INLINE: readonly { title: string; text: string; expected: string }[] = [
  {
    title: 'what means nothing stays readable',
    text: 'a-b_c (d) e.f! "g" 50% x=1',
    expected: 'a-b_c (d) e.f! "g" 50% x=1',
  },
  { title: 'emphasis', text: '239*256+20', expected: '239\\*256+20' },
  { title: 'emphasis with underscores', text: '_a_ __b__', expected: '\\_a\\_ \\_\\_b\\_\\_' },
  { title: 'code', text: '`rm`', expected: '\\`rm\\`' },
  { title: 'link', text: '[x](javascript:alert(1))', expected: '\\[x](javascript:alert(1))' },
  { title: 'image', text: '![x](y)', expected: '!\\[x](y)' },
  { title: 'HTML', text: '<img src=x onerror=alert(1)>', expected: '\\<img src=x onerror=alert(1)>' },
  { title: 'entity', text: '&lt;b&gt; &#60; AT&T', expected: '\\&lt;b\\&gt; \\&#<!-- -->60; AT&T' },
  { title: 'cell of a table', text: '229 (|||5001|)', expected: '229 (\\|\\|\\|5001\\|)' },
  { title: 'strikethrough', text: '~~a~~', expected: '\\~\\~a\\~\\~' },
  { title: 'backslash of a path', text: 'C:\\pub\\x', expected: 'C:\\pub\\x' },
  { title: 'backslash before punctuation', text: 'C:\\*', expected: 'C:\\\\\\*' },
  { title: 'backslash at the end', text: 'C:\\', expected: 'C:\\\\' },
  { title: 'autolink', text: 'http://a.b www.a.b ftp://c', expected: 'http\\://a.b www\\.a.b ftp\\://c' },
  { title: 'mention', text: '@octocat joe@a.b', expected: '@<!-- -->octocat joe@<!-- -->a.b' },
  { title: 'issue', text: '#12 GH-7 # 3', expected: '#<!-- -->12 GH-<!-- -->7 # 3' },
  { title: 'emoji', text: ':smile: :100:', expected: ':<!-- -->smile: :<!-- -->100:' },
  {
    title: 'no emoji: time, MAC address, IPv6',
    text: '12:34:56 00:1b:21:0a 2001:db8::1',
    expected: '12:34:56 00:1b:21:0a 2001:db8::1',
  },
  { title: 'an emoji in an IPv6 address', text: 'fe80:cd:1', expected: 'fe80:<!-- -->cd:1' },
  { title: 'formula', text: '$x$', expected: '<span>$</span>x<span>$</span>' },
  { title: 'control characters', text: 'a\x1b[2J\r\nb', expected: 'a\\x1b\\[2J\\r\\nb' },
  { title: 'text turned round', text: '\u202egpj.exe', expected: '\\u202egpj.exe' },
  { title: 'spaces at the ends make no code block', text: '    x  ', expected: 'x' },
  { title: 'a comment of its own', text: '<!-- x', expected: '\\<!-- x' },
];

for (const { title, text, expected } of INLINE) {
  test(`in a line: ${title}`, () => assert.equal(escapeMarkdown(text), expected));
}

const LINES: readonly { text: string; expected: string }[] = [
  { text: '# a', expected: '\\# a' },
  { text: '- a', expected: '\\- a' },
  { text: '+ a', expected: '\\+ a' },
  { text: '> a', expected: '\\> a' },
  { text: '---', expected: '\\---' },
  { text: '- - -', expected: '\\- - -' },
  { text: '1. a', expected: '1\\. a' },
  { text: '12) a', expected: '12\\) a' },
  { text: '3.08 s', expected: '3.08 s' },
  { text: '226 done', expected: '226 done' },
  { text: '-rw-r--r-- 1 ftp', expected: '-rw-r--r-- 1 ftp' },
  { text: '* a', expected: '\\* a' },
  { text: '```', expected: '\\`\\`\\`' },
  { text: '~~~', expected: '\\~\\~\\~' },
  { text: '| a |', expected: '\\| a \\|' },
];

for (const { text, expected } of LINES) {
  test(`at the start of a line: ${text}`, () => assert.equal(escapeLine(text), expected));
}

test('a heading does not swallow the signs at its end', () => assert.equal(escapeHeading('a ##'), 'a \\#\\#'));

const SPANS: readonly { text: string; expected: string }[] = [
  { text: 'tcp.stream eq 0', expected: '`tcp.stream eq 0`' },
  { text: 'a`b', expected: '``a`b``' },
  { text: '`', expected: '`` ` ``' },
  { text: 'a``', expected: '``` a`` ```' },
  { text: ' a ', expected: '`  a  `' },
  { text: 'a\nb', expected: '`a\\nb`' },
];

for (const { text, expected } of SPANS) {
  test(`code: ${JSON.stringify(text)}`, () => assert.equal(codeSpan(text), expected));
}
