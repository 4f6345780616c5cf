/** The text alternative of a time chart. */
import type { TimeChart } from '../../../diagram/time-chart.js';
import type { HtmlContext } from '../context.js';
import { html, type Markup } from '../escape.js';

export function chartTable({ bars, title }: TimeChart, { words, glyphs }: HtmlContext): Markup {
  const { chart } = words.html;
  const { id, what, from, to, mode, measure } = chart.column;
  const heads = [id, what, from, to, mode, measure].map((text) => html`<th scope="col">${text}</th>`);
  const rows = bars.map((bar) => {
    const label = bar.kind === 'session' ? `${chart.session} ${bar.label}` : bar.label;
    const failed = bar.role === 'error' ? html` <strong class="error">${chart.failed}</strong>` : null;
    return html`<tr><th scope="row">${label}</th><td class="wrap">${bar.text}${failed}</td><td class="right">${bar.from.toFixed(3)}</td><td class="right">${bar.to.toFixed(3)}</td><td>${bar.mode === null ? glyphs.none : words.mode[bar.mode]}</td><td>${bar.measure === '' ? glyphs.none : bar.measure}</td></tr>
`;
  });
  return html`<details><summary>${chart.table}</summary>
<div class="scroll" tabindex="0"><table aria-label="${title}"><thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody></table></div>
</details>
`;
}
