/** The table of contents of one capture. */
import type { Block } from '../../document.js';
import { headingId } from './blocks.js';
import { type HtmlContext, isFindingId } from './context.js';
import { html, type Markup } from './escape.js';

/** With fewer one sees them all. */
const MIN_SECTIONS = 3;
/** More are no help in finding one's way. */
const MAX_ENTRIES = 60;

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly level: 'section' | 'finding';
}

/** Nothing where there is little to find. */
export function contentsMarkup(blocks: readonly Block[], context: HtmlContext): Markup | null {
  const entries = entriesOf(blocks, context);
  if (entries.length < MIN_SECTIONS) return null;
  const items = entries
    .slice(0, MAX_ENTRIES)
    .map(({ id, text, level }) => html`<li class="${level}"><a href="#${id}">${text}</a></li>\n`);
  const more = entries.length - items.length;
  const label = headingId(0, context.prefix);
  return html`<nav class="contents" aria-labelledby="${context.prefix}contents ${label}">
<p id="${context.prefix}contents">${context.words.html.contents}</p>
<ul>
${items}</ul>
${more > 0 ? html`<p class="dim">${context.words.finding.more(more)}</p>` : null}</nav>
`;
}

function entriesOf(blocks: readonly Block[], { prefix }: HtmlContext): Entry[] {
  const entries: Entry[] = [];
  let headings = 0;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (block.level === 2) entries.push({ id: headingId(headings, prefix), text: block.text, level: 'section' });
      headings += 1;
    } else if (block.kind === 'title') {
      const id = block.parts[0]?.text ?? '';
      const strong = block.parts.filter(({ role }) => role === 'strong').map(({ text }) => text);
      if (isFindingId(id)) entries.push({ id: prefix + id, text: strong.join(' '), level: 'finding' });
    }
  }
  return entries;
}
