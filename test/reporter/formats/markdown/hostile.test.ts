/** Read back by a parser, what servers and clients sent makes no HTML, no link, no image, and takes no row away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import type { CaptureAnalysis } from '../../../../src/model/analysis.js';
import { renderMarkdown } from '../../../../src/reporter/formats/markdown/markdown.js';
import { labView } from '../../../../src/reporter/views/lab/lab.js';
import { WORDS } from '../../../support/words.js';
import { at, capture, command, data, reply, session, transfer } from '../../sample-parts.js';
import { OPTIONS, VIEWS } from '../../support.js';
import { HOSTILE } from '../html/hostile.js';

const MORE: Readonly<Record<string, string>> = {
  'a link': '[x](javascript:alert(1)) ](javascript:alert(1)',
  'an image': '![x](http://a.b/c.png)',
  'a reference': '[x]: http://a.b',
  'an autolink': '<http://a.b> http://a.b www.a.b joe@a.b',
  'cells of a table': 'a | b \\| c ||',
  'a backslash before a bar': 'a\\|b\\\\|c',
  code: '` `` ``` ~~~',
  formula: '=cmd|"/c calc"!A1',
  mermaid: '%%{init: {"securityLevel": "loose"}}%% end; C->>S: x #59; --> -->>',
  'words of mermaid': 'end',
  'an image of a page': '"><img src=x onerror=alert(1)>',
  emoji: '😀 :smile:',
  'right to left letters': 'קובץ ملف.txt',
  'zero width': 'a\u200bb\u200dc\ufeff',
  length: 'x'.repeat(10_000),
};

/** The text wherever a client or a server chooses one. */
function captureOf(text: string): CaptureAnalysis {
  const replies = [reply(20, 150, text), reply(30, 226, text)];
  return capture(text, [
    session(1, at('10.0.0.1', 50000), at('10.0.0.2', 21), {
      banner: text,
      user: text,
      greeting: [reply(4, 220, text)],
      software: { client: text, server: text },
      commands: [
        command(5, 'USER', text, reply(6, 331, text)),
        command(7, 'PASS', text, reply(8, 230, text)),
        command(9, text, text, reply(10, 500, text)),
        command(19, 'RETR', text, ...replies),
      ],
      transfers: [
        transfer('1.1', {
          argument: text,
          path: text,
          replies,
          commandFrame: 19,
          data: data(1, 'client', at('10.0.0.1', 50001), at('10.0.0.2', 61204)),
        }),
      ],
    }),
  ]);
}

// As lenient as a place can be that shows Markdown.
const parser = new MarkdownIt({ html: true, linkify: true });
type Tokens = ReturnType<typeof parser.parse>;

/** The breaks of a cell, and what keeps GitHub from reading a mention or a formula. */
const OURS = /^(?:<br>|<!-- -->|<\/?span>)$/;

function allTokens(text: string): Tokens {
  return parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

function count(tokens: Tokens, type: string): number {
  return tokens.filter((token) => token.type === type).length;
}

const VIEWS_AND_LAB = { ...VIEWS, lab: labView };

for (const language of ['en', 'zh'] as const) {
  const words = WORDS[language];
  for (const [name, view] of Object.entries(VIEWS_AND_LAB)) {
    const tokensOf = (text: string): Tokens =>
      allTokens(
        [...renderMarkdown(view(captureOf(text), { ...OPTIONS, words, language, drawings: true }), words)].join(''),
      );
    // An empty reply leaves no row of its own, a text that repeats another none either.
    const plain = tokensOf('x');
    for (const [what, text] of Object.entries({ ...HOSTILE, ...MORE })) {
      test(`${name} in ${language}: ${what}`, () => {
        const tokens = tokensOf(text);
        for (const { type, content } of tokens) {
          assert.ok(type !== 'link_open' && type !== 'image' && type !== 'html_block', `${type} ${content}`);
          if (type === 'html_inline') assert.match(content, OURS);
        }
        for (const type of ['heading_open', 'table_open', 'fence', 'code_block', 'hr']) {
          assert.equal(count(tokens, type), count(plain, type), type);
        }
        assert.equal(count(tokens, 'tr_open'), count(plain, 'tr_open'), 'rows');
      });
    }
  }
}
