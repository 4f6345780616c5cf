/**
 * The result of an analysis: plain data that can be written as JSON, and the only thing that a reporter reads.
 * The names are a contract with scripts; a change of meaning needs a new `schemaVersion`.
 */
import type { Endpoint, Side } from './endpoint.js';
import type { Finding } from './finding.js';
import type { TcpEnds, TcpEvent, TcpTranscript } from './tcp.js';

export type * from './tcp.js';

export const SCHEMA_VERSION = 1;

export interface Analysis {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly generator: { readonly name: 'ftpscope'; readonly version: string };
  readonly captures: readonly CaptureAnalysis[];
}

export interface CaptureAnalysis {
  /**
   * As given by the caller; `-` is standard input. Of a joined capture the paths of its files in the order in which
   * they were read, with ` + ` between them; of more than three the first and the last, with ` + … + ` between them.
   */
  readonly path: string;
  /** Of a joined capture: its files, in the order in which they were read. Frames are counted through all of them. */
  readonly files?: readonly CaptureFile[];
  readonly format: 'pcap' | 'pcapng';
  readonly compression: 'gzip' | null;
  readonly packets: number;
  /** Captured bytes of all packets together (not the file's size). */
  readonly bytes: number;
  readonly firstTimestamp: string | null;
  readonly lastTimestamp: string | null;
  /** Names without LINKTYPE_: `ETHERNET` is written EN10MB as libpcap does. */
  readonly linkTypes: readonly string[];
  /** The largest snap length of the interfaces; null when none is stated. */
  readonly snapLength: number | null;
  /** False when the file is damaged or cut short: what stands before the damage was analysed. */
  readonly complete: boolean;
  /** TCP connections counted as Wireshark counts tcp.stream. */
  readonly tcpStreams: number;
  readonly warnings: readonly CaptureWarning[];
  readonly sessions: readonly Session[];
  readonly replyCodes: readonly ReplyCodeCount[];
  readonly unpairedDataConnections: readonly UnpairedDataConnection[];
  /** The TCP connections that are neither control nor data connections; null unless transcripts were asked for. */
  readonly otherStreams: OtherStreams | null;
}

/** A file of a joined capture. Frame n of the capture is its own frame n - firstFrame + 1. */
export interface CaptureFile {
  readonly path: string;
  readonly format: 'pcap' | 'pcapng';
  readonly compression: 'gzip' | null;
  readonly packets: number;
  /** Null when it has no packet. */
  readonly firstFrame: number | null;
}

/** TCP connections of other protocols, in order of their numbers. */
export interface OtherStreams {
  /** The first ones, bounded. */
  readonly listed: readonly OtherStream[];
  /** How many there are, listed or not. */
  readonly count: number;
}

export interface OtherStream {
  readonly tcpStream: number;
  readonly displayFilter: string;
  /** Who opened it, or sent its first captured segment. */
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly segments: number;
  /** Payload bytes, both directions together. */
  readonly bytes: number;
}

/** Something about the capture itself that a reader of the report must know. */
export interface CaptureWarning {
  /** Kebab-case, stable. */
  readonly kind: string;
  /** One sentence. */
  readonly message: string;
  readonly frame?: number;
}

/** A moment in a capture. */
export interface Moment {
  /** 1-based frame number. */
  readonly frame: number;
  /** Seconds since the capture's first packet. */
  readonly time: number;
  /** RFC 3339 UTC. */
  readonly timestamp: string;
}

export type Closing = {
  /** Who closed first: sent the first FIN or the RST. Null while open, and where one direction alone was captured. */
  readonly closedBy: Side | null;
  readonly how: 'fin' | 'rst' | 'open';
};

