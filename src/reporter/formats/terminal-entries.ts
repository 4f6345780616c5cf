/** Labelled texts: labels in a column, the texts wrapped beside them. */
import type { Cell, Entry } from '../document.js';
import { sanitize } from '../sanitize.js';
import { flowParts } from './flow.js';
import type { TerminalStyle } from './terminal-style.js';
import { padText, textWidth, wrapText } from './text-width.js';

const INDENT = 2;
const GAP = 2;

/** Labels take no more than this; a longer one pushes its own text only. */
const MAX_LABEL = 16;

/** Painted lines. */
export function entryLines(entries: readonly Entry[], style: TerminalStyle): string[] {
  const clean = entries.map((entry) => ({ ...entry, label: cleanCell(entry.label) }));
  const widest = clean.reduce((most, { label }) => Math.max(most, textWidth(label.text)), 0);
  const column = Math.min(widest, MAX_LABEL);
  const room = Math.max(style.width - INDENT - column - GAP, 1);
  return clean.flatMap((entry) => {
    const label = padText(entry.label.text, column, 'left').replace(entry.label.text, () =>
      style.palette.paint(entry.label.text, entry.label.role),
    );
    const lines = hang(label, column, contentLines(entry, room, style));
    return lines.map((line) => ' '.repeat(INDENT) + line);
  });
}

/** `lines`, the first after `mark`, which takes `width` cells, the others below the first. */
function hang(mark: string, width: number, lines: readonly string[]): string[] {
  return lines.map((line, n) => `${n === 0 ? mark : ' '.repeat(width)}${' '.repeat(GAP)}${line}`.trimEnd());
}

function contentLines(entry: Entry, room: number, style: TerminalStyle): string[] {
  switch (entry.kind) {
    case 'text':
      return [...wrapText(sanitize(entry.text), room), ...flowParts((entry.facts ?? []).map(cleanCell), room, style)];
    case 'code':
      return wrapText(sanitize(entry.text), room);
    case 'list':
      // A list of one is none.
      if (entry.items.length === 1) return wrapText(sanitize(entry.items[0] ?? ''), room);
      return marked(
        entry.items.map((text, n) => ({ term: `${n + 1}.`, text })),
        room,
        1,
      );
    case 'pairs':
      return marked(entry.items, room, GAP);
  }
}

/** Texts behind terms that end in one column. */
function marked(items: readonly { term: string; text: string }[], room: number, gap: number): string[] {
  const terms = items.map(({ term }) => sanitize(term));
  const width = terms.reduce((most, term) => Math.max(most, textWidth(term)), 0);
  return items.flatMap(({ text }, n) => {
    const lines = wrapText(sanitize(text), Math.max(room - width - gap, 1));
    const term = padText(terms[n] ?? '', width, 'right');
    return lines.map((line, nth) => (nth === 0 ? term : ' '.repeat(width)) + ' '.repeat(gap) + line);
  });
}

function cleanCell(cell: Cell): Cell {
  return { ...cell, text: sanitize(cell.text) };
}
