/** Words of the lab report. */
import type { FileKind } from '../magic.js';
import type { Opener } from './en.js';
import { labSectionsEn } from './lab-sections-en.js';
import { labTextbookEn } from './lab-textbook-en.js';
import { verbsEn } from './verbs-en.js';

export type LabWords = typeof labEn;

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);
const verbs = new Map<string, string>(Object.entries(verbsEn));

const KINDS: Readonly<Partial<Record<FileKind, string>>> = {
  zip: 'ZIP (also docx, xlsx, jar)',
  'java-class': 'Java class',
  exe: 'Windows program',
  elf: 'ELF program',
  ole: 'old Office document',
  script: 'script (#!)',
  text: 'text',
  unknown: 'unknown',
};

/** Whose MAC address a frame carries. */
export type MacOwner = 'own' | 'router' | 'unknown';

const MAC_OWNERS: Readonly<Record<MacOwner, string>> = {
  own: 'its own',
  router: 'not its own but that of the last router before this capture',
  unknown: 'its own or that of a router: this capture cannot tell',
};

const ENDS = { client: 'client', server: 'server', 'other server': 'other server' } satisfies Record<Opener, string>;

export const labEn = {
  section: labSectionsEn,
  ...labTextbookEn,
  yes: 'yes',
  no: 'no',
  fault: (id: string, title: string): string => `${id}: ${title}`,
  moreFaults: (count: number): string => `${count} more ${plural(count, 'fault', 'faults')}: see the diagnosis below.`,
  leftOut: (count: number): string =>
    `${count} more ${plural(count, 'is', 'are')} left out here; the tables as CSV have all.`,
  /** `1, 2 and 3 more`. */
  list: (items: readonly string[], more: number): string =>
    `${items.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
  sentences: (items: readonly string[], more: number): string =>
    `${items.join('; ')}${more === 0 ? '' : `; and ${more} more`}`,
  frames: (shown: readonly number[], count: number): string =>
    `${plural(count, 'frame', 'frames')} ${shown.join(', ')}${count > shown.length ? ` and ${count - shown.length} more` : ''}`,
  /** Whole sentences, one after the other. */
  paragraph: (sentences: readonly string[]): string => sentences.join(' '),
  quoted: (text: string): string => `“${text}”`,
  because: (what: string, why: string): string => `${what} (${why})`,
  portRange: (first: number, last: number, count: number): string => `${first}-${last} (${count} ports)`,
  verb: (verb: string): string | null => verbs.get(verb) ?? null,
  fileKind: (kind: FileKind): string => KINDS[kind] ?? kind.toUpperCase(),
  end: ENDS,
  connection: {
    control: (session: number): string => `Session ${session}: control connection`,
    data: (transfer: string, command: string): string => `Data connection of ${transfer} ${command}`,
    unused: (stream: number): string => `Data connection without a transfer (stream ${stream})`,
    stream: (stream: number): string => `stream ${stream}`,
  },
  column: {
    session: '#',
    transfer: 'id',
    role: 'role',
    address: 'address',
    port: 'port',
    software: 'program',
    fromTo: (arrow: string): string => `from ${arrow} to`,
    field: 'field',
    frame: 'frame',
    frames: 'frames',
    timeOrElapsed: 'time / after',
    direction: 'C / S',
    commandOrReply: 'command or reply',
    meaning: 'meaning',
    code: 'code',
    count: 'count',
    firstDigit: '1st digit',
    secondDigit: '2nd digit',
    result: 'result',
    command: 'command',
    announced: 'as sent',
    usedBy: 'used by',
    synAgrees: 'SYN agrees',
    mode: 'mode',
    openedBy: 'opened by',
    bytes: 'bytes',
    duration: 'lasted',
    file: 'file',
    way: 'way',
    announcedBytes: 'announced',
    fileKind: 'kind',
    flags: 'flags',
    sequenceRaw: 'seq (raw)',
    acknowledgmentRaw: 'ack (raw)',
    relative: '(rel.)',
    aspect: 'aspect',
    connection: 'in',
    from: 'from',
    to: 'to',
    packets: 'packets',
    claim: 'claim',
    verdict: 'holds',
    shown: 'what this capture shows',
    sender: 'sender',
    segment: 'segment',
    firstFrame: 'first in',
    timesAgain: 'again',
    item: 'what',
  },
  field: {
    frame: 'Frame',
    time: 'Time',
    sender: 'Sender',
    sourceAddress: 'Source IP address',
    destinationAddress: 'Destination IP address',
    sourcePort: 'Source port',
    destinationPort: 'Destination port',
    sequenceRaw: 'Sequence number, raw',
    sequenceRelative: 'Sequence number, relative',
    acknowledgmentRaw: 'Acknowledgment number, raw',
    acknowledgmentRelative: 'Acknowledgment number, rel.',
    headerLength: 'Header length (bytes)',
    window: 'Window size (as sent)',
    maximumSegmentSize: 'Option: max. segment size',
    windowScale: 'Option: window scale',
    sackPermitted: 'Option: SACK permitted',
    timestampValue: 'Option: timestamp',
    timestampEcho: 'Option: timestamp echoed',
    sentAgain: 'Sent again in frame',
  },
  endpoint: {
    banner: (text: string, frame: number): string => `greets “${text}” (frame ${frame})`,
    system: (text: string, frame: number): string => `SYST: ${text} (frame ${frame})`,
    ttl: (ttl: number): string => `TTL ${ttl}`,
    role: { ...ENDS, 'other server': 'other server (FXP)', 'other host': 'other host' },
    far: (transfers: string): string => `far end of ${transfers}`,
    portOfData: 'the port is that of the data connection',
    serverOf: (session: number): string => `the server of session ${session}`,
    noMac: (linkTypes: string): string => `This capture has no MAC addresses (link type ${linkTypes}).`,
    macNote: (client: MacOwner, server: MacOwner, why: string): string =>
      `A frame carries the MAC address of its last hop. That of the client is ${MAC_OWNERS[client]}; that of the server is ${MAC_OWNERS[server]} (${why}).`,
  },
  stream: {
    role: { control: 'control', data: 'data', other: 'other' },
    counts: (all: number, control: number, data: number, other: number | null): string =>
      `${all} TCP ${plural(all, 'stream', 'streams')} in this capture: ${control} control, ${data} data` +
      `${other === null ? '' : `, ${other} of other protocols`}.`,
  },
  handshake: {
    notCaptured: (names: readonly string[], more: number): string =>
      `The handshake is not in this capture: ${names.join('; ')}${more === 0 ? '' : `; and ${more} more`}.`,
  },
  dialogue: {
    meaning: (digits: readonly string[], meaning: string): string =>
      digits.length === 0 ? meaning : `${digits.join(', ')}: ${meaning}`,
    encrypted: (protocol: string, frame: number, until: number | null): string =>
      until !== null
        ? `From frame ${frame} to frame ${until}, where CCC ends it, the control connection is encrypted (${protocol}) and cannot be read.`
        : `From frame ${frame} on the control connection is encrypted (${protocol}): what follows cannot be read.`,
  },
  /** RFC 959 section 4.2.1: what the reply is about, by its second digit. */
  secondDigit: ['syntax', 'information', 'connections', 'login', '', 'file system'] as readonly string[],
  credentials: {
    counts: (attempts: number, accepted: number, refused: number): string =>
      `${attempts} ${plural(attempts, 'attempt', 'attempts')} to log in: ${accepted} accepted, ${refused} refused.`,
    hidden: 'Passwords are hidden; --show-passwords prints them as they were sent.',
    result: (outcome: string, reply: string): string => `${outcome}: ${reply}`,
    outcome: { accepted: 'accepted', refused: 'refused', pending: 'not finished', unanswered: 'no answer captured' },
  },
  address: {
    match: {
      yes: 'yes',
      no: 'no',
      'not-captured': 'not captured',
      'not-tried': 'no SYN came',
      unused: 'unused',
    },
    syn: (frame: number, endpoint: string): string => `SYN in frame ${frame} to ${endpoint}`,
    otherHost: (own: string): string => `not the address of the control connection, ${own}`,
  },
  data: {
    counts: (all: number, server: number, client: number, otherServer: number, unknown: number): string =>
      all === 0
        ? 'No data connection is in this capture.'
        : `${all} data ${plural(all, 'connection', 'connections')} in this capture: ${server} opened by the server, ${client} by the client${otherServer === 0 ? '' : `, ${otherServer} by another server (FXP)`}${unknown === 0 ? '' : `, ${unknown} open before the capture`}.`,
    failed: (count: number): string => `${count} more ${plural(count, 'was', 'were')} tried and did not come about.`,
    onlyFailed: (count: number): string =>
      `No data connection came about; ${count} ${plural(count, 'was', 'were')} tried.`,
    tried: (who: string): string => `${who} (tried)`,
    proof: (
      mode: string,
      opener: string,
      frame: number,
      setup: { readonly method: string; readonly frame: number } | null,
    ): string =>
      `${mode}: ${setup === null ? '' : `${setup.method} in frame ${setup.frame}, then `}` +
      `SYN in frame ${frame} from the ${opener}`,
    syn: (frame: number): string => `SYN in frame ${frame}`,
    command: (verb: string, frame: number): string => `${verb} in frame ${frame}`,
    reply: (code: number, frame: number): string => `${code} in frame ${frame}`,
    inFrame: (text: string, frame: number): string => `${text} in frame ${frame}`,
  },
  file: {
    direction: { download: 'download', upload: 'upload' },
    sha256: (hash: string): string => `SHA-256 ${hash}`,
    noHash: (why: string): string => `no SHA-256: ${why}`,
    why: {
      encrypted: 'the data connection is encrypted',
      nothing: 'nothing was transferred',
      'not-captured': 'its data connection is not in this capture',
      start: 'its beginning is not in this capture',
      end: 'its end is not in this capture',
      gap: 'bytes in the middle were not captured',
      cut: 'the packets were cut when they were captured',
      bound: 'its bytes were not kept: too many came out of order, or no control connection was known yet',
    },
    part: (from: string): string => `only the part ${from}`,
    announcedBy: (by: '150' | 'SIZE', frame: number): string => `size announced by ${by} in frame ${frame}`,
    asciiNote:
      'With TYPE A the bytes on the wire have CR LF line ends: size and SHA-256 are theirs, and can differ from those of the file on a disk.',
  },
  release: {
    name: {
      four: 'four segments',
      three: 'three segments',
      simultaneous: 'both at once',
      reset: 'reset',
      'fin-reset': 'FIN, then reset',
      unfinished: 'not finished',
    },
    form: {
      four: (who: string | null, frames: readonly number[]): string =>
        `The ${who} closes first. Four segments: FIN, its ACK, FIN of the other side, its ACK (frames ${frames.join(', ')}).`,
      three: (who: string | null, frames: readonly number[]): string =>
        `The ${who} closes first. Three segments: the second FIN carries the ACK of the first (frames ${frames.join(', ')}).`,
      simultaneous: (who: string | null, frames: readonly number[]): string =>
        `Both sides close before they have seen the other's FIN, the ${who} first in this capture (frames ${frames.join(', ')}).`,
      reset: (who: string | null, frames: readonly number[]): string =>
        `The ${who} resets the connection: one segment, no FIN (frame ${frames.join(', ')}).`,
      'fin-reset': (who: string | null, frames: readonly number[]): string =>
        `The ${who} sends the first FIN; a reset ends the rest (frames ${frames.join(', ')}).`,
      unfinished: (who: string | null, frames: readonly number[]): string =>
        frames.length === 0
          ? 'The release is not in this capture.'
          : `The ${who} closes first; the rest of the release is not in this capture (frames ${frames.join(', ')}).`,
    },
    notCaptured: (names: readonly string[], more: number): string =>
      `Still open when the capture ends: ${names.join('; ')}${more === 0 ? '' : `; and ${more} more`}.`,
  },
  firewall: {
    sessions: (list: string): string => `session ${list}`,
    opens: 'opens',
    answers: 'answers',
    noData: 'No data connection of this mode is in this capture.',
    rule: {
      active: (port: string): string =>
        `At the server: let clients in to TCP ${port}, and let the server open connections from its data port to any client port above 1023. At the client: let connections in from the server's data port to the ports above 1023 that PORT and EPRT announce; most client firewalls and address translators do not, unless a helper reads the announcement.`,
      passive: (port: string): string =>
        `At the server: let clients in to TCP ${port} and to the passive port range of the server. This capture shows ports of that range, not where it begins and ends: fix it in the server's configuration, and forward it too where the server stands behind NAT. At the client: outgoing connections to these ports are enough.`,
    },
    /** `standard`: control port - 1. */
    notStandard: (ports: string, standard: number): string =>
      `Here the server's data port is not ${standard} but ${ports}: a rule for source port ${standard} would not let it pass.`,
    encrypted: 'The control connection is encrypted: no helper of a firewall or NAT can read the announced ports.',
    otherAddress: (list: string): string =>
      `Left out, as no firewall should let them pass: attempts at ${list}, which is not the address of the other side.`,
  },
  wait: {
    title: { session: 'Until the user was logged in', transfer: 'Each transfer' },
    name: {
      'tcp-connect': 'TCP connect',
      greeting: 'greeting',
      login: 'login',
      'until-logged-in': 'in all',
      setup: 'setup',
      'start-reply': 'to 150',
      'data-connect': 'data SYN',
      'first-byte': '1st byte',
      'final-reply': 'to end',
    },
  },
  resent: {
    data: (bytes: number): string => `data, ${bytes} B`,
    after: (frame: number, duration: string): string => `frame ${frame} after ${duration}`,
    inFrame: (frame: number): string => `frame ${frame}`,
  },
  visible: {
    before: (frame: number): string => `before frame ${frame}`,
    after: (protocol: string): string => `after it: ${protocol}`,
    item: {
      dialogue: 'commands and replies',
      user: 'user name',
      password: 'password',
      files: 'names of files',
      dataPort: 'announced data port',
      content: 'contents of files and listings',
      connections: 'IP addresses and ports of all connections',
      amounts: 'how much was sent, when, and in which direction',
      serverName: 'server name (SNI)',
    },
    readable: (what: string, frames: string): string => `${what} (${frames})`,
    nothing: 'nothing',
    notSent: 'not sent yet',
    encrypted: 'not readable',
    clear: 'readable',
    always: 'visible',
    lines: (count: number, frames: string): string => `${count} ${plural(count, 'line', 'lines')} (${frames})`,
    again: (count: number, frame: number): string =>
      `not readable until frame ${frame} (CCC), then again: ${count} ${plural(count, 'line', 'lines')}`,
    content: (encrypted: number, clear: number): string =>
      [
        encrypted === 0 ? '' : `${encrypted} data ${plural(encrypted, 'connection', 'connections')} encrypted`,
        clear === 0 ? '' : `${clear} data ${plural(clear, 'connection', 'connections')} in the clear`,
      ]
        .filter((text) => text !== '')
        .join(', '),
    noContent: 'no data connection carried anything',
    inHello: (name: string, frame: number): string => `${name}, in the ClientHello (frame ${frame})`,
  },
};
