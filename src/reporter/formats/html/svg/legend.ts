/** How a sequence diagram is read: each sign as it is drawn. */
import type { LegendSign, SequenceDiagram } from '../../../diagram/sequence.js';
import { html, type Markup } from '../escape.js';

const SIGNS: Readonly<Record<LegendSign, Markup>> = {
  control: html`<g class="arrow"><g class="shaft"><line x1="0" x2="30" y1="9" y2="9"/></g><path class="head" d="M38 9L28 4V14Z"/></g>`,
  data: html`<g class="arrow data-arrow"><g class="shaft"><line x1="0" x2="26" y1="9" y2="9"/></g><path class="head" d="M40 9L24 0V18Z"/></g>`,
  opener: html`<g class="arrow"><rect class="mark" x="2" y="0" width="36" height="18" rx="9"/><text class="on-mark" x="20" y="13">SYN</text></g>`,
  failed: html`<g class="arrow failed"><g class="shaft"><line x1="0" x2="28" y1="9" y2="9"/></g><path class="cross" d="M27 3L39 15M27 15L39 3"/></g>`,
};

export function legendMarkup({ legend }: SequenceDiagram): Markup | null {
  if (legend.length === 0) return null;
  const items = legend.map(
    ({ sign, text }) => html`<li><svg width="42" height="18" aria-hidden="true">${SIGNS[sign]}</svg> ${text}</li>`,
  );
  return html`<ul class="legend">${items}</ul>
`;
}
