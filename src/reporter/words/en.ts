/**
 * Every word that a reporter writes itself. Views take `Words`, so that another language is another table of this
 * type: the compiler refuses one with a word missing. Texts of the Analysis (warnings, problems, reply meanings) come
 * with it and are not here.
 */
import type {
  CaptureAnalysis,
  Closing,
  DataState,
  Mode,
  Outcome,
  ReplyClass,
  Session,
  StrayReply,
  TcpEventKind,
  Transfer,
  UnpairedDataConnection,
  ViewpointPlace,
} from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Certainty, Severity } from '../../model/finding.js';
import { FINDING_KINDS, type FindingKind } from '../../model/finding-kinds.js';

import { diagramEn } from './diagram-en.js';
import { htmlEn } from './html-en.js';
import { labEn } from './lab-en.js';

export type Words = typeof en;

/** `other server`: the far end of a transfer between two servers stands where the client would. */
export type Opener = Side | 'other server';

const side = { client: 'client', server: 'server' } satisfies Record<Side, string>;
const opener = { ...side, 'other server': 'the other server' } satisfies Record<Opener, string>;
const agent = { client: 'the client', server: 'the server', 'other server': 'the other server' } satisfies Record<
  Opener,
  string
>;

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const en = {
  /** Short texts one after the other. */
  list: (parts: readonly string[]): string => parts.join(', '),
  /** A text with what is to be known of it. */
  aside: (text: string, aside: string): string => `${text} (${aside})`,
  side,
  heading: {
    sessions: 'Sessions',
    replies: 'Reply codes',
    transfers: 'Transfers',
    unpaired: 'Data connections without a transfer',
    findings: 'Findings',
    remarks: 'Worth knowing',
    session: (id: number): string => `Session ${id}`,
    /** `Session 1: 10.0.0.1:51234 ─▶ 10.0.0.2:21, alice`. */
    sessionOf: (id: number, endpoints: string, user: string | null): string =>
      `Session ${id}: ${endpoints}${user === null ? '' : `, ${user}`}`,
  },
  column: {
    session: '#',
    framesOfFile: 'frames',
    file: 'file',
    start: 'start',
    endpoints: (arrow: string): string => `client ${arrow} server`,
    user: 'user',
    login: 'login',
    duration: 'lasted',
    code: 'code',
    count: 'count',
    class: 'class',
    meaning: 'meaning',
    transfer: 'id',
    command: 'command',
    mode: 'mode',
    bytes: 'bytes',
    time: 'time',
    result: 'result',
    frame: 'frame',
    direction: 'C / S',
    data: 'data',
    event: 'event',
    reason: 'why',
    finding: 'id',
    severity: 'severity',
    about: 'in',
    symptom: 'finding',
    certainty: 'certainty',
    stream: 'stream',
  },
  capture: {
    standardInput: 'standard input',
    format: (format: string, compression: string | null): string =>
      compression === null ? format : `${format}, ${compression}`,
    packets: (count: string): string => `${count} packets`,
    warnings: (count: number): string => `${count} ${plural(count, 'warning', 'warnings')}`,
    cutShort: 'damaged or cut short',
    noPackets: 'no packets',
    frameOfFile: (frame: number, file: string): string =>
      `Frames are counted through all files: frame ${frame} is frame 1 of ${file}.`,
    noSession: (capture: CaptureAnalysis): string =>
      `No FTP control connection among ${capture.tcpStreams} TCP ${plural(capture.tcpStreams, 'connection', 'connections')}. ` +
      'If the server listens on another port, name it with --control-port.',
    noSelectedSession: 'None of the sessions asked for is in this capture.',
    noTransfer: 'No transfer.',
    noReply: 'No reply was captured.',
    inFrame: (frame: number, message: string): string => `frame ${frame}: ${message}`,
  },
  session: {
    login: { accepted: 'accepted', refused: 'refused', none: 'none' } satisfies Record<Session['login'], string>,
    start: (moment: string): string => `at ${moment}`,
    closed: (closing: Closing): string => {
      if (closing.how === 'open') return 'still open at the end';
      const by = closing.closedBy === null ? '' : ` by the ${side[closing.closedBy]}`;
      return closing.how === 'rst' ? `reset${by}` : `closed${by}`;
    },
    frames: (first: number, last: number): string => `frames ${first}-${last}`,
    midSession: 'joined in mid-session',
    byContent: 'FTP by content',
    encoding: (name: string): string => `names in ${name.toUpperCase()}`,
    missing: (bytes: string): string => `${bytes} of the control connection missing`,
    retransmissions: (count: number): string => `${count} ${plural(count, 'retransmission', 'retransmissions')}`,
    strayReplies: (count: number): string => `${count} stray ${plural(count, 'reply', 'replies')}`,
    tls: (version: string | null, frame: number): string => `${version ?? 'TLS'} from frame ${frame}`,
    implicitTls: 'implicit TLS',
    serverName: (name: string): string => `server name ${name}`,
    cleared: (frame: number): string => `clear again from frame ${frame}`,
    protection: (mechanism: string, frame: number): string => `protected by ${mechanism} from frame ${frame}`,
    notes: (count: number): string => `${count} ${plural(count, 'note', 'notes')} in its timeline`,
    viewpoint: {
      client: 'captured at the client',
      server: 'captured at the server',
      between: 'captured between client and server',
      'same-network': 'captured on the network of both',
      'same-host': 'captured on the host of both',
      unknown: 'captured at an unknown place',
    } satisfies Record<ViewpointPlace, string>,
    /** The reason is a sentence of its own. */
    because: (what: string, reason: string): string => `${what}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
    software: {
      client: (name: string): string => `client ${name}`,
      server: (name: string): string => `server ${name}`,
    },
  },
  replyClass: {
    preliminary: 'preliminary',
    completion: 'completion',
    intermediate: 'intermediate',
    'transient-negative': 'transient negative',
    'permanent-negative': 'permanent negative',
    protected: 'protected',
  } satisfies Record<ReplyClass, string>,
  noMeaning: '(in no RFC)',
  mode: { active: 'active', passive: 'passive', unknown: 'mode unknown' } satisfies Record<Mode, string>,
  outcome: {
    completed: 'completed',
    failed: 'failed',
    aborted: 'aborted',
    refused: 'refused',
    unknown: 'unknown',
  } satisfies Record<Outcome, string>,
  commandUnreadable: '(not readable)',
  dataConnection: {
    captured: 'data connection captured',
    'not-captured': 'data connection not captured: the replies say that it existed',
    'never-opened': 'data connection never opened: this capture would show it',
    'not-needed': 'no data connection: the command was refused',
    unknown: 'data connection not seen: this capture cannot tell whether it was opened',
  } satisfies Record<Transfer['dataConnection'], string>,
  dataState: {
    established: 'opened',
    'half-open': 'opened, handshake not finished',
    'syn-unanswered': 'tried, SYN not answered',
    refused: 'tried, refused with a reset',
    unreachable: 'tried, answered by an ICMP error',
    'mid-stream': 'open before the capture began',
  } satisfies Record<DataState, string>,
  transfer: {
    opener: (who: Opener | null, state: string, endpoints: string): string =>
      who === null ? `${state}: ${endpoints}` : `${opener[who]} ${state}: ${endpoints}`,
    inferred: 'inferred from hosts and time',
    announcedPort: 'paired by port: the address differs from the announced one',
    fxp: 'FXP: the far end is another server',
    encrypted: 'TLS',
    missing: (bytes: string): string => `${bytes} missing`,
    retransmissions: (count: number): string => `${count} ${plural(count, 'retransmission', 'retransmissions')}`,
    reset: (by: Opener | null): string => (by === null ? 'reset' : `reset by ${agent[by]}`),
    stillOpen: 'still open at the end',
    closed: (by: Opener | null): string => (by === null ? 'closed' : `closed by ${agent[by]}`),
    announced: (method: string, endpoint: string, sum: string | null): string =>
      `${method} announced ${endpoint}${sum === null ? '' : ` (${sum})`}`,
    restart: (bytes: string): string => `from byte ${bytes}`,
    type: (type: string): string => `TYPE ${type}`,
    protectionLevel: (level: string): string => `PROT ${level}`,
    setupFrame: (frame: number): string => `set up in frame ${frame}`,
    commandFrame: (frame: number): string => `command in frame ${frame}`,
    dataFrames: (first: number, last: number): string => `data in frames ${first}-${last}`,
    connected: (duration: string): string => `connected in ${duration}`,
    firstByte: (duration: string): string => `first byte after ${duration}`,
    bothWays: (client: string, server: string): string => `${client} from the client, ${server} from the server`,
    defaultPort: 'no announcement: default data port',
  },
  unpaired: {
    'no-transfer-command': 'no transfer command used it',
    'command-may-be-missing': 'the command that used it may be missing from the capture',
    'command-refused': 'the command that it was opened for did not use it',
    superseded: 'a newer announcement had replaced its own',
    'not-announced': 'nothing announced it',
  } satisfies Record<UnpairedDataConnection['reason'], string>,
  event: {
    syn: 'SYN',
    'syn-retransmission': 'SYN again',
    'syn-ack': 'SYN, ACK',
    'handshake-ack': 'ACK: handshake complete',
    'first-byte': 'first byte',
    'last-byte': 'last byte',
    retransmissions: 'retransmission',
    gap: 'gap',
    'overlap-differs': 'overlapping segments differ: the first copy was used',
    'zero-window': 'window full (0)',
    fin: 'FIN',
    rst: 'RST',
    'icmp-error': 'ICMP error',
  } satisfies Record<TcpEventKind, string>,
  timeline: {
    lastByte: (bytes: string): string => `last byte, ${bytes} in all`,
    retransmissions: (count: number): string =>
      plural(count, 'segment retransmitted', `${count} segments retransmitted`),
    gap: (bytes: string): string => `${bytes} missing from the capture before this frame`,
    icmp: (text: string): string => `ICMP error: ${text}`,
    opens: (who: Opener, mode: string, endpoints: string): string =>
      `${opener[who]} opens data connection (${mode}): ${endpoints}`,
    tries: (who: Opener, mode: string, endpoints: string): string =>
      `${opener[who]} tries to open data connection (${mode}): ${endpoints}`,
    joins: (endpoints: string): string => `data connection, open before the capture began: ${endpoints}`,
    opensUnpaired: (who: Side, endpoints: string): string =>
      `${side[who]} opens a data connection that no transfer uses: ${endpoints}`,
    serverConnects: (endpoint: string): string => `server is to connect to ${endpoint}`,
    clientConnects: (endpoint: string): string => `client is to connect to ${endpoint}`,
    inferred: 'inferred',
    /** `239*256+20 = 61204: client is to connect to 10.0.0.2:61204; not accepted`. */
    announcement: (sum: string | null, what: string, remarks: readonly string[]): string =>
      [`${sum === null ? '' : `${sum}: `}${what}`, ...remarks].join('; '),
    rejected: 'not accepted',
    problem: (problem: string): string => `announcement unreadable: ${problem}`,
    tls: (version: string | null, serverName: string | null): string =>
      `control connection encrypted from here (${version ?? 'TLS'}${serverName === null ? '' : `, server name ${serverName}`})`,
    cleared: 'control connection readable again',
    protection: (mechanism: string): string => `control connection protected from here (${mechanism})`,
    strayReply: {
      unsolicited: 'unsolicited',
      'command-not-captured': 'its command was not captured',
    } satisfies Record<StrayReply['reason'], string>,
    moreLines: (count: number): string => `${count} more ${plural(count, 'line', 'lines')}`,
    open: 'capture ends, control connection still open',
    legend: (control: string, data: string): string =>
      `C client, S server; ${control} control connection, ${data} data connection`,
  },
  finding: {
    name: (kind: FindingKind): string => FINDING_KINDS[kind].en,
    severity: { info: 'info', warning: 'warning', error: 'error' } satisfies Record<Severity, string>,
    certainty: { proven: 'proven', likely: 'likely', possible: 'possible' } satisfies Record<Certainty, string>,
    /** Whole sentences, put one after the other. */
    paragraph: (sentences: readonly string[]): string => sentences.join(' '),
    label: {
      symptom: 'Symptom:',
      cause: 'Cause:',
      evidence: 'Evidence:',
      fix: 'Fix:',
      certainty: 'Certainty:',
      toDiscriminate: 'To decide:',
      displayFilter: 'Wireshark:',
      transfers: 'Transfers:',
    },
    sureness: {
      proven: 'proven: the capture excludes every other cause',
      likely: 'likely: the capture speaks for it, and does not exclude all else',
      possible: 'possible: the capture fits it, and other causes as well',
    } satisfies Record<Certainty, string>,
    alternatives: (sureness: string, names: readonly string[]): string =>
      `${sureness}; could also be: ${names.join('; ')}`,
    frame: (frame: number): string => `frame ${frame}`,
    frames: (frames: readonly number[], more: number): string =>
      `${plural(frames.length + more, 'frame', 'frames')} ${frames.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    more: (count: number): string => `and ${count} more`,
    transfers: (ids: readonly string[], more: number): string =>
      ids.join(', ') + (more === 0 ? '' : ` and ${more} more`),
    nothingWrong: 'Nothing went wrong that this capture shows.',
    seeDiagnosis: (command: string, remarks: number): string =>
      `${command} tells cause, evidence and fix${remarks === 0 ? '' : `, and ${remarks} more for information`}.`,
    seeRemarks: (command: string, remarks: number): string => `${command} tells ${remarks} more.`,
    at: (ids: readonly string[]): string => `see ${ids.join(', ')}`,
  },
  lab: labEn,
  diagram: diagramEn,
  html: htmlEn,
};
