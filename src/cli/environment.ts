/** What the terminal can show, from the environment. */
import type { Language } from '../model/language.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../reporter/glyphs.js';
import type { ColorOption } from './options.js';

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_WIDTH = 80;
/** Wider lines are no longer read but searched. */
const MAX_WIDTH = 160;

/** Cells a line: the terminal's, otherwise COLUMNS, otherwise 80. */
export function lineWidth(terminalColumns: number | undefined, env: Environment): number {
  const stated = /^\d{1,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : 0;
  return Math.min(terminalColumns || stated || DEFAULT_WIDTH, MAX_WIDTH);
}

/** NO_COLOR counts when it is not empty (no-color.org); FORCE_COLOR does not count: --color always is the way. */
export function useColor(option: ColorOption, isTerminal: boolean, env: Environment): boolean {
  if (option !== 'auto') return option === 'always';
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** The language of the locale where we write it; English where its characters are others than those of UTF-8. */
export function localeLanguage(env: Environment): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  if (!/^zh(?![a-z])/i.test(locale)) return 'en';
  const characters = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const [, set = 'utf-8'] = /\.([^@]*)/.exec(characters) ?? [];
  return /^utf-?8$/i.test(set) && !/^(C|POSIX)$/.test(characters) ? 'zh' : 'en';
}

/** ASCII where the locale says that there is nothing else; no locale at all (containers, Windows) says nothing. */
export function chooseGlyphs(env: Environment): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale) ? unicodeGlyphs : asciiGlyphs;
}
