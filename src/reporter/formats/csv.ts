/** Flat tables as CSV (RFC 4180 quoting, line feeds): the only importer of csv-stringify. */
import { stringify } from 'csv-stringify/sync';
import type { FlatTable, FlatValue } from '../document.js';
import { sanitize } from '../sanitize.js';

/** Rows that are turned into text at once. */
const BATCH = 256;

/** The header row, with `prefix` columns before the table's own. */
export function csvHeader(table: FlatTable, prefix: readonly string[]): string {
  return lines([[...prefix, ...table.columns]]);
}

/** The other rows. `prefix` values stand before those of each row. */
export function* csvRows(table: FlatTable, prefix: readonly FlatValue[]): Generator<string> {
  let batch: FlatValue[][] = [];
  for (const row of table.rows) {
    batch.push([...prefix, ...row].map(safe));
    if (batch.length === BATCH) {
      yield lines(batch);
      batch = [];
    }
  }
  if (batch.length > 0) yield lines(batch);
}

/** One line a cell; a control character would reach the terminal of whoever looks at the file. */
function safe(value: FlatValue): FlatValue {
  return typeof value === 'string' ? sanitize(value) : value;
}

function lines(rows: readonly (readonly FlatValue[])[]): string {
  return stringify(rows as FlatValue[][], {
    // A spreadsheet would run a file name that starts with = + - or @.
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
}
