/** Measuring, cutting and wrapping text in terminal cells. Texts are sanitised and without colour. */
import { createRequire } from 'node:module';
import type stringWidth from 'string-width';

/** ASCII and the glyphs that we draw with ourselves: one cell each. */
const NARROW = '\\x20-\\x7e·×–…─═▶◀';
/** Chinese, Japanese and Korean characters that never combine: two cells each. */
const WIDE = '\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60';

const ONE_CELL_EACH = new RegExp(`^[${NARROW}]*$`);
/** What needs no segmenter, which is a hundred times slower: every code unit is a character. */
const SIMPLE = new RegExp(`^[${NARROW}${WIDE}]*$`);
const EACH_WIDE = new RegExp(`[${WIDE}]`, 'g');

export function textWidth(text: string): number {
  if (ONE_CELL_EACH.test(text)) return text.length;
  if (SIMPLE.test(text)) return text.length + (text.match(EACH_WIDE)?.length ?? 0);
  measure ??= loadStringWidth();
  return measure(text);
}

let measure: typeof stringWidth | undefined;

/** Compiling its tables of emoji takes as long as a small capture; most reports have no text for them. */
function loadStringWidth(): typeof stringWidth {
  return (createRequire(import.meta.url)('string-width') as { readonly default: typeof stringWidth }).default;
}

let segmenter: Intl.Segmenter | undefined;

/** What a terminal shows as one unit; a name is never cut inside one. */
function graphemes(text: string): string[] {
  if (SIMPLE.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (item) => item.segment);
}

/** A tower of combining marks has no width: so many code units a cell are enough for every script. */
const MAX_UNITS_PER_CELL = 16;

/** The longest prefix of `parts` (or suffix with `fromEnd`) that fits `width` cells. */
function take(parts: readonly string[], width: number, fromEnd: boolean): string {
  const taken: string[] = [];
  let cells = 0;
  let units = 0;
  for (let n = 0; n < parts.length; n += 1) {
    const part = parts[fromEnd ? parts.length - 1 - n : n] as string;
    cells += textWidth(part);
    units += part.length;
    if (cells > width || units > width * MAX_UNITS_PER_CELL) break;
    taken.push(part);
  }
  return (fromEnd ? taken.reverse() : taken).join('');
}

function fits(text: string, width: number): boolean {
  return text.length <= width * MAX_UNITS_PER_CELL && textWidth(text) <= width;
}

/** `text` in at most `width` cells, with `ellipsis` where something is left out. */
export function cutText(text: string, width: number, where: 'middle' | 'end', ellipsis: string): string {
  if (fits(text, width)) return text;
  const room = width - textWidth(ellipsis);
  if (room <= 0) return take(graphemes(text), width, false);
  const parts = graphemes(text);
  if (where === 'end') return take(parts, room, false) + ellipsis;
  // The end of a path says more than its beginning: it gets the odd cell.
  const tail = take(parts, Math.ceil(room / 2), true);
  return take(parts, room - textWidth(tail), false) + ellipsis + tail;
}

/** Chinese has no spaces: a line may end beside any of its characters, but not before these, nor after those. */
const NOT_FIRST = /[，。、；：！？）」』】》”’…]/;
const NOT_LAST = /[（「『【《“‘]/;
const ONE_WIDE = new RegExp(`[${WIDE}]`);
const ONE_SIMPLE = new RegExp(`[${NARROW}${WIDE}]`);

/** A number stays with its unit. */
const NUMBER_LAST = /\d ?$/;
const UNIT_FIRST = /^ ?(?:[µnm]?s|min|h|d|[kMGTP]?B(?:\/s)?|秒|毫秒|微秒|字节|个|次|帧)(?![A-Za-z0-9])/;

function partsNumberFromUnit(text: string, at: number): boolean {
  return NUMBER_LAST.test(text.slice(Math.max(at - 2, 0), at)) && UNIT_FIRST.test(text.slice(at, at + 8));
}

/** The last space at or before the end of `line` where a line may end; -1 without one. */
function spaceBreak(text: string, end: number): number {
  let at = text.lastIndexOf(' ', end);
  while (at > 0 && partsNumberFromUnit(text, at)) at = text.lastIndexOf(' ', at - 1);
  return at;
}

/** The last place at or before the end of `line` where a line of Chinese may end; 0 without one. */
function wideBreak(text: string, end: number): number {
  for (let at = end; at > end / 2; at -= 1) {
    const before = text[at - 1] ?? '';
    const after = text[at] ?? '';
    if (!ONE_WIDE.test(before) && !ONE_WIDE.test(after)) continue;
    if (partsNumberFromUnit(text, at)) continue;
    if (ONE_SIMPLE.test(after) && !NOT_FIRST.test(after) && !NOT_LAST.test(before)) return at;
  }
  return 0;
}

/**
 * `text` on lines of at most `width` cells, broken at a space, beside a Chinese character, or after `/ : ,` where that
 * leaves the line at least half full, anywhere else: no character may be lost.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && !fits(rest, width)) {
    let line = take(graphemes(prefixFor(rest, width)), width, false);
    // A grapheme wider than the column: one a line is the least that makes progress.
    if (line === '') line = graphemes(prefixFor(rest, 1))[0] ?? rest;
    const space = spaceBreak(rest, line.length);
    const afterMark = Math.max(line.lastIndexOf('/'), line.lastIndexOf(':'), line.lastIndexOf(',')) + 1;
    const wide = Math.max(space, wideBreak(rest, line.length));
    if (wide > line.length / 2) line = rest.slice(0, wide);
    else if (afterMark > line.length / 2) line = rest.slice(0, afterMark);
    rest = rest.slice(line.length).trimStart();
    lines.push(line.trimEnd());
  }
  if (rest !== '' || lines.length === 0) lines.push(rest);
  return lines;
}

/** Enough of a long text to fill a line: without it wrapping is quadratic. */
function prefixFor(text: string, width: number): string {
  const prefix = text.slice(0, width * MAX_UNITS_PER_CELL);
  // Half a surrogate pair is no character.
  return prefix.length < text.length ? prefix.replace(/[\ud800-\udbff]$/, '') : prefix;
}

/** `text` in exactly `width` cells (more only when it is wider). */
export function padText(text: string, width: number, align: 'left' | 'right'): string {
  const missing = width - textWidth(text);
  if (missing <= 0) return text;
  return align === 'right' ? ' '.repeat(missing) + text : text + ' '.repeat(missing);
}
