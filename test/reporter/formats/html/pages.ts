/** Pages as the command makes them, and a strict reading of their tags. */
import type { CaptureAnalysis } from '../../../../src/model/analysis.js';
import type { Language } from '../../../../src/model/language.js';
import type { Block } from '../../../../src/reporter/document.js';
import { type HtmlStyle, htmlCapture, htmlHead, htmlTail } from '../../../../src/reporter/formats/html/html.js';
import { unicodeGlyphs } from '../../../../src/reporter/glyphs.js';
import { createReport, type ViewName } from '../../../../src/reporter/report.js';
import { en } from '../../../../src/reporter/words/en.js';
import { WORDS } from '../../../support/words.js';

const STYLE: HtmlStyle = {
  words: en,
  language: 'en',
  glyphs: unicodeGlyphs,
  view: 'timeline',
  generator: 'ftpscope 0.0.0',
};

/** A page about hand-made documents. */
export function pageOf(...documents: readonly (readonly Block[])[]): string {
  const captures = documents.map((document, n) => [...htmlCapture(document, n, STYLE)].join(''));
  return htmlHead(STYLE, 'a.pcap') + captures.join('') + htmlTail(STYLE);
}

export async function pageAbout(
  captures: readonly CaptureAnalysis[],
  view: ViewName,
  language: Language = 'en',
): Promise<string> {
  const report = await createReport({
    view,
    format: 'html',
    language,
    words: WORDS[language],
    glyphs: unicodeGlyphs,
    time: 'relative',
    drawings: true,
    selected: false,
    severalCaptures: captures.length > 1,
    byteOrderMark: false,
    width: 80,
    color: false,
    origin: { schemaVersion: 1, generator: { name: 'ftpscope', version: '0.0.0' } },
  });
  const pieces = captures.flatMap((capture, n) => [...report.capture(capture, n)]);
  return [...pieces, ...report.tail()].join('');
}

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG =
  /^<(?:!DOCTYPE html|\/([a-z][a-zA-Z0-9]*)|([a-z][a-zA-Z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\/?)>/;
const ATTRIBUTE = / ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"<>]*)")?/g;

/** Opening tags of a page. Throws at whatever is no tag of ours and no text: a `<` or `>` that nobody wrote. */
export function tagsOf(page: string): Tag[] {
  const tags: Tag[] = [];
  let rest = page;
  while (rest !== '') {
    const text = /^[^<>]*/.exec(rest)?.[0] ?? '';
    rest = rest.slice(text.length);
    if (rest === '') break;
    const match = TAG.exec(rest);
    if (match === null) throw new Error(`no tag: ${rest.slice(0, 80)}`);
    rest = rest.slice(match[0].length);
    const name = match[2];
    if (name === undefined) continue;
    const attributes = [...(match[3] ?? '').matchAll(ATTRIBUTE)].map(
      ([, key = '', value = '']) => [key, value] as const,
    );
    tags.push({ name, attributes: new Map(attributes) });
    // Their contents are ours, and no markup.
    if (name === 'style' || name === 'script') rest = rest.slice(rest.indexOf(`</${name}>`));
  }
  return tags;
}
