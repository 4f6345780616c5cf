import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block, Row, Table } from '../../../../src/reporter/document.js';
import { cell, row } from '../../../../src/reporter/document.js';
import { renderMarkdown } from '../../../../src/reporter/formats/markdown/markdown.js';
import { en } from '../../../../src/reporter/words/en.js';
import { WORDS } from '../../../support/words.js';
import { first, HOSTILE, second } from '../../sample-analysis.js';
import { OPTIONS, VIEWS } from '../../support.js';

const markdown = (...blocks: Block[]): string => [...renderMarkdown(blocks, en)].join('');

const table = (...rows: Row[]): Table => ({
  kind: 'table',
  id: 't',
  columns: [
    { key: 'n', title: 'n', align: 'right' },
    { key: 'name', title: 'name', align: 'left', cut: 'end' },
    { key: 'x', title: 'x', align: 'left' },
  ],
  rows,
});

const BLOCKS: readonly { title: string; block: Block; expected: string }[] = [
  { title: 'heading', block: { kind: 'heading', level: 1, text: 'a_b.pcap #' }, expected: '# a_b.pcap \\#\n' },
  { title: 'title', block: { kind: 'title', parts: [cell('F1', 'strong'), cell('x')] }, expected: '### F1 · x\n' },
  {
    title: 'facts',
    block: { kind: 'facts', parts: [cell('a'), cell('', 'error'), cell('b', 'error')] },
    expected: 'a · **b**\n',
  },
  { title: 'paragraph', block: { kind: 'paragraph', text: '- a' }, expected: '\\- a\n' },
  { title: 'note', block: { kind: 'note', severity: 'warning', text: 'a' }, expected: '> **warning** a\n' },
  { title: 'note for information', block: { kind: 'note', severity: 'info', text: '> a' }, expected: '> \\> a\n' },
  {
    title: 'entries',
    block: {
      kind: 'entries',
      entries: [
        { kind: 'text', label: cell('Cause:'), text: 'a', facts: [cell('b'), cell('c')] },
        { kind: 'code', label: cell('Filter:'), text: 'a`b' },
        { kind: 'list', label: cell('Fix:'), items: ['one', '# two'] },
        { kind: 'list', label: cell('Fix:'), items: ['only'] },
        {
          kind: 'pairs',
          label: cell('Evidence:'),
          items: [
            { term: 'frame 1', text: 'SYN' },
            { term: '', text: 'more' },
          ],
        },
      ],
    },
    expected: [
      '- **Cause:** a',
      '  <br>b · c',
      '- **Filter:** ``a`b``',
      '- **Fix:**',
      '  1. one',
      '  2. \\# two',
      '- **Fix:** only',
      '- **Evidence:**',
      '  - frame 1 – SYN',
      '  - more',
      '',
    ].join('\n'),
  },
  {
    title: 'table with aligned columns, Chinese included',
    block: table(row('1', '报告', 'a|b'), row('12', cell('x', 'error'), '')),
    expected: [
      '|   n | name  | x    |',
      '| --: | ----- | ---- |',
      '|   1 | 报告  | a\\|b |',
      '|  12 | **x** |      |',
      '',
    ].join('\n'),
  },
  {
    title: 'details and further lines in the row that they belong to',
    block: table(
      row('1', 'a', 'x'),
      { kind: 'detail', parts: [cell('b'), cell('c', 'error')] },
      row('2', 'd', 'y'),
      row('', '', 'z|'),
    ),
    expected: [
      '|   n | name           | x        |',
      '| --: | -------------- | -------- |',
      '|   1 | a<br>b · **c** | x        |',
      '|   2 | d              | y<br>z\\| |',
      '',
    ].join('\n'),
  },
];

for (const { title, block, expected } of BLOCKS) {
  test(title, () => assert.equal(markdown(block), expected));
}

test('a table has all its rows, however many', () => {
  const many = Array.from({ length: 1000 }, (_, n) => row(String(n), 'a', 'b'));
  const lines = markdown(table(...many))
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 1002);
  assert.match(lines[1001] ?? '', /^\| 999 \|/);
});

test('blocks are separated by an empty line', () => {
  assert.equal(markdown({ kind: 'paragraph', text: 'a' }, { kind: 'paragraph', text: 'b' }), 'a\n\nb\n');
});

/** The cells of a line of a table: split at bars that no backslash escapes (GFM 4.10). */
function cellsOf(line: string): string[] {
  return line.slice(1, -1).split(/(?<!\\)(?:\\\\)*\|/);
}

for (const [language, words] of Object.entries(WORDS)) {
  for (const view of ['summary', 'timeline', 'diagnose', 'replies', 'transfers'] as const) {
    for (const capture of [first, second]) {
      const shown = `${view} of ${capture === first ? 'everything' : 'a hostile path'} in ${language}`;
      const options = { ...OPTIONS, words, language: language as 'en' | 'zh', drawings: true };
      const text = [...renderMarkdown(VIEWS[view](capture, options), words)].join('');
      const lines = text.split('\n');

      test(`${shown}: hostile texts neither break a line nor hide, and start nothing`, () => {
        assert.ok(HOSTILE.includes('\x1b'));
        assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
        const outside = text.replaceAll(/```mermaid\n[\s\S]*?\n```/g, '').replaceAll(/(`+).+?\1/g, '');
        assert.doesNotMatch(outside, /(?<!\\)<(?!br>|!-- -->|\/?span>)/);
        assert.doesNotMatch(outside, /(?<!\\)[[`]/);
      });

      test(`${shown}: every row of a table has the cells of its head`, () => {
        let head = 0;
        for (const [n, line] of lines.entries()) {
          if (!line.startsWith('|')) continue;
          assert.ok(line.endsWith(' |'), line);
          if (!lines[n - 1]?.startsWith('|')) head = cellsOf(line).length;
          assert.equal(cellsOf(line).length, head, line);
        }
      });

      test(`${shown}: every fence is closed`, () => {
        const fences = lines.filter((line) => line.startsWith('```'));
        assert.deepEqual(
          fences,
          fences.map((_, n) => (n % 2 === 0 ? '```mermaid' : '```')),
        );
      });
    }
  }
}
