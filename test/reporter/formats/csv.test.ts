import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { FlatTable } from '../../../src/reporter/document.js';
import { csvHeader, csvRows } from '../../../src/reporter/formats/csv.js';
import { repliesFlat } from '../../../src/reporter/tables/captures.js';
import { findingsFlat, sessionsFlat } from '../../../src/reporter/tables/sessions.js';
import { timelineFlat } from '../../../src/reporter/tables/timeline.js';
import { transfersFlat, unpairedFlat } from '../../../src/reporter/tables/transfers.js';
import { first, HOSTILE } from '../sample-analysis.js';
import { OPTIONS } from '../support.js';

function write(table: FlatTable, prefix: readonly string[] = [], values: readonly string[] = []): string {
  return csvHeader(table, prefix) + [...csvRows(table, values)].join('');
}

/** A reader that knows nothing of the writer. */
function read(csv: string): string[][] {
  return parse(csv);
}

const TABLES: readonly FlatTable[] = [
  transfersFlat(first),
  timelineFlat(first, OPTIONS),
  sessionsFlat(first),
  repliesFlat(first),
  unpairedFlat(first),
  findingsFlat(first),
];

for (const table of TABLES) {
  test(`${table.id}: every row has the columns of the header`, () => {
    const [header, ...rows] = read(write({ ...table, rows: [...table.rows] }));
    assert.deepEqual(header, table.columns);
    assert.equal(new Set(header).size, header?.length);
    for (const row of rows) assert.equal(row.length, header?.length, row.join('|'));
  });
}

test('values come back raw', () => {
  const rows = read(write(transfersFlat(first)));
  const column = (name: string) => rows[0]?.indexOf(name) ?? -1;
  assert.equal(rows[2]?.[column('bytes')], '12345678');
  assert.equal(rows[1]?.[column('path')], '/中文/报告文件 2026.txt');
  assert.equal(rows[1]?.[column('arithmetic')], '239*256+20');
  assert.equal(rows[3]?.[column('bytes')], '');
  assert.equal(rows[1]?.[column('fxp')], 'false');
});

test('a formula is no formula, and no control character is left', () => {
  const table: FlatTable = { id: 't', columns: ['a'], rows: [[HOSTILE], ['+1'], ['-1'], ['@x'], [-1.5], ['plain']] };
  const csv = write(table);
  assert.deepEqual(
    read(csv).map(([value]) => value?.slice(0, 5)),
    ['a', "'=cmd", "'+1", "'-1", "'@x", '-1.5', 'plain'],
  );
  assert.doesNotMatch(csv.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
});

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', '=HYPERLINK("http://x","y")'];
/** What is shown as an escape, which begins no formula. */
const ESCAPED = ['\t=1', '\r=1', '\n=1', '\ufeff=1', '\u200b=1', '\0=1'];
/** What is none. */
const PLAIN = ['1=1', 'a-b', "'x", '#1', '中文', '', ' ', '1.1', '\\'];

test('of texts only the beginning of a formula is changed, of numbers nothing', () => {
  const numbers = [0, -1, -1.5, 1e21, -1e-7, 12345678901234, 0.1 + 0.2];
  const table: FlatTable = {
    id: 't',
    columns: ['formula', 'escaped', 'plain', 'number', 'truth', 'nothing'],
    rows: Array.from({ length: 10 }, (_, n) => [
      FORMULAS[n % FORMULAS.length] ?? '',
      ESCAPED[n % ESCAPED.length] ?? '',
      PLAIN[n % PLAIN.length] ?? '',
      numbers[n % numbers.length] ?? 0,
      n % 2 === 0,
      null,
    ]),
  };
  for (const [n, [formula, escaped, plain, number, truth, nothing]] of read(write(table)).slice(1).entries()) {
    assert.equal(formula, `'${FORMULAS[n % FORMULAS.length]}`);
    assert.match(escaped ?? '', /^\\(?:[trn]|x00|ufeff|u200b)=1$/);
    assert.equal(plain, PLAIN[n % PLAIN.length]);
    assert.equal(Number(number), numbers[n % numbers.length]);
    assert.equal(truth, String(n % 2 === 0));
    assert.equal(nothing, '');
  }
});

test('a capture that is named like a formula is none in the column before', () => {
  const table: FlatTable = { id: 't', columns: ['a'], rows: [[1]] };
  assert.deepEqual(read(write(table, ['capture'], ['=cmd.pcap'])), [
    ['capture', 'a'],
    ["'=cmd.pcap", '1'],
  ]);
});

test('quotes and commas', () => {
  const table: FlatTable = { id: 't', columns: ['a', 'b'], rows: [['say "hi", you', 'x']] };
  assert.deepEqual(read(write(table)), [
    ['a', 'b'],
    ['say "hi", you', 'x'],
  ]);
});

test('a prefix stands before every row', () => {
  const table: FlatTable = { id: 't', columns: ['a'], rows: Array.from({ length: 1000 }, (_, n) => [n]) };
  const rows = read(write(table, ['capture'], ['x.pcap']));
  assert.deepEqual([rows.length, rows[0], rows[1000]], [1001, ['capture', 'a'], ['x.pcap', '999']]);
});

test('the timeline has the columns that scripts know', () => {
  const columns = ['session', 'frame', 'time', 'timestamp', 'from', 'connection', 'kind', 'text', 'transfer'];
  assert.deepEqual(timelineFlat(first, OPTIONS).columns, columns);
});
