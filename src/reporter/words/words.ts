import type { Language } from '../../model/language.js';
import { en, type Words } from './en.js';
import { zh } from './zh.js';

/** Every word that a reporter writes itself, by language. */
export const WORDS: Readonly<Record<Language, Words>> = { en, zh };
