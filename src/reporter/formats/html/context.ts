/** What rendering one capture into the page knows beside the block at hand. */
import type { Glyphs } from '../../glyphs.js';
import type { Words } from '../../words/en.js';
import { type Content, html, type Markup } from './escape.js';

export interface HtmlContext {
  readonly words: Words;
  readonly glyphs: Glyphs;
  /** Before every id: ids of a Document are unique in it, the page has one for each capture. */
  readonly prefix: string;
  /** Findings that can be jumped to. */
  readonly findings: ReadonlySet<string>;
  /** Those that have been given their id already. */
  readonly anchored: Set<string>;
  /** Id of the last heading or title: the name of the table below it. */
  label: string | null;
  /** Ids given to headings. */
  headings: number;
}

const FINDING = /^F\d+$/;

export function isFindingId(text: string): boolean {
  return FINDING.test(text);
}

/** ` id="F1"` where a finding first stands; later ones would not be unique. */
export function findingAnchor(text: string, context: HtmlContext): Markup | null {
  if (!isFindingId(text) || context.anchored.has(text)) return null;
  context.anchored.add(text);
  return html` id="${context.prefix}${text}"`;
}

/** The finding's id, as a link where the page has the finding. */
export function findingLink(id: string, context: HtmlContext): Markup {
  return context.findings.has(id) ? html`<a href="#${context.prefix}${id}">${id}</a>` : html`${id}`;
}

/** Several with something between them. */
export function joined(contents: readonly Content[], separator: string): Content[] {
  return contents.flatMap((content, n) => (n === 0 ? [content] : [separator, content]));
}
