/** How a page is built. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Block, cell, type Row, row } from '../../../../src/reporter/document.js';
import { htmlCapture, htmlHead } from '../../../../src/reporter/formats/html/html.js';
import { unicodeGlyphs } from '../../../../src/reporter/glyphs.js';
import type { ViewName } from '../../../../src/reporter/report.js';
import { en } from '../../../../src/reporter/words/en.js';
import { sample } from '../../sample-analysis.js';
import { pageAbout, pageOf, tagsOf } from './pages.js';

const VIEWS: readonly ViewName[] = ['summary', 'timeline', 'replies', 'transfers', 'diagnose'];

function idsOf(page: string): string[] {
  return tagsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? []);
}

for (const view of VIEWS) {
  for (const language of ['en', 'zh'] as const) {
    test(`${view} in ${language}: language, headings, unique ids, links that lead somewhere`, async () => {
      const page = await pageAbout(sample.captures, view, language);
      const tags = tagsOf(page);
      const count = (name: string): number => tags.filter((tag) => tag.name === name).length;
      assert.equal(
        tags.find(({ name }) => name === 'html')?.attributes.get('lang'),
        language === 'zh' ? 'zh-Hans' : 'en',
      );
      assert.deepEqual([count('h1'), count('main'), count('h2')], [1, 1, sample.captures.length]);
      const ids = idsOf(page);
      assert.equal(new Set(ids).size, ids.length);
      const known = new Set(ids);
      for (const { name, attributes } of tags) {
        for (const key of ['href', 'aria-labelledby', 'aria-describedby']) {
          const value = attributes.get(key)?.replace(/^#/, '');
          for (const id of value?.split(' ') ?? []) assert.ok(known.has(id), `${name} ${key} ${id}`);
        }
        assert.ok(name !== 'table' || attributes.has('aria-labelledby') || attributes.has('aria-label'));
        assert.ok(name !== 'th' || attributes.has('scope'));
      }
    });
  }

  test(`${view}: nothing to load, no style outside of the style sheet`, async () => {
    const page = await pageAbout(sample.captures, view);
    for (const { name, attributes } of tagsOf(page)) {
      assert.doesNotMatch(name, /^(?:img|link|iframe|object|embed|image|use|audio|video|form|base)$/);
      for (const [key, value] of attributes) {
        assert.doesNotMatch(key, /^(?:src|srcset|style|xlink|on)/, `${name} ${key}`);
        if (key === 'href') assert.match(value, /^#/);
      }
    }
    assert.doesNotMatch(page, /@import|url\((?!#)/);
  });
}

test('the policy names the style and the script by their hashes', () => {
  const page = pageOf([]);
  const policy = tagsOf(page).find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy');
  const content = policy?.attributes.get('content') ?? '';
  for (const [element, directive] of [
    ['style', 'style-src'],
    ['script', 'script-src'],
  ]) {
    const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
    assert.ok(text.length > 100);
    const hash = createHash('sha256').update(text).digest('base64');
    assert.ok(content.split('; ').includes(`${directive} 'sha256-${hash}'`), directive);
  }
  assert.ok(content.startsWith("default-src 'none'; "));
  assert.doesNotMatch(content, /unsafe|\*|http/);
});

const SECTIONS: Block[] = [
  { kind: 'heading', level: 1, text: 'a.pcap' },
  { kind: 'heading', level: 2, text: 'Session 1' },
  { kind: 'title', parts: [cell('F1', 'strong'), cell('error', 'error'), cell('SYN not answered', 'strong')] },
  { kind: 'heading', level: 2, text: 'Session 2' },
  { kind: 'heading', level: 2, text: 'Session 3' },
];

function linksOf(page: string): string[] {
  return [...page.matchAll(/<li class="(?:section|finding)"><a href="(#[^"]*)">([^<]*)</g)].map(
    ([, href = '', text = '']) => `${href} ${text}`,
  );
}

test('contents list sections and findings', () => {
  assert.deepEqual(linksOf(pageOf(SECTIONS)), [
    '#h1 Session 1',
    '#F1 F1 SYN not answered',
    '#h2 Session 2',
    '#h3 Session 3',
  ]);
});

test('two sections need no contents', () => {
  assert.deepEqual(linksOf(pageOf([SECTIONS[0], SECTIONS[1], SECTIONS[3]].filter((block) => block !== undefined))), []);
});

test('the ids of a second capture are its own', () => {
  const ids = idsOf(pageOf(SECTIONS, SECTIONS));
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes('F1') && ids.includes('c2-F1'));
});

test('more sections than help are counted', () => {
  const many: Block[] = Array.from({ length: 100 }, (_, n) => ({ kind: 'heading', level: 2, text: `Session ${n}` }));
  const page = pageOf([{ kind: 'heading', level: 1, text: 'a.pcap' }, ...many]);
  assert.equal(linksOf(page).length, 60);
  assert.match(page, /and 40 more/);
});

test('a detail row stands below its row, across the columns after the first', () => {
  const columns = ['a', 'b', 'c'].map((key) => ({ key, title: key, align: 'left' as const }));
  const rows: Row[] = [row('1', '2', '3'), { kind: 'detail', parts: [cell('more'), cell('and more', 'warn')] }];
  const page = pageOf([{ kind: 'table', id: 'transfers', columns, rows }]);
  assert.match(page, /<tr class="detail"><td><\/td><td colspan="2">.*more<\/span> · <span class="part warn">and more</);
});

test('a text that sends the reader to a finding is a link where the page has the finding', () => {
  const see: Block = { kind: 'facts', parts: [{ text: 'see F1', finding: 'F1' }] };
  assert.match(pageOf([...SECTIONS, see]), /<a href="#F1">see F1<\/a>/);
  assert.doesNotMatch(pageOf([see]), /<a href="#F1">/);
});

test('steps are an ordered list, one step none', () => {
  const entry = (...items: string[]): Block => ({
    kind: 'entries',
    entries: [{ kind: 'list', label: cell('Fix:'), items }],
  });
  assert.match(pageOf([entry('one', 'two')]), /<dt>Fix:<\/dt>\n<dd><ol><li>one<\/li><li>two<\/li><\/ol><\/dd>/);
  assert.match(pageOf([entry('one')]), /<dd>one<\/dd>/);
});

test('notes say how grave they are without colour', () => {
  assert.match(pageOf([{ kind: 'note', severity: 'warning', text: 'cut' }]), /<strong>warning<\/strong> cut</);
});

test('a long table leaves before all of its rows are known', () => {
  let made = 0;
  const rows = (function* (): Generator<Row> {
    for (;;) {
      made += 1;
      yield row(String(made));
    }
  })();
  const table: Block = { kind: 'table', id: 't', columns: [{ key: 'n', title: 'n', align: 'right' }], rows };
  const style = { words: en, language: 'en', glyphs: unicodeGlyphs, view: 'timeline', generator: '' } as const;
  let lines = 0;
  for (const piece of htmlCapture([table], 0, style)) {
    assert.ok(piece.length < 100_000);
    lines += piece.split('\n').length;
    if (lines > 5000) break;
  }
  assert.ok(made < 6000, String(made));
});

test('a long name does not make a long title', () => {
  const style = { words: en, language: 'en', glyphs: unicodeGlyphs, view: 'diagnose', generator: '' } as const;
  const title = (path: string): string => /<title>([^<]*)<\/title>/.exec(htmlHead(style, path))?.[1] ?? '';
  assert.equal(title('/captures/a.pcap'), 'a.pcap – FTP diagnosis – ftpscope');
  assert.equal(title('C:\\captures\\a.pcap'), 'a.pcap – FTP diagnosis – ftpscope');
  assert.equal(title(`${'报'.repeat(300)}.pcap`), `${'报'.repeat(30)}… – FTP diagnosis – ftpscope`);
});