/** One control connection and all that belongs to it. */
export interface Session {
  /** 1, 2, … in order of first frame. */
  readonly id: number;
  readonly tcpStream: number;
  readonly displayFilter: string;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly start: Moment;
  readonly end: Moment & Closing;
  /** Why this connection is taken for FTP. */
  readonly detectedBy: 'port' | 'option' | 'content';
  /** False when the capture starts in mid-session. */
  readonly startCaptured: boolean;
  /** Text of the greeting. */
  readonly banner: string | null;
  readonly user: string | null;
  readonly login: 'accepted' | 'refused' | 'none';
  readonly tls: Tls | null;
  /** A security mechanism other than TLS (RFC 2228), e.g. GSSAPI, once its exchange succeeded. */
  readonly protection: { readonly frame: number; readonly time: number; readonly mechanism: string } | null;
  /** The character encoding in which commands and replies were read. */
  readonly encoding: Encoding;
  /** TCP events of the control connection. */
  readonly events: readonly TcpEvent[];
  /** Bytes that the capture lacks, by sender. */
  readonly missingBytes: { readonly client: number; readonly server: number };
  readonly retransmissions: number;
  readonly ends: TcpEnds;
  /** The TCP headers of the control connection; null unless transcripts were asked for. */
  readonly transcript: TcpTranscript | null;
  /** Where on the path the capture was made, as far as TTLs and addresses tell. */
  readonly viewpoint: Viewpoint;
  /** The programs, as far as greeting and behaviour tell: `vsFTPd 3.0.3`. */
  readonly software: { readonly client: string | null; readonly server: string | null };
  /** Replies before the first command: the greeting. */
  readonly greeting: readonly Reply[];
  readonly commands: readonly Command[];
  /** Replies that answer no command: unsolicited (421), or the command is missing from the capture. */
  readonly strayReplies: readonly StrayReply[];
  readonly transfers: readonly Transfer[];
  readonly findings: readonly Finding[];
  /** What was odd about this dialogue: lost bytes, malformed lines, replies out of place. */
  readonly notes: readonly SessionNote[];
}

/** A session as the dialogue and the packets show it, before anything is concluded. */
export type ObservedSession = Omit<Session, 'viewpoint' | 'software' | 'findings'>;

/** A capture of such sessions. */
export type ObservedCapture = Omit<CaptureAnalysis, 'sessions'> & { readonly sessions: ObservedSessions };

/** Sessions on their way to being diagnosed: there may be more of them than fit as objects. */
export interface ObservedSessions extends Iterable<ObservedSession> {
  readonly length: number;
  /** Puts what is concluded of each in its place, in order; what was observed is gone then. */
  replaceAll(conclude: (session: ObservedSession) => Session): readonly Session[];
}

/**
 * `client`, `server`: on that host or its network, before the first router. `between`: beyond a router from both.
 * `same-network`: no router between the two hosts, so either end. `same-host`: both are one machine.
 */
export type ViewpointPlace = 'client' | 'server' | 'between' | 'same-network' | 'same-host' | 'unknown';

export interface Viewpoint {
  readonly at: ViewpointPlace;
  /** One sentence: what tells it. */
  readonly reason: string;
}

export interface SessionNote {
  /** Kebab-case, stable. */
  readonly kind: string;
  readonly message: string;
  readonly frame: number;
  readonly time: number;
}

export type Encoding = 'utf-8' | 'gb18030' | 'iso-8859-1';

export interface Tls {
  /** First frame that is no longer readable: the ClientHello. */
  readonly frame: number;
  readonly time: number;
  readonly kind: 'explicit' | 'implicit';
  /** `TLS 1.3`; null when no ServerHello was captured. */
  readonly version: string | null;
  /** The server name that the client asked for (SNI). */
  readonly serverName: string | null;
  /** Frame from which the control connection is readable again (CCC, or a server that fails), or null. */
  readonly clearedFrame: number | null;
  /** The fatal alert that broke the handshake off, or null. */
  readonly alert: TlsAlert | null;
}

/** A fatal alert in the clear; `description` is a number of RFC 8446 section 6. */
export interface TlsAlert {
  readonly from: Side;
  readonly frame: number;
  readonly description: number;
}

export interface Reply {
  readonly frame: number;
  readonly time: number;
  /** Three digits. */
  readonly code: number;
  /** Without the code; lines of a multi-line reply are joined with `\n`. */
  readonly text: string;
}

export interface StrayReply extends Reply {
  readonly reason: 'unsolicited' | 'command-not-captured';
}

