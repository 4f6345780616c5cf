/** The few characters beyond ASCII that we draw with, and what stands for them where the locale has none. */
export interface Glyphs {
  readonly controlToServer: string;
  readonly controlToClient: string;
  readonly dataToServer: string;
  readonly dataToClient: string;
  /** From the one who opened a connection to the other. */
  readonly opens: string;
  readonly opensData: string;
  readonly between: string;
  readonly ellipsis: string;
  readonly rule: string;
  readonly separator: string;
  /** Where there is no value. */
  readonly none: string;
  readonly times: string;
}

export const unicodeGlyphs: Glyphs = {
  controlToServer: '──▶',
  controlToClient: '◀──',
  dataToServer: '══▶',
  dataToClient: '◀══',
  opens: '─▶',
  opensData: '═▶',
  between: '◀─▶',
  ellipsis: '…',
  rule: '─',
  separator: ' · ',
  none: '–',
  times: '×',
};

export const asciiGlyphs: Glyphs = {
  controlToServer: '-->',
  controlToClient: '<--',
  dataToServer: '==>',
  dataToClient: '<==',
  opens: '->',
  opensData: '=>',
  between: '<->',
  ellipsis: '...',
  rule: '-',
  separator: ' | ',
  none: '-',
  times: 'x',
};
