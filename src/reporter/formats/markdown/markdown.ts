/** A Document as GitHub-flavoured Markdown: to be read as it is, or rendered. */
import type { SequenceDiagram } from '../../diagram/sequence.js';
import type { TimeChart } from '../../diagram/time-chart.js';
import type { Block, Document, Entry } from '../../document.js';
import type { Words } from '../../words/en.js';
import { chartTable } from './chart.js';
import { codeSpan, escapeHeading, escapeLine, escapeMarkdown, escapeRole } from './escape.js';
import { MERMAID_SIGNS, mermaidLines } from './mermaid.js';
import { SEPARATOR, sideBySide, tableLines } from './table.js';

/** In pieces, each ending with a line feed. Blocks are separated by an empty line. */
export function* renderMarkdown(document: Document, words: Words): Generator<string> {
  let first = true;
  for (const block of document) {
    if (!first) yield '\n';
    first = false;
    yield* renderBlock(block, words);
  }
}

function* renderBlock(block: Block, words: Words): Generator<string> {
  switch (block.kind) {
    case 'heading':
      yield `${'#'.repeat(block.level)} ${escapeHeading(block.text)}\n`;
      return;
    case 'title':
      // A heading is bold already.
      yield `### ${escapeHeading(block.parts.map(({ text }) => text).join(SEPARATOR))}\n`;
      return;
    case 'facts':
      yield `${sideBySide(block.parts, escapeLine)}\n`;
      return;
    case 'paragraph':
      yield `${escapeRole(block.text, block.role, escapeLine)}\n`;
      return;
    case 'note': {
      const { severity, text } = block;
      const name = severity === 'info' ? '' : `**${escapeMarkdown(words.finding.severity[severity])}** `;
      yield `> ${name}${severity === 'info' ? escapeLine(text) : escapeMarkdown(text)}\n`;
      return;
    }
    case 'entries':
      for (const entry of block.entries) yield* entryLines(entry);
      return;
    case 'table':
      yield* tableLines(block);
      return;
    case 'sequence':
      yield* sequenceLines(block.diagram, words);
      return;
    case 'time-chart':
      yield* chartLines(block.chart, words);
      return;
  }
}

/** A list of labelled texts; what an entry has several of is a list in the list. */
function* entryLines(entry: Entry): Generator<string> {
  const label = `- **${escapeMarkdown(entry.label.text)}**`;
  switch (entry.kind) {
    case 'text': {
      yield `${label} ${escapeMarkdown(entry.text)}\n`;
      const facts = sideBySide(entry.facts ?? []);
      if (facts !== '') yield `  <br>${facts}\n`;
      return;
    }
    case 'code':
      yield `${label} ${codeSpan(entry.text)}\n`;
      return;
    case 'list':
      if (entry.items.length === 1) {
        yield `${label} ${escapeMarkdown(entry.items[0] ?? '')}\n`;
        return;
      }
      yield `${label}\n`;
      for (const [n, text] of entry.items.entries()) yield `  ${n + 1}. ${escapeLine(text)}\n`;
      return;
    case 'pairs':
      yield `${label}\n`;
      for (const { term, text } of entry.items) {
        yield `  - ${escapeLine(term === '' ? text : `${term} – ${text}`)}\n`;
      }
      return;
  }
}

function* sequenceLines(diagram: SequenceDiagram, words: Words): Generator<string> {
  yield `${escapeLine(diagram.description)}\n\n`;
  const legend = diagram.legend.map(({ sign, text }) => `${MERMAID_SIGNS[sign]} ${text}`);
  yield `${[...legend, words.diagram.numbers].map((text) => escapeMarkdown(text)).join(SEPARATOR)}\n\n`;
  yield `\`\`\`mermaid\n${mermaidLines(diagram, words).join('\n')}\n\`\`\`\n`;
}

function* chartLines(chart: TimeChart, words: Words): Generator<string> {
  yield `**${escapeMarkdown(chart.title)}**${SEPARATOR}${escapeMarkdown(chart.description)}\n\n`;
  yield* tableLines(chartTable(chart, words));
  if (chart.omission !== null) yield `\n${escapeLine(chart.omission)}\n`;
}
