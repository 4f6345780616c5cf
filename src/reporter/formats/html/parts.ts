/** Short texts: cells, and several of them side by side. */
import type { Cell } from '../../document.js';
import { type HtmlContext, joined } from './context.js';
import { type Content, html, type Markup } from './escape.js';

export function cellMarkup({ text, role }: Cell): Content {
  return role === undefined ? text : html`<span class="${role}">${text}</span>`;
}

/** Each in a box of its own, so that right-to-left letters of one do not reorder the next. */
export function partsMarkup(parts: readonly Cell[], context: HtmlContext): Content {
  const spans = parts
    .filter(({ text }) => text !== '')
    .map((part): Markup => html`<span class="part ${part.role ?? 'plain'}">${linked(part, context)}</span>`);
  return joined(spans, context.glyphs.separator);
}

function linked({ text, finding }: Cell, context: HtmlContext): Content {
  if (finding === undefined || !context.findings.has(finding)) return text;
  return html`<a href="#${context.prefix}${finding}">${text}</a>`;
}
