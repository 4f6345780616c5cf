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
  /** Of drawings; one cell each. */
  readonly draw: DrawingGlyphs;
}

export interface DrawingGlyphs {
  readonly lifeline: string;
  /** Where time or steps are left out. */
  readonly broken: string;
  /** Where an arrow leaves its lane, to the right and to the left. */
  readonly leavesRight: string;
  readonly leavesLeft: string;
  readonly thin: string;
  readonly thick: string;
  readonly headRight: string;
  readonly headLeft: string;
  /** The end that opened a data connection. */
  readonly opener: string;
  readonly failed: string;
  /** Bars of a time chart. */
  readonly session: string;
  readonly transfer: string;
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
  draw: {
    lifeline: '│',
    broken: '┊',
    leavesRight: '├',
    leavesLeft: '┤',
    thin: '─',
    thick: '═',
    headRight: '▶',
    headLeft: '◀',
    opener: '●',
    failed: '✕',
    session: '─',
    transfer: '█',
  },
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
  draw: {
    lifeline: '|',
    broken: ':',
    leavesRight: '|',
    leavesLeft: '|',
    thin: '-',
    thick: '=',
    headRight: '>',
    headLeft: '<',
    opener: 'O',
    failed: 'X',
    session: '-',
    transfer: '#',
  },
};
