/** Block by block. */
import type { Block, Cell } from '../../document.js';
import { findingAnchor, type HtmlContext } from './context.js';
import { entriesMarkup } from './entries.js';
import { html, type Markup } from './escape.js';
import { partsMarkup } from './parts.js';
import { sequenceMarkup } from './svg/sequence.js';
import { timeChartMarkup } from './svg/time-chart.js';
import { tableMarkup } from './table.js';

export function* blockMarkup(block: Block, context: HtmlContext): Generator<string> {
  switch (block.kind) {
    case 'heading':
      yield headingMarkup(block.level, block.text, context).text;
      return;
    case 'title':
      yield titleMarkup(block.parts, context).text;
      return;
    case 'facts':
      yield html`<p class="facts">${partsMarkup(block.parts, context)}</p>
`.text;
      return;
    case 'paragraph':
      yield html`<p${block.role === undefined ? null : html` class="${block.role}"`}>${block.text}</p>
`.text;
      return;
    case 'note': {
      const severity = context.words.finding.severity[block.severity];
      yield html`<p class="note ${block.severity}"><strong>${severity}</strong> ${block.text}</p>
`.text;
      return;
    }
    case 'entries':
      yield entriesMarkup(block.entries, context).text;
      return;
    case 'table':
      yield* tableMarkup(block, context);
      return;
    case 'sequence':
      yield* sequenceMarkup(block.diagram, context);
      return;
    case 'time-chart':
      yield timeChartMarkup(block.chart, context).text;
      return;
  }
}

/** The capture is h2, its sections h3: h1 is the report's. */
function headingMarkup(level: 1 | 2, text: string, context: HtmlContext): Markup {
  context.label = headingId(context.headings, context.prefix);
  context.headings += 1;
  const id = html` id="${context.label}"`;
  return level === 1
    ? html`<h2${id}>${text}</h2>
`
    : html`<h3${id}>${text}</h3>
`;
}

export function headingId(n: number, prefix: string): string {
  return `${prefix}h${n}`;
}

function titleMarkup(parts: readonly Cell[], context: HtmlContext): Markup {
  const anchor = findingAnchor(parts[0]?.text ?? '', context);
  return html`<h4${anchor}>${partsMarkup(parts, context)}</h4>
`;
}
