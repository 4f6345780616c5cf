/**
 * Wire text is hostile: an FTP server chooses its banner and a client its file names, and a terminal obeys escapes.
 * Everything that would move the cursor, hide, reorder or break a line is shown as the escape that a programmer
 * would write. A backslash is kept: paths of Windows servers are full of them.
 */

/** C0, DEL, C1: among them ESC, and the single-character CSI (U+009B) and OSC (U+009D). */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f';
/** Marks, embeddings, overrides and isolates: `\u202egpj.exe` would read as `exe.jpg`. */
const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const LINE_BREAKS = '\\u2028\\u2029';
/** Of no width: two names that look the same. ZWJ and ZWNJ stay, Persian and Indic names need them. */
const INVISIBLE =
  '\\u00ad\\u115f\\u1160\\u180e\\u200b\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb';
/** With the u flag a surrogate matches only when it stands alone. */
const LONE_SURROGATES = '\\ud800-\\udfff';
const TAGS = '\\u{e0000}-\\u{e0fff}';

const HARMLESS = /^[\x20-\x7e]*$/;
const HOSTILE = new RegExp(`[${CONTROLS}${BIDI}${LINE_BREAKS}${INVISIBLE}${LONE_SURROGATES}${TAGS}]`, 'gu');

/** One line of text that a terminal shows and does not obey. */
export function sanitize(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(HOSTILE, escapeOf);
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  switch (code) {
    case 0x09:
      return '\\t';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
  }
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** What JSON.stringify leaves as it is, although a terminal obeys it: in JSON these stand only inside strings. */
const UNSAFE_IN_JSON = new RegExp(`[\\u007f-\\u009f${BIDI}${LINE_BREAKS}]`, 'g');

/** The same JSON text, safe to print. */
export function sanitizeJson(json: string): string {
  return json.replace(UNSAFE_IN_JSON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