export interface Command {
  readonly frame: number;
  readonly time: number;
  /** Upper case. */
  readonly verb: string;
  /** Null when there is none; `********` for a password. */
  readonly argument: string | null;
  readonly replies: readonly Reply[];
  /** What a PORT, PASV, EPRT, … command or its reply announced. */
  readonly announcement: Announcement | null;
}

/** A data port announced by PORT, EPRT, LPRT or by the reply to PASV, EPSV, LPSV. */
export interface Announcement {
  readonly method: Method;
  /** Frame of the command (active) or reply (passive) that carries it. */
  readonly frame: number;
  /** Null when it could not be decoded: `problem` says why. */
  readonly advertised: Advertised | null;
  /** The text that was decoded: `10,0,0,1,239,20`. */
  readonly text: string;
  /** One English sentence, or null. */
  readonly problem: string | null;
  /** Whether it took effect: the command was answered 2yz. Null: the answer was not captured. */
  readonly accepted: boolean | null;
  /** Frame that carries the end of the line; another than `frame` when it was split over segments. */
  readonly lastFrame: number;
  /** Whether the line begins its segment: firewalls look for it nowhere else. */
  readonly startsSegment: boolean;
}

export interface Advertised extends Endpoint {
  /** The sum written out, `239*256+20`; null for EPRT and EPSV, which carry the number itself. */
  readonly arithmetic: string | null;
}

export type TransferVerb = 'RETR' | 'STOR' | 'STOU' | 'APPE' | 'LIST' | 'NLST' | 'MLSD' | 'unknown';
export type Mode = 'active' | 'passive' | 'unknown';
export type Method = 'PORT' | 'EPRT' | 'LPRT' | 'PASV' | 'EPSV' | 'LPSV' | 'default' | 'unknown';
export type Outcome = 'completed' | 'failed' | 'aborted' | 'refused' | 'unknown';
export type PairedBy = 'announced' | 'announced-port' | 'inferred' | 'none';

/** One transfer command with its data connection, or a data connection whose command cannot be read. */
export interface Transfer {
  /** `session.transfer`: `1.1`. */
  readonly id: string;
  readonly command: TransferVerb;
  readonly argument: string | null;
  /** Full path as far as CWD and PWD were seen. */
  readonly path: string | null;
  /** `unknown` only where the command cannot be read and no byte was seen. */
  readonly direction: 'download' | 'upload' | 'listing' | 'unknown';
  readonly mode: Mode;
  readonly method: Method;
  /** Representation type in force: `A`, `I`, `E`, `L 8`; null when it was not seen to be set in a session joined late. */
  readonly type: string | null;
  /** Offset set by REST, in bytes; null when none. */
  readonly restart: number | null;
  /** PROT level of the data connection where it is known: C(lear), P(rivate), S, E. */
  readonly protectionLevel: string | null;
  readonly setupFrame: number | null;
  readonly commandFrame: number | null;
  /** Seconds since the capture's first packet of the command (of the data connection's first frame where there is none). */
  readonly time: number;
  readonly advertised: Advertised | null;
  readonly data: DataConnection | null;
  /**
   * What the capture shows of the data connection. `never-opened`: this capture would show it, and does not.
   * `not-captured`: the replies say that it existed. `not-needed`: the command was refused for itself.
   * `unknown`: this capture cannot tell.
   */
  readonly dataConnection: 'captured' | 'not-captured' | 'never-opened' | 'not-needed' | 'unknown';
  readonly pairedBy: PairedBy;
  /** A transfer between two servers (FXP): the far end of the data connection is not this session's client. */
  readonly fxp: boolean;
  readonly replies: readonly Reply[];
  readonly outcome: Outcome;
  /** Ids of findings. */
  readonly findings: readonly string[];
}

export type DataState =
  /** The three-way handshake was seen. */
  | 'established'
  /** SYN and SYN-ACK, but not the final ACK nor any data. */
  | 'half-open'
  /** The SYN got no answer in this capture. */
  | 'syn-unanswered'
  /** The SYN was answered by a reset. */
  | 'refused'
  /** The SYN was answered by an ICMP error. */
  | 'unreachable'
  /** The capture starts in the middle of the connection. */
  | 'mid-stream';

