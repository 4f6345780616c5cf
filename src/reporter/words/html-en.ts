export type HtmlWords = typeof htmlEn;

const plural = (count: string, one: string, many: string): string => (count === '1' ? one : many);

export const htmlEn = {
  titles: {
    summary: 'FTP sessions',
    timeline: 'FTP timeline',
    replies: 'FTP reply codes',
    transfers: 'FTP transfers',
    diagnose: 'FTP diagnosis',
    lab: 'FTP lab report',
  },
  skip: 'To the report',
  contents: 'Contents',
  copy: 'Copy',
  copied: 'Copied:',
  copyFailed: 'Cannot copy; select it instead:',
  close: 'Close the details',
  footer: (generator: string): string =>
    `Made by ${generator}. Frame and stream numbers are those of Wireshark; display filters can be pasted there.`,
  sequence: {
    hint: 'Click an arrow, or go to it with the Tab key: its details appear here, and a click copies its display filter for Wireshark.',
    steps: (count: string): string => `${count} ${plural(count, 'step', 'steps')} in words`,
    opens: (lane: string): string => `${lane} opens`,
    tries: (lane: string): string => `${lane} tries`,
    failed: 'failed',
    frame: (first: number, last: number): string => (first === last ? `frame ${first}` : `frames ${first}–${last}`),
    connection: { control: 'control connection', data: 'data connection' },
    label: {
      moment: 'time',
      connection: 'connection',
      transfer: 'transfer',
      findings: 'findings',
      filter: 'display filter',
    },
  },
  chart: {
    table: 'The same as a table',
    session: 'session',
    failed: 'failed',
  },
};
