/**
 * Texts as GitHub-flavoured Markdown that shows them and does nothing else. Only what would mean something is escaped,
 * so that the raw report stays readable.
 */
import type { Role } from '../../document.js';
import { sanitize } from '../../sanitize.js';

/** Splits a text for the filters that GitHub runs over the finished page, where a backslash is long gone. */
const NOTHING = '<!-- -->';

/** A backslash is one only before punctuation; an underscore inside a word is none (GFM 6.2). */
const INLINE = /\\(?=[!-/:-@[-`{-~]|$)|[`*[<|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[A-Za-z0-9]+;)/g;
/** Autolinks (GFM 6.9): `www.` and what has a scheme. */
const WWW = /\b(www)\./gi;
const SCHEME = /:(?=\/\/)/g;
/** `@name` would call someone, an address would become a link; `#12` and `GH-12` would refer to an issue. */
const MENTION = /@(?=[A-Za-z0-9])|#(?=\d)|\bGH-(?=\d)/gi;
const MATH = /\$/g;
/** `:smile:`, but no time of day and no group of an IPv6 or MAC address, few of which are the name of a picture. */
const EMOJI = /:(?=([a-z0-9_+-]+):)/gi;
const NUMERIC = /^(?:[0-9a-f]{1,4}|\d+)$/i;
const NUMERIC_EMOJI: ReadonlySet<string> = new Set(['100', '1234', 'a', 'ab', 'b', 'bed', 'bee', 'cd', 'de']);

/** Begins a block where a line begins: heading, list, quotation, rule (GFM 4, 5). */
const BLOCK_START = /^(?:(?:[-+]|#{1,6})(?=\s|$)|-(?=[-\s]*$)|>)/;
const NUMBERED = /^(\d{1,9})(?=[.)](?:\s|$))/;

/** Running text inside a line: in a cell, behind a label. */
export function escapeMarkdown(text: string): string {
  return sanitize(text)
    .trim()
    .replace(INLINE, '\\$&')
    .replace(WWW, '$1\\.')
    .replace(SCHEME, '\\:')
    .replace(EMOJI, (colon, name: string) =>
      NUMERIC.test(name) && !NUMERIC_EMOJI.has(name.toLowerCase()) ? colon : colon + NOTHING,
    )
    .replace(MENTION, `$&${NOTHING}`)
    .replace(MATH, '<span>$$</span>');
}

/** Running text that begins a line: a paragraph, an item of a list. */
export function escapeLine(text: string): string {
  return escapeMarkdown(text).replace(BLOCK_START, '\\$&').replace(NUMBERED, '$1\\');
}

/** Behind the signs of a heading, which may have signs at its end as well (GFM 4.2). */
export function escapeHeading(text: string): string {
  return escapeMarkdown(text).replace(/#+$/, (signs) => '\\#'.repeat(signs.length));
}

/** The text with what its role must not lose: what failed and what matters stand out. */
export function escapeRole(text: string, role: Role | undefined, safe = escapeMarkdown): string {
  const escaped = safe(text);
  const bold = role === 'error' || role === 'strong';
  return bold && escaped !== '' ? `**${escaped}**` : escaped;
}

/** A code span, to be copied as it is (GFM 6.3). Not for cells of tables, where a bar ends the cell even in code. */
export function codeSpan(text: string): string {
  const clean = sanitize(text);
  const longest = (clean.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(clean) ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}
