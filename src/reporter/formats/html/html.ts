/** A Document as part of one self-contained page: no network, and complete without its script. */
import type { Block, Document } from '../../document.js';
import { blockMarkup } from './blocks.js';
import { contentsMarkup } from './contents.js';
import { type HtmlContext, isFindingId } from './context.js';
import type { HtmlStyle } from './page.js';

export { type HtmlStyle, htmlHead, htmlTail } from './page.js';

/** Blocks that are read before the first is written: what refers to a later one must know whether it comes. */
const BLOCKS_AHEAD = 2000;

/** The part of the page about one capture. `index` counts from 0. */
export function* htmlCapture(document: Document, index: number, style: HtmlStyle): Generator<string> {
  const rest = document[Symbol.iterator]();
  const ahead = [...take(rest, BLOCKS_AHEAD)];
  const context: HtmlContext = {
    words: style.words,
    glyphs: style.glyphs,
    prefix: index === 0 ? '' : `c${index + 1}-`,
    findings: new Set(ahead.flatMap(findingsOf)),
    anchored: new Set(),
    label: null,
    headings: 0,
  };
  yield `<article aria-labelledby="${context.prefix}h0">\n<header>\n`;
  let sections = 0;
  for (const block of chain(ahead, rest)) {
    if (block.kind === 'heading' && block.level === 2) {
      yield sections === 0 ? `</header>\n${bodyStart(ahead, context)}<section>\n` : '</section>\n<section>\n';
      sections += 1;
    }
    yield* blockMarkup(block, context);
  }
  yield sections === 0 ? '</header>\n</article>\n' : '</section>\n</div>\n</div>\n</article>\n';
}

function bodyStart(ahead: readonly Block[], context: HtmlContext): string {
  const contents = contentsMarkup(ahead, context);
  if (contents === null) return '<div>\n<div class="sections">\n';
  return `<div class="columns">\n${contents.text}<div class="sections">\n`;
}

/** Rows of tables are read once: only those that are there already may be looked at. */
function findingsOf(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return block.parts.slice(0, 1).flatMap(({ text }) => (isFindingId(text) ? [text] : []));
    case 'entries':
      return block.entries.flatMap(({ label }) => (isFindingId(label.text) ? [label.text] : []));
    case 'table':
      if (block.id !== 'findings' || !Array.isArray(block.rows)) return [];
      return [...block.rows].flatMap((row) => {
        const id = row.kind === 'cells' ? (row.cells[0]?.text ?? '') : '';
        return isFindingId(id) ? [id] : [];
      });
    default:
      return [];
  }
}

function* take(blocks: Iterator<Block>, most: number): Generator<Block> {
  for (let taken = 0; taken < most; taken += 1) {
    const next = blocks.next();
    if (next.done) return;
    yield next.value;
  }
}

function* chain(first: readonly Block[], rest: Iterator<Block>): Generator<Block> {
  yield* first;
  yield* take(rest, Number.POSITIVE_INFINITY);
}
