/** A table, written row by row: a timeline can be longer than memory likes. */
import type { Cell, Column, Row, Table } from '../../document.js';
import { findingAnchor, type HtmlContext } from './context.js';
import { html, type Markup } from './escape.js';
import { cellMarkup, partsMarkup } from './parts.js';

/** Rows that leave in one piece. */
const ROWS_A_PIECE = 200;

/** The table scrolls in its box, which the keyboard can reach; the page never scrolls sideways. */
export function* tableMarkup(table: Table, context: HtmlContext): Generator<string> {
  const name = context.label === null ? html`aria-label="${table.id}"` : html`aria-labelledby="${context.label}"`;
  yield html`<div class="scroll" tabindex="0">
<table ${name} class="${table.id.replace(/[^a-z-].*/s, '').replace(/-+$/, '')}">
<thead><tr>${table.columns.map(headMarkup)}</tr></thead>
<tbody>
`.text;
  let piece = '';
  let rows = 0;
  for (const row of table.rows) {
    piece += rowMarkup(row, table, context).text;
    rows += 1;
    if (rows % ROWS_A_PIECE !== 0) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</tbody>\n</table>\n</div>\n`;
}

function headMarkup({ title, align, key }: Column): Markup {
  return html`<th scope="col" class="${align} col-${key}">${title}</th>`;
}

function rowMarkup(row: Row, table: Table, context: HtmlContext): Markup {
  if (row.kind === 'detail') {
    const rest = Math.max(table.columns.length - 1, 1);
    return html`<tr class="detail"><td></td><td colspan="${rest}">${partsMarkup(row.parts, context)}</td></tr>
`;
  }
  const anchor = table.id === 'findings' ? findingAnchor(row.cells[0]?.text ?? '', context) : null;
  return html`<tr${anchor}>${table.columns.map((column, n) => cell(column, row.cells[n]))}</tr>
`;
}

function cell(column: Column, content: Cell | undefined): Markup {
  const text = content?.text ?? '';
  // Leading blanks mean something: further lines of a reply stand below its text.
  const indented = text.startsWith(' ') ? ' pre' : '';
  const width = column.cut === undefined ? '' : ' wrap';
  return html`<td class="${column.align}${width}${indented}">${content === undefined ? null : cellMarkup(content)}</td>`;
}
