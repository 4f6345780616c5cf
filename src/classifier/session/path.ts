import { searchable } from '../control/reply.js';

/**
 * Working directories and full paths, as far as the dialogue tells them. Strings stand for bytes, one character a byte;
 * null is a directory that the capture does not show.
 */

/** A drive of a Windows server, or a data set of z/OS in quotes: absolute without a slash. */
const FOREIGN_ABSOLUTE = /^(?:[A-Za-z]:[\\/]|')/;

/** The path that `name` means in `directory`; null when that is not known. */
export function resolvePath(directory: string | null, name: string): string | null {
  if (FOREIGN_ABSOLUTE.test(name)) return name;
  if (name.startsWith('/')) return normalise(name);
  return directory === null ? null : normalise(`${directory}/${name}`);
}

/** Removes `.`, `..` and doubled slashes. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const joined = parts.join('/');
  return FOREIGN_ABSOLUTE.test(joined) ? joined : `/${joined}`;
}

/** The quoted path of a 257 reply; a quote in it is doubled (RFC 959 appendix II). */
export function quotedPath(text: string): string | null {
  const match = /"([^"]*(?:""[^"]*)*)"/.exec(searchable(text));
  return match === null ? null : (match[1] as string).replaceAll('""', '"');
}

/**
 * The directory that a reply to CWD or to the login names, as many servers word it; null when it names none, or not the
 * whole of one: cut off by the snap length, or with characters that the server could not encode (U+FFFD).
 */
export function directoryNamed({ text, damaged }: { readonly text: string; readonly damaged: boolean }): string | null {
  const quoted = quotedPath(text);
  const named = quoted?.startsWith('/') ? quoted : damaged ? undefined : unquotedDirectory(text);
  return named === undefined || named.includes(REPLACEMENT_CHARACTER) ? null : normalise(named);
}

function unquotedDirectory(text: string): string | undefined {
  return /director(?:y|ies) (?:is now|is|now|changed to) (\/.*?)\.?$/im.exec(searchable(text))?.[1]?.trim();
}

/** U+FFFD in UTF-8, as a byte string. */
const REPLACEMENT_CHARACTER = String.fromCharCode(0xef, 0xbf, 0xbd);

/** The argument of LIST or NLST without the options of `ls` that most servers accept: `-la /pub` names `/pub`. */
export function withoutListOptions(argument: string): string {
  return argument.replace(/^\s*(?:-\S*\s*)+/, '');
}

/** RFC 1123 section 4.1.2.9: the preliminary reply names the file; servers that stem from BSD do so in the last one. */
const UNIQUE_NAME = /FILE:\s*(.+?)\s*$|\(unique file name:\s*(.+?)\)/im;

/** The name under which STOU stored, if the reply has it. */
export function uniqueName(text: string): string | undefined {
  const match = UNIQUE_NAME.exec(searchable(text));
  return match?.[1] ?? match?.[2];
}
