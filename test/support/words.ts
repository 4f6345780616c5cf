import { en } from '../../src/reporter/words/en.js';
import { zh } from '../../src/reporter/words/zh.js';

/** The words of every language, which the program loads one by one. */
export const WORDS = { en, zh } as const;
