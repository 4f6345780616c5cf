import type { Document } from '../../document.js';
import type { ViewOptions } from '../../views/context.js';

export interface HtmlStyle extends Pick<ViewOptions, 'words' | 'language' | 'glyphs'> {
  /** What stands in the title of the page beside the name of the program. */
  readonly title: string;
  /** `ftpscope 0.1.0`. */
  readonly generator: string;
}

/** The page up to its first capture. */
export function htmlHead(_style: HtmlStyle): string {
  return '<!DOCTYPE html>\n';
}

/** The part of the page about one capture. */
export function* htmlCapture(_document: Document, _index: number, _style: HtmlStyle): Generator<string> {
  yield '';
}

/** What closes the page. */
export function htmlTail(_style: HtmlStyle): string {
  return '';
}
