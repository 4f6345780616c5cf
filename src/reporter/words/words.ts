import type { Language } from '../../model/language.js';
import type { Words } from './en.js';

export type { Words } from './en.js';

/** Every word that a reporter writes itself, in one language; the others are not loaded. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'en':
      return (await import('./en.js')).en;
    case 'zh':
      return (await import('./zh.js')).zh;
  }
}
