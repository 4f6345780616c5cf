/** Short texts: cells, and several of them side by side. */
import type { Cell } from '../../document.js';
import { type HtmlContext, joined } from './context.js';
import { type Content, html, type Markup } from './escape.js';

export function cellMarkup({ text, role }: Cell): Content {
  return role === undefined ? text : html`<span class="${role}">${text}</span>`;
}

/** Each in a box of its own, so that right-to-left letters of one do not reorder the next. */
export function partsMarkup(parts: readonly Cell[], { glyphs }: HtmlContext): Content {
  const spans = parts
    .filter(({ text }) => text !== '')
    .map(({ text, role }): Markup => html`<span class="part ${role ?? 'plain'}">${text}</span>`);
  return joined(spans, glyphs.separator);
}
