import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../../../src/reporter/document.js';
import { fitColumns, naturalWidths } from '../../../src/reporter/formats/columns.js';

const column = (more: Partial<Column> = {}): Column => ({ key: 'k', title: 'k', align: 'left', ...more });

test('natural widths: title, cells, least, most', () => {
  const columns = [column({ title: 'title' }), column(), column({ minWidth: 7 }), column({ maxWidth: 3 })];
  const rows = [['a', '报告', 'x', 'abcdef'].map((text) => ({ text }))];
  assert.deepEqual(naturalWidths(columns, rows), [5, 4, 7, 3]);
});

const FIT: readonly { title: string; natural: number[]; cut: boolean[]; available: number; expected: number[] }[] = [
  { title: 'fits', natural: [5, 10], cut: [false, true], available: 20, expected: [5, 10] },
  { title: 'the one that may be cut gives', natural: [30, 30], cut: [false, true], available: 50, expected: [30, 18] },
  { title: 'the widest gives first', natural: [40, 20], cut: [true, true], available: 42, expected: [20, 20] },
  { title: 'all give when they must', natural: [30, 30], cut: [false, true], available: 22, expected: [12, 8] },
];

for (const { title, natural, cut, available, expected } of FIT) {
  test(`fit: ${title}`, () => {
    const columns = cut.map((may) => column(may ? { cut: 'end' } : {}));
    assert.deepEqual(fitColumns(natural, columns, available), expected);
  });
}
