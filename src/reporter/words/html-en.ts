import type { LaneName } from '../diagram/sequence.js';

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
    opens: { client: 'client opens', server: 'server opens', 'other server': 'other server opens' } satisfies Record<
      LaneName,
      string
    >,
    tries: { client: 'client tries', server: 'server tries', 'other server': 'other server tries' } satisfies Record<
      LaneName,
      string
    >,
    lane: { client: 'client', server: 'server', 'other server': 'other server' } satisfies Record<LaneName, string>,
    failed: 'failed',
    frame: (first: number, last: number): string => (first === last ? `frame ${first}` : `frames ${first}–${last}`),
    connection: { control: 'control connection', data: 'data connection' },
    label: {
      moment: 'Time',
      connection: 'Connection',
      transfer: 'Transfer',
      findings: 'Findings',
      filter: 'Display filter',
    },
  },
  chart: {
    table: 'The same as a table',
    omitted: (count: string): string => `${count} more ${plural(count, 'bar is', 'bars are')} left out.`,
    session: 'session',
    failed: 'failed',
    column: {
      id: 'id',
      what: 'what',
      from: 'from (s)',
      to: 'to (s)',
      mode: 'mode',
      measure: 'throughput',
    },
  },
};
