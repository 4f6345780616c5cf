/** Tables with aligned columns, so that they can be read where nobody renders them. */
import type { Cell, Column, Row, Table } from '../../document.js';
import { padText, textWidth } from '../text-width.js';
import { escapeMarkdown, escapeRole } from './escape.js';

/** Rows that the widths are taken from: a timeline can be longer than memory likes. */
const MEASURED_ROWS = 200;
/** Cells that a column is padded to at most: one long name is no reason for a hundred wide rows. */
const MAX_PADDED = 48;
const MIN_RULE = 3;

export const SEPARATOR = ' · ';

type Cells = string[];

export function* tableLines({ columns, rows }: Table): Generator<string> {
  const lines = foldedRows(columns, rows);
  const first: Cells[] = [];
  // By hand: leaving a loop over a generator would end it.
  for (let next = lines.next(); !next.done; next = lines.next()) {
    first.push(next.value);
    if (first.length === MEASURED_ROWS) break;
  }
  const titles = columns.map(({ title }) => escapeMarkdown(title));
  const widths = columns.map((_, n) =>
    [titles, ...first].reduce(
      (most, cells) => Math.max(most, Math.min(textWidth(cells[n] ?? ''), MAX_PADDED)),
      MIN_RULE,
    ),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, n) => padText(text, widths[n] ?? 0, columns[n]?.align ?? 'left')).join(' | ')} |\n`;
  yield line(titles);
  yield line(columns.map(({ align }, n) => rule(align, widths[n] ?? MIN_RULE)));
  for (const cells of first) yield line(cells);
  for (const cells of lines) yield line(cells);
}

function rule(align: Column['align'], width: number): string {
  return align === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
}

/** Escaped cells; what belongs to the row before is folded into it. */
function* foldedRows(columns: readonly Column[], rows: Iterable<Row>): IterableIterator<Cells> {
  const about = detailColumn(columns);
  let open: Cells | undefined;
  for (const row of rows) {
    const more = row.kind === 'detail' ? { at: about, text: sideBySide(row.parts) } : continuation(row.cells);
    if (more !== null && open !== undefined) {
      open[more.at] = [open[more.at], more.text].filter((text) => text !== '').join('<br>');
      continue;
    }
    if (open !== undefined) yield open;
    open =
      row.kind === 'detail'
        ? columns.map((_, n) => (n === about ? sideBySide(row.parts) : ''))
        : row.cells.map(cellText);
  }
  if (open !== undefined) yield open;
}

/** A row with one cell alone says more of the row above. */
function continuation(cells: readonly Cell[]): { at: number; text: string } | null {
  const at = cells.findIndex(({ text }) => text !== '');
  const [only] = cells.slice(at);
  if (at < 1 || only === undefined || cells.slice(at + 1).some(({ text }) => text !== '')) return null;
  return { at, text: cellText(only) };
}

/** Where a detail stands best: in the column with the longest texts. */
function detailColumn(columns: readonly Column[]): number {
  const elastic = columns.findIndex(({ cut, maxWidth }) => cut !== undefined && maxWidth === undefined);
  return elastic === -1 ? columns.findLastIndex(({ align }) => align === 'left') : elastic;
}

function cellText({ text, role }: Cell): string {
  return escapeRole(text, role);
}

/** Short texts side by side. */
export function sideBySide(parts: readonly Cell[], safe = escapeMarkdown): string {
  return parts
    .map(({ text, role }) => escapeRole(text, role, safe))
    .filter((text) => text !== '')
    .join(SEPARATOR);
}
