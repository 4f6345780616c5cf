import type { HtmlWords } from './html-en.js';

export const htmlZh: HtmlWords = {};
