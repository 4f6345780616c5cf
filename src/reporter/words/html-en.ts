export type HtmlWords = typeof htmlEn;

export const htmlEn = {};
