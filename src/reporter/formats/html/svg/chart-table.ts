/** The text alternative of a time chart. */
import type { TimeChart } from '../../../diagram/time-chart.js';
import { formatDuration } from '../../../units.js';
import type { HtmlContext } from '../context.js';
import { html, type Markup } from '../escape.js';

export function chartTable({ bars, title }: TimeChart, { words, glyphs }: HtmlContext): Markup {
  const { chart } = words.html;
  const { bar: id, what, start, duration, measure } = words.diagram.chart.column;
  const titles = [id, what, words.column.mode, start, duration, measure];
  const heads = titles.map((text) => html`<th scope="col">${text}</th>`);
  const rows = bars.map((bar) => {
    const label = bar.kind === 'session' ? words.diagram.chart.session(Number(bar.label)) : bar.label;
    const failed = bar.role === 'error' ? html` <strong class="error">${chart.failed}</strong>` : null;
    const mode = bar.mode === null ? glyphs.none : words.mode[bar.mode];
    return html`<tr><th scope="row">${label}</th><td class="wrap">${bar.text}${failed}</td><td>${mode}</td><td>${bar.from.toFixed(6)}</td><td>${formatDuration(bar.to - bar.from)}</td><td>${bar.measure === '' ? glyphs.none : bar.measure}</td></tr>
`;
  });
  return html`<details><summary>${chart.table}</summary>
<div class="scroll" tabindex="0"><table aria-label="${title}"><thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody></table></div>
</details>
`;
}
