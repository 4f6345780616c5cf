/** How wide the columns of a terminal table are. */
import type { Cell, Column } from '../document.js';
import { textWidth } from './text-width.js';

/** Spaces between two columns. */
export const COLUMN_GAP = 2;

/** Narrower than this a column that may be cut says nothing. */
const MIN_CUT_WIDTH = 8;

/** The width of each column's widest cell among `rows`, its title included. */
export function naturalWidths(columns: readonly Column[], rows: Iterable<readonly Cell[]>): number[] {
  const widths = columns.map((column) => Math.max(textWidth(column.title), column.minWidth ?? 0));
  for (const cells of rows) {
    for (let n = 0; n < widths.length; n += 1) {
      widths[n] = Math.max(widths[n] ?? 0, textWidth(cells[n]?.text ?? ''));
    }
  }
  return widths.map((width, n) => Math.min(width, columns[n]?.maxWidth ?? width));
}

/**
 * Widths that fit `available` cells with the gaps between them. Columns that may be cut give first, the widest of them
 * most; when that is not enough every column gives, because a line that the terminal breaks is worse.
 */
export function fitColumns(natural: readonly number[], columns: readonly Column[], available: number): number[] {
  const widths = [...natural];
  const room = available - COLUMN_GAP * (columns.length - 1);
  shrink(widths, room, (n) => (columns[n]?.cut === undefined ? null : MIN_CUT_WIDTH));
  shrink(widths, room, () => 1);
  return widths;
}

/** Takes cells one by one from the widest column that is still above its least width (null: untouchable). */
function shrink(widths: number[], room: number, least: (column: number) => number | null): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    for (let n = 0; n < widths.length; n += 1) {
      const minimum = least(n);
      if (minimum === null || (widths[n] ?? 0) <= minimum) continue;
      if (widest === -1 || (widths[n] ?? 0) > (widths[widest] ?? 0)) widest = n;
    }
    if (widest === -1) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
}
