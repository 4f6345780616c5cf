/**
 * A table for the terminal: the only importer of cli-table3.
 *
 * cli-table3 joins the cells; measuring, cutting, wrapping and padding are done here before, because it
 * (all tried, see the tests) loses Chinese text when it wraps, needs cubic time for the lines of a cell and quadratic
 * time for the rows of a table, paints by default, and measures with an old string-width.
 */
import CliTable3 from 'cli-table3';
import type { Cell, Column, Row, Table } from '../document.js';
import { sanitize } from '../sanitize.js';
import { COLUMN_GAP, fitColumns, naturalWidths } from './columns.js';
import { flowParts } from './flow.js';
import type { TerminalStyle } from './terminal-style.js';
import { cutText, padText, textWidth, wrapText } from './text-width.js';

/** Longer tables are laid out by their first rows and written as they come. */
const MAX_MEASURED_ROWS = 500;
/** Rows that cli-table3 gets at once: its time grows with the square of them. */
const CHUNK_ROWS = 200;

/** Lines of a report that cli-table3 joins: it takes a hundred times as long, and what follows looks the same without. */
const MAX_JOINED_LINES = 500;

/** A line of the table: a text for each column, or one text across all after the indent. */
type Line = readonly string[] | string;

/** Where cli-table3's own string-width 4 and ours agree: ASCII, Latin, Greek, Cyrillic, our glyphs, kana, Han, Hangul. */
export const MEASURED_ALIKE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC starts our own colours; wire text is sanitised before.
  /^[\x1b\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f\u2013\u2014\u2026\u2500-\u257f\u25b6\u25c0\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/;

/** Lines with their line feeds, in pieces; one joiner serves all tables of a report. */
export function* renderTable(table: Table, style: TerminalStyle, joiner: LineJoiner): Generator<string> {
  // A title may name what the wire named: the mechanism of an AUTH.
  const columns = table.columns.map((column) => ({ ...column, title: sanitize(column.title) }));
  const rows = table.rows[Symbol.iterator]();
  const first: Row[] = [];
  let next = rows.next();
  while (!next.done && first.length <= MAX_MEASURED_ROWS) {
    first.push(clean(next.value));
    next = rows.next();
  }
  const long = !next.done;
  const cells = first.filter((row) => row.kind === 'cells').map((row) => row.cells);
  const widths = fitColumns(naturalWidths(columns, cells), columns, style.width);

  yield joiner.join(headLines(columns, widths, style), widths);
  const join = (lines: readonly Line[]) => (long ? joinPlain(lines) : joiner.join(lines, widths));
  for (let start = 0; start < first.length; start += CHUNK_ROWS) {
    const lines = first.slice(start, start + CHUNK_ROWS).flatMap((row) => rowLines(row, columns, widths, style));
    yield join(lines);
  }
  while (!next.done) {
    // Not measured before: a number that is wider pushes the line out, which is better than losing its digits.
    const row = clean(next.value);
    yield joinPlain(rowLines(row, columns, wider(widths, row, columns), style));
    next = rows.next();
  }
}

/** The widths with room for all of the cells that must not be cut. */
function wider(widths: readonly number[], row: Row, columns: readonly Column[]): readonly number[] {
  if (row.kind !== 'cells') return widths;
  return widths.map((width, n) =>
    columns[n]?.cut === undefined ? Math.max(width, textWidth(row.cells[n]?.text ?? '')) : width,
  );
}

function clean(row: Row): Row {
  if (row.kind === 'cells') return { kind: 'cells', cells: row.cells.map(cleanCell) };
  return { kind: 'detail', parts: row.parts.map(cleanCell) };
}

function cleanCell(cell: Cell): Cell {
  const text = sanitize(cell.text);
  return text === cell.text ? cell : { ...cell, text };
}

function headLines(columns: readonly Column[], widths: readonly number[], { palette, glyphs }: TerminalStyle): Line[] {
  const titles = columns.map((column, n) => {
    const title = cutText(column.title, widths[n] ?? 0, 'end', glyphs.ellipsis);
    return padPainted(palette.heading(title), title, widths[n] ?? 0, column.align);
  });
  const rules = widths.map((width) => palette.paint(glyphs.rule.repeat(width), 'dim'));
  return [titles, rules];
}

function rowLines(row: Row, columns: readonly Column[], widths: readonly number[], style: TerminalStyle): Line[] {
  if (row.kind === 'detail') {
    const indent = (widths[0] ?? 0) + COLUMN_GAP;
    return flowParts(row.parts, Math.max(style.width - indent, 1), style).map((line) => ' '.repeat(indent) + line);
  }
  const texts = columns.map((column, n) => cellLines(row.cells[n]?.text ?? '', column, widths[n] ?? 0, style));
  const height = texts.reduce((most, lines) => Math.max(most, lines.length), 1);
  const lines: string[][] = [];
  for (let line = 0; line < height; line += 1) {
    lines.push(
      columns.map((column, n) => {
        const text = texts[n]?.[line] ?? '';
        const painted = style.palette.paint(text, row.cells[n]?.role);
        return padPainted(painted, text, widths[n] ?? 0, column.align);
      }),
    );
  }
  return lines;
}

/** The lines of one cell, each no wider than the column. */
function cellLines(text: string, column: Column, width: number, { glyphs }: TerminalStyle): readonly string[] {
  if (textWidth(text) <= width) return [text];
  const maxLines = column.maxLines ?? 1;
  const where = column.cut ?? 'end';
  if (maxLines === 1) return [cutText(text, width, where, glyphs.ellipsis)];
  const lines = wrapText(cutText(text, width * maxLines * 2, where, glyphs.ellipsis), width);
  if (lines.length <= maxLines) return lines;
  // Cut to what the lines hold at least; broken words leave room on each, so that a second cut may be needed.
  const shorter = wrapText(cutText(text, width * maxLines - maxLines + 1, where, glyphs.ellipsis), width);
  const last = shorter.slice(maxLines - 1).join(' ');
  return [...shorter.slice(0, maxLines - 1), cutText(last, width, 'end', glyphs.ellipsis)];
}

/** Pads by the width of `text`; the colours in `painted` have none. */
function padPainted(painted: string, text: string, width: number, align: 'left' | 'right'): string {
  return padText(text, width, align).replace(text, () => painted);
}

function joinPlain(lines: readonly Line[]): string {
  return lines.map((line) => `${(typeof line === 'string' ? line : line.join('  ')).trimEnd()}\n`).join('');
}

/** By cli-table3 as long as it is quick, except where it would measure a cell differently and shift all that follows. */
export class LineJoiner {
  private left = MAX_JOINED_LINES;

  join(lines: readonly Line[], widths: readonly number[]): string {
    this.left -= lines.length;
    const isAlike = this.left >= 0 && lines.flat().every((text) => MEASURED_ALIKE.test(text));
    return isAlike ? joinLines(lines, widths) : joinPlain(lines);
  }
}

function joinLines(lines: readonly Line[], widths: readonly number[]): string {
  if (lines.length === 0) return '';
  const colWidths = widths.map((width) => width + COLUMN_GAP - 1);
  // A detail line may be longer than its table is wide; the last column hides what it needs more.
  const spanning = lines.reduce((most, line) => (typeof line === 'string' ? Math.max(most, textWidth(line)) : most), 0);
  const last = colWidths.length - 1;
  colWidths[last] = Math.max(colWidths[last] ?? 0, spanning);
  const table = new CliTable3({
    chars: NO_BORDERS,
    // The colours are ours; cli-table3 would paint into a pipe and under NO_COLOR.
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': COLUMN_GAP - 1 },
    colWidths,
    truncate: '',
  });
  for (const line of lines) {
    table.push(typeof line === 'string' ? [{ content: line, colSpan: widths.length }] : [...line]);
  }
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

/** `middle` is one space: cli-table3 counts one between the columns that a cell spans. */
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
