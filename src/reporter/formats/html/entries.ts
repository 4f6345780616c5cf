/** Labelled texts as a description list. */
import type { Entry } from '../../document.js';
import { findingAnchor, type HtmlContext } from './context.js';
import { type Content, html, type Markup } from './escape.js';
import { cellMarkup, partsMarkup } from './parts.js';

export function entriesMarkup(entries: readonly Entry[], context: HtmlContext): Markup {
  const items = entries.map(
    (entry) => html`<dt${findingAnchor(entry.label.text, context)}>${cellMarkup(entry.label)}</dt>
<dd>${contentOf(entry, context)}</dd>
`,
  );
  return html`<dl class="entries">
${items}</dl>
`;
}

/** A text to be copied; the script puts a button beside it. */
export function copyable(text: string, kind: 'code' | 'filter' = 'code'): Markup {
  return html`<span class="copyable"><code class="${kind}">${text}</code></span>`;
}

function contentOf(entry: Entry, context: HtmlContext): Content {
  switch (entry.kind) {
    case 'text': {
      const facts = entry.facts ?? [];
      const below = facts.length === 0 ? null : html`<div class="facts">${partsMarkup(facts, context)}</div>`;
      return html`${entry.text}${below}`;
    }
    case 'code':
      return copyable(entry.text);
    case 'list':
      // A list of one is none.
      if (entry.items.length === 1) return entry.items[0] ?? '';
      return html`<ol>${entry.items.map((text) => html`<li>${text}</li>`)}</ol>`;
    case 'pairs':
      return html`<ul class="pairs">${entry.items.map(
        ({ term, text }) => html`<li><span class="term">${term}</span> <span>${text}</span></li>`,
      )}</ul>`;
  }
}
