/** A Document as text for a terminal (or for a file that one reads in a terminal). */
import type { Block, Document } from '../document.js';
import { sanitize } from '../sanitize.js';
import { flowParts } from './flow.js';
import { chartLines } from './terminal-chart.js';
import { entryLines } from './terminal-entries.js';
import { ladderLines } from './terminal-ladder.js';
import type { TerminalStyle } from './terminal-style.js';
import { LineJoiner, renderTable } from './terminal-table.js';
import { textWidth, wrapText } from './text-width.js';

/** Narrower terminals get lines of this width and break them. */
const MIN_WIDTH = 40;

/** The text in pieces, each ending with a line feed. */
export function* renderTerminal(document: Document, style: TerminalStyle): Generator<string> {
  const usable = { ...style, width: Math.max(style.width, MIN_WIDTH) };
  const joiner = new LineJoiner();
  let before: Block | undefined;
  for (const block of document) {
    if (before !== undefined && blankBetween(before, block)) yield '\n';
    yield* renderBlock(block, usable, joiner);
    before = block;
  }
}

/** A heading stands with what it heads, and notes stand together. */
function blankBetween(before: Block, block: Block): boolean {
  if (before.kind === 'title') return false;
  if (before.kind === 'heading') return before.level === 2 && block.kind === 'table';
  return !(block.kind === 'note' && before.kind === 'note');
}

function* renderBlock(block: Block, style: TerminalStyle, joiner: LineJoiner): Generator<string> {
  const { palette, glyphs, width } = style;
  switch (block.kind) {
    case 'heading': {
      const lines = wrapText(sanitize(block.text), width);
      yield lines.map((line) => `${palette.heading(line)}\n`).join('');
      if (block.level === 1) yield `${palette.paint(glyphs.rule.repeat(widest(lines)), 'dim')}\n`;
      return;
    }
    case 'paragraph': {
      const lines = wrapText(sanitize(block.text), width);
      yield lines.map((line) => `${palette.paint(line, block.role)}\n`).join('');
      return;
    }
    case 'note': {
      const mark = block.severity === 'info' ? '* ' : '! ';
      const role = block.severity === 'info' ? undefined : block.severity === 'error' ? 'error' : 'warn';
      const lines = wrapText(sanitize(block.text), width - mark.length);
      yield lines.map((line, n) => `${palette.paint((n === 0 ? mark : '  ') + line, role)}\n`).join('');
      return;
    }
    case 'title':
    case 'facts': {
      const parts = block.parts.map((part) => ({ ...part, text: sanitize(part.text) }));
      yield flowParts(parts, width, style)
        .map((line) => `${line}\n`)
        .join('');
      return;
    }
    case 'entries':
      yield entryLines(block.entries, style)
        .map((line) => `${line}\n`)
        .join('');
      return;
    case 'table':
      yield* renderTable(block, style, joiner);
      return;
    case 'sequence':
      yield* ladderLines(block.diagram, style);
      return;
    case 'time-chart':
      yield chartLines(block.chart, style)
        .map((line) => `${line}\n`)
        .join('');
      return;
  }
}

function widest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, textWidth(line)), 0);
}
