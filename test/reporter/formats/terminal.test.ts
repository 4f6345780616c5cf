import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { cell, type Document, type Row, row, type Table } from '../../../src/reporter/document.js';
import { renderTerminal } from '../../../src/reporter/formats/terminal.js';
import { MEASURED_ALIKE } from '../../../src/reporter/formats/terminal-table.js';
import { unicodeGlyphs } from '../../../src/reporter/glyphs.js';
import { createPalette } from '../../../src/reporter/palette.js';
import { first, sample } from '../sample-analysis.js';
import { render, show, VIEWS } from '../support.js';

const NAMES = Object.keys(VIEWS) as (keyof typeof VIEWS)[];

for (const view of NAMES) {
  for (const width of [60, 80, 120, 160]) {
    test(`${view}: no line is wider than ${width}`, () => {
      for (const capture of sample.captures) {
        for (const options of [{ width }, { width, color: true }, { width, ascii: true }]) {
          for (const line of show(view, capture, options).split('\n')) {
            assert.ok(stringWidth(line) <= width, `${stringWidth(line)}: ${line}`);
          }
        }
      }
    });
  }

  test(`${view}: nothing that a terminal obeys`, () => {
    for (const capture of sample.captures) {
      const text = show(view, capture).replaceAll('\n', '');
      assert.doesNotMatch(text, /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
    }
  });

  test(`${view}: colour changes no character`, () => {
    const colored = show(view, first, { color: true });
    assert.ok(colored.includes('\x1b['));
    assert.equal(stripVTControlCharacters(colored), show(view, first));
  });

  test(`${view}: with ASCII glyphs only wire text is beyond ASCII`, () => {
    const ascii = { ...first, path: 'a.pcap', sessions: first.sessions.slice(1, 2) };
    assert.match(show(view, ascii, { ascii: true }), /^[\x20-\x7e\n]*$/);
  });
}

test('cli-table3 gets only what it measures as we do', () => {
  const require = createRequire(createRequire(import.meta.url).resolve('cli-table3'));
  const itsStringWidth = require('string-width') as (text: string) => number;
  let alike = 0;
  for (let code = 0x20; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    if (!MEASURED_ALIKE.test(character)) continue;
    alike += 1;
    assert.equal(itsStringWidth(`a${character}b`), stringWidth(`a${character}b`), `U+${code.toString(16)}`);
  }
  assert.ok(alike > 30_000);
});

function numbered(count: number, text: string): Table {
  const rows = Array.from({ length: count }, (_, n): Row => row(String(n), cell(text, 'client'), 'end'));
  return {
    kind: 'table',
    id: 't',
    columns: [
      { key: 'n', title: 'n', align: 'right', minWidth: 6 },
      { key: 'text', title: 'text', align: 'left', cut: 'middle' },
      { key: 'end', title: 'end', align: 'left' },
    ],
    rows,
  };
}

test('a table by cli-table3 and one in plain columns look the same', () => {
  for (const text of ['plain', '报告文件', 'x'.repeat(100)]) {
    const short = render([numbered(498, text)], { color: true }).split('\n');
    const long = render([numbered(502, text)], { color: true }).split('\n');
    assert.deepEqual(short.slice(0, 500), long.slice(0, 500));
    assert.equal(long.length, 505);
  }
});

test('the tables of a long report look the same, whoever joins their lines', () => {
  const table = numbered(150, '报告文件');
  const alone = render([table], { color: true });
  const many = render(Array(5).fill(table), { color: true });
  assert.equal(many, Array(5).fill(alone).join('\n'));
});

test('columns stay aligned beside characters that cli-table3 measures wrongly', () => {
  for (const text of ['🫠', 'ภาษาไทยกำ', 'हिन्दी', '👩‍💻']) {
    const lines = render([numbered(3, text)])
      .trimEnd()
      .split('\n')
      .slice(2);
    for (const line of lines)
      assert.equal(stringWidth(line.slice(0, line.indexOf('end'))), 8 + Math.max(stringWidth(text), 4) + 2);
  }
});

test('20,000 rows take seconds', () => {
  const began = performance.now();
  assert.equal(render([numbered(20_000, '报告文件.txt')]).split('\n').length, 20_003);
  assert.ok(performance.now() - began < 10_000);
});

test('a long table is written before all of its rows are known', () => {
  let made = 0;
  const table = { ...numbered(0, ''), rows: endless(() => (made += 1)) };
  const pieces = (function* () {
    yield table;
  })();
  let lines = 0;
  const began = performance.now();
  for (const piece of renderPieces(pieces)) {
    lines += piece.split('\n').length - 1;
    if (lines > 2000) break;
  }
  assert.ok(made < 2100 && performance.now() - began < 5000);
});

function* endless(count: () => void): Generator<Row> {
  for (;;) {
    count();
    yield row('1', 'text', 'end');
  }
}

function renderPieces(document: Document): Iterable<string> {
  return renderTerminal(document, { width: 80, palette: createPalette(false), glyphs: unicodeGlyphs });
}

test('a number that is wider than all that were measured keeps its digits', () => {
  const rows = Array.from({ length: 600 }, (_, n): Row => row(n === 599 ? '1234567890' : '1', 'text', 'end'));
  const last = render([{ ...numbered(0, ''), rows }])
    .trimEnd()
    .split('\n')
    .at(-1);
  assert.equal(last, '1234567890  text  end');
});

test('a title of a column that came from the wire is shown and not obeyed', () => {
  const columns = [{ key: 'a', title: '\x9b31mred\x1b[2J', align: 'left' as const }];
  const text = render([{ kind: 'table', id: 'hostile', columns, rows: [row('1')] }]);
  assert.match(text, /\\x9b31mred\\x1b\[2J/);
  assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
});
