/** Words of the drawings: sequence diagram and time chart. */
import type { LaneName, LegendSign } from '../diagram/sequence.js';
import type { Opener } from './en.js';

export type DiagramWords = typeof diagramEn;

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Without articles: what stands on an arrow is to be short. */
const agent = { client: 'client', server: 'server', 'other server': 'other host' } satisfies Record<Opener, string>;

export const diagramEn = {
  heading: 'Drawings',
  title: (session: number): string => `Sequence diagram of session ${session}`,
  lane: { client: 'client', server: 'server', 'other server': 'other server' } satisfies Record<LaneName, string>,
  /** The third host of a bounce need not be an FTP server. */
  otherHost: 'other host',
  legend: {
    control: 'control connection',
    data: 'data connection',
    opener: 'opened the data connection: its end sent the SYN',
    failed: 'failed',
  } satisfies Record<LegendSign, string>,
  description: (client: string, server: string, commands: number): string =>
    `What client ${client} and server ${server} sent each other, in capture order: ` +
    `${commands} ${plural(commands, 'command', 'commands')}`,
  dataConnections: (count: number, openers: readonly { who: Opener; count: number }[]): string =>
    `${count} data ${plural(count, 'connection', 'connections')} ` +
    `(${openers.map((by) => `${by.count} opened by the ${agent[by.who]}`).join(', ')})`,
  failedConnections: (count: number): string =>
    `${count} ${plural(count, 'attempt', 'attempts')} to open a data connection failed`,
  numbers: 'a number before a text is its frame',
  sentence: (parts: readonly string[]): string => `${parts.join(', ')}.`,
  pause: (duration: string): string => `${duration} pass`,
  omission: (steps: number): string => `${steps} ${plural(steps, 'step', 'steps')} left out`,
  notDrawn: (drawn: number, left: number): string =>
    `Drawn are the first ${drawn} sessions; ${left} more ${plural(left, 'is', 'are')} left out. --session N draws one of them.`,
  handshake: 'three-way handshake',
  handshakePart: 'part of the three-way handshake',
  frameOf: (what: string, frame: number): string => `${what} ${frame}`,
  frames: (first: number, last: number): string => (first === last ? `frame ${first}` : `frames ${first}-${last}`),
  syns: (count: number, duration: string): string => `${count} SYNs in ${duration}`,
  opens: (who: Opener): string => `SYN: ${agent[who]} opens data connection`,
  synMissing: (who: Opener): string => `${agent[who]} opens data connection (its SYN was not captured)`,
  cannotOpen: (who: Opener): string => `SYN: ${agent[who]} cannot open data connection`,
  halfOpen: 'handshake not finished',
  unanswered: 'SYN not answered',
  refused: (frame: number | null): string =>
    frame === null ? 'refused by a reset' : `refused by a reset in frame ${frame}`,
  unreachable: (error: string, frame: number | null): string => (frame === null ? error : `${error} (frame ${frame})`),
  openBefore: (endpoints: string): string => `data connection, open before the capture began: ${endpoints}`,
  connectedIn: (duration: string): string => `connected in ${duration}`,
  noTransfer: 'used by no transfer',
  data: (bytes: string): string => `data: ${bytes}`,
  encryptedData: (bytes: string): string => `TLS data: ${bytes}`,
  missing: (bytes: string): string => `${bytes} missing from the capture`,
  again: (count: number): string => `${count} ${plural(count, 'segment', 'segments')} sent again`,
  closes: (who: Opener): string => `FIN: ${agent[who]} closes data connection`,
  closesControl: (who: Opener): string => `FIN: ${agent[who]} closes control connection`,
  finOf: (who: Opener, frame: number): string => `FIN of the ${agent[who]} in frame ${frame}`,
  noFinOf: (who: Opener): string => `no FIN of the ${agent[who]} captured`,
  resets: (who: Opener): string => `RST: ${agent[who]} resets data connection`,
  resetsControl: (who: Opener): string => `RST: ${agent[who]} resets control connection`,
  label: {
    frame: 'frame',
    time: 'time',
    duration: 'duration',
    meaning: 'meaning',
    announced: 'announced',
    lines: 'all lines',
    path: 'path',
    result: 'result',
    endpoints: 'endpoints',
    mode: 'mode',
    handshake: 'handshake',
    synRetries: 'SYN sent again',
    rate: 'rate',
    firstByte: 'first byte',
    retransmissions: 'retransmitted',
    gap: 'gap',
    window: 'window',
    stream: 'stream',
  },
  chart: {
    title: 'Time chart',
    axis: 'seconds since the first packet',
    description: (sessions: number, transfers: number, duration: string): string =>
      `Bars over time: ${sessions} ${plural(sessions, 'session', 'sessions')} and ` +
      `${transfers} ${plural(transfers, 'transfer', 'transfers')} in ${duration}.`,
    session: (id: number): string => `session ${id}`,
    measure: (bytes: string, rate: string): string => `${bytes} at ${rate}`,
    omitted: (count: number): string => `${count} ${plural(count, 'bar', 'bars')} left out`,
    column: { bar: 'id', what: 'what', start: 'start', duration: 'lasted', measure: 'bytes, rate' },
  },
};
