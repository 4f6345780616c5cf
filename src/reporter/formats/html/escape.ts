/** Text into markup. The only importer of escape-html: whatever is not made by `html` is escaped here. */
import escapeHtml from 'escape-html';
import { sanitize } from '../../sanitize.js';

/** A piece of HTML or SVG that is safe to put into a page. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template; nothing for null. */
export type Content = Markup | string | number | null | readonly Content[];

/**
 * Markup from a template. Texts between its literals are made harmless: first controls, line breaks and bidi marks,
 * then the five characters that HTML obeys; so they may also stand in attributes, which are always quoted.
 */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let text = literals[0] ?? '';
  contents.forEach((content, n) => {
    text += markupOf(content) + (literals[n + 1] ?? '');
  });
  return new Markup(text);
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return escapeHtml(sanitize(String(content)));
}