/** A data connection as the capture shows it. */
export interface DataConnection extends Closing {
  readonly tcpStream: number;
  readonly displayFilter: string;
  readonly openedBy: Side | null;
  /** The FTP client's end, whoever opened the connection. */
  readonly client: Endpoint;
  /** The FTP server's end. */
  readonly server: Endpoint;
  readonly state: DataState;
  readonly firstFrame: number;
  readonly lastFrame: number;
  /** Time of `firstFrame` in seconds since the capture's first packet. */
  readonly time: number;
  /** Payload bytes seen, each counted once, both directions together. */
  readonly bytes: number;
  readonly bytesFromClient: number;
  readonly bytesFromServer: number;
  /** Payload bytes that sequence numbers prove and the capture lacks. */
  readonly missingBytes: number;
  readonly retransmissions: number;
  /** First SYN to the ACK that completes the handshake; null when that was not seen. */
  readonly connectSeconds: number | null;
  /** First frame to first payload byte. */
  readonly firstByteSeconds: number | null;
  /** First frame to last frame. */
  readonly durationSeconds: number;
  /** `bytes / durationSeconds`; null when the duration is 0. */
  readonly bytesPerSecond: number | null;
  /** Whether the payload starts like TLS: a protected data connection. */
  readonly tls: boolean;
  /** The TLS handshake, as far as it can be read; null where there is none. */
  readonly tlsHandshake: DataTls | null;
  readonly ends: TcpEnds;
  readonly events: readonly TcpEvent[];
  /** Null unless transcripts were asked for, and where a bound did not allow one. */
  readonly transcript: TcpTranscript | null;
  /** What was transferred; null unless transcripts were asked for, and where nothing was. */
  readonly content: Content | null;
}

/** What a data connection carried. */
export interface Content {
  /** Who sent it. */
  readonly from: Side;
  /** SHA-256 in hexadecimal; null unless every byte from the first to the FIN was captured. */
  readonly sha256: string | null;
  /**
   * Why there is no hash; null where there is one. `bound`: more bytes out of order than are held, or it was not known
   * for a data connection in time, as no control connection of either host had been captured before it.
   */
  readonly missing: 'start' | 'end' | 'gap' | 'cut' | 'bound' | null;
  /** The first bytes in hexadecimal, at most 32 of them; empty when they were not captured. */
  readonly head: string;
}

/** The TLS handshake of a data connection (RFC 8446 section 4, RFC 5246 section 7). */
export interface DataTls {
  readonly clientHello: boolean;
  readonly serverHello: boolean;
  /** Whether the ClientHello offers to resume a session. Null: it was not captured whole. */
  readonly offersResumption: boolean | null;
  /** Whether the server resumed one. Null: its answer was not captured, or does not tell. */
  readonly resumed: boolean | null;
  /** Whether records followed the handshake that are no tickets and no alerts. Null: their lengths do not tell. */
  readonly movedData: boolean | null;
  /** The one side that sent such records; null when neither did for certain, or both. */
  readonly sender: Side | null;
  /** A fatal alert that was sent in the clear. */
  readonly alert: TlsAlert | null;
}

export interface UnpairedDataConnection {
  /** Id of the session between the same two hosts. */
  readonly session: number;
  /** `command-may-be-missing`: no transfer command used it, but the capture lacks commands. */
  readonly reason:
    | 'no-transfer-command'
    | 'command-may-be-missing'
    | 'command-refused'
    | 'superseded'
    | 'not-announced';
  readonly setupFrame: number | null;
  readonly data: DataConnection;
}

export type ReplyClass =
  | 'preliminary'
  | 'completion'
  | 'intermediate'
  | 'transient-negative'
  | 'permanent-negative'
  | 'protected';

export interface ReplyCodeCount {
  readonly code: number;
  readonly count: number;
  readonly class: ReplyClass;
  /** From the RFC that defines it; empty for a code that none defines. */
  readonly meaning: string;
  /** The different first lines that were seen with it, most frequent first, bounded. */
  readonly texts: readonly string[];
}
