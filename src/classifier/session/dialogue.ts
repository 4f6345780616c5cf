import type { SessionNote, TlsAlert } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { InEveryLanguage, Text } from '../../model/language.js';
import { parseCommand, startsCommand } from '../control/command.js';
import { type Line, LineReader, type Mark } from '../control/line.js';
import { type ParsedReply, ReplyReader, startsReply } from '../control/reply.js';
import { startsTlsRecord, TlsReader } from '../control/tls.js';
import { DialogueNotes } from './dialogue-notes.js';
import type { Exchange } from './exchange.js';
import { MAX_OPEN_EXCHANGES, ReplyMatcher, type UnmatchedReply } from './reply-matcher.js';

/** A piece of a control connection, in order of delivery. */
export type ControlPiece = { readonly from: Side; readonly frame: number; readonly time: number } & (
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'gap'; readonly length: number; readonly reason: 'lost' | 'cut' }
  | { readonly kind: 'overlap-differs' }
);

/** How the dialogue was protected, from which frame on. */
interface Encryption {
  readonly frame: number;
  readonly time: number;
  readonly kind: 'explicit' | 'implicit';
  readonly version: string | null;
  readonly serverName: string | null;
  readonly clearedFrame: number | null;
  readonly alert: TlsAlert | null;
}

/** What was said on a control connection. Strings stand for bytes, one character a byte. */
export interface Dialogue {
  readonly greeting: readonly ParsedReply[];
  readonly exchanges: readonly Exchange[];
  readonly unmatched: readonly UnmatchedReply[];
  readonly encryption: Encryption | null;
  /** RFC 2228 protection other than TLS, from the frame at which its exchange succeeded. */
  readonly protection: (Mark & { readonly mechanism: string }) | null;
  readonly notes: readonly InEveryLanguage<SessionNote>[];
}

/** How one side of the connection is read: as text, as TLS records, or as text again after CCC (RFC 4217 section 6). */
class Reading {
  readonly lines: LineReader;
  readonly tls = new TlsReader();
  mode: 'text' | 'tls' | 'cleared' = 'text';
  private held: Uint8Array | null = null;

  constructor(isWhole: (text: string) => boolean) {
    this.lines = new LineReader(isWhole);
  }

  /** Keeps bytes until more of them are there. */
  hold(bytes: Uint8Array): void {
    this.held = bytes;
  }

  /** The bytes with those that were held before them. */
  release(bytes: Uint8Array): Uint8Array {
    const { held } = this;
    this.held = null;
    return held === null ? bytes : Buffer.concat([held, bytes]);
  }
}

const SIDE: Readonly<Record<Side, string>> = { client: '客户端', server: '服务器' };
const NO_COMMAND: Text = { en: 'A line of the client is no FTP command.', zh: '客户端的某一行不是 FTP 命令。' };
const NO_REPLY: Text = { en: 'A line of the server belongs to no reply.', zh: '服务器的某一行不属于任何响应。' };

/** RFC 4217 and its predecessors. */
const TLS_MECHANISM = /^(TLS|TLS-C|TLS-P|SSL)$/i;

/** Reads the pieces of a control connection as an FTP dialogue. */
export class DialogueReader {
  private readonly sides: Record<Side, Reading> = {
    client: new Reading(startsCommand),
    server: new Reading(startsReply),
  };
  private readonly replies = new ReplyReader();
  private readonly matcher: ReplyMatcher;
  private readonly notes = new DialogueNotes();
  private encryption: (Mark & { kind: 'explicit' | 'implicit'; clearedFrame: number | null }) | null = null;
  private alert: TlsAlert | null = null;
  private protection: (Mark & { mechanism: string }) | null = null;
  private mechanism = '';
  /** AUTH TLS was accepted: the next bytes are TLS. */
  private tlsAgreed = false;
  private commandsAtReplyStart = 0;
  private last: Mark = { frame: 0, time: 0 };

  /**
   * @param hasStart the capture has the start of the connection.
   * @param commandsMayBeLost the capture lacks commands: it starts late, has gaps, or only the server's side.
   * @param isTlsPort the server's port is one for implicit TLS.
   */
  constructor(
    private readonly hasStart: boolean,
    commandsMayBeLost = !hasStart,
    private readonly isTlsPort = false,
  ) {
    this.matcher = new ReplyMatcher(hasStart, commandsMayBeLost);
  }

  push(piece: ControlPiece): void {
    this.last = piece;
    switch (piece.kind) {
      case 'data':
        this.data(piece.from, piece.bytes, piece);
        break;
      case 'gap':
        this.gap(piece.from, piece.length, piece.reason, piece);
        break;
      case 'overlap-differs':
        this.notes.add(
          'overlap-differs',
          {
            en: `Overlapping segments of the ${piece.from} differ; the first copy was used.`,
            zh: `${SIDE[piece.from]}的重叠报文段内容不同；采用了先到的一份。`,
          },
          piece,
        );
        break;
    }
  }

  /** The capture has nothing that the server sent. */
  serverIsMissing(): void {
    this.matcher.serverGap(null);
  }

  end(): Dialogue {
    for (const side of ['client', 'server'] as const) {
      const { lines, mode } = this.sides[side];
      if (mode !== 'tls') lines.end(this.last, (line) => this.line(side, line));
    }
    const open = this.replies.end();
    if (open !== null) this.reply(open);
    this.matcher.end();
    if (this.matcher.overflow !== null) {
      const message = {
        en: `More than ${MAX_OPEN_EXCHANGES} commands waited for replies; the replies to the oldest were not matched.`,
        zh: `等待响应的命令超过 ${MAX_OPEN_EXCHANGES} 条；最早的命令没有与响应配对。`,
      };
      this.notes.add('too-many-open-commands', message, this.matcher.overflow);
    }
    const { greeting, exchanges, unmatched } = this.matcher;
    this.notes.end();
    const { encryption, protection } = this;
    const { version } = this.sides.server.tls.hello;
    const { serverName } = this.sides.client.tls.hello;
    const tls = encryption && { ...encryption, version, serverName, alert: this.alert };
    return { greeting, exchanges, unmatched, encryption: tls, protection, notes: this.notes.list };
  }

  private data(from: Side, bytes: Uint8Array, mark: Mark): void {
    const side = this.sides[from];
    let rest = side.release(bytes);
    // Whether a record begins here is told by two bytes.
    if (rest.length === 1 && side.mode === 'text' && side.lines.isAtLineStart && startsTlsRecord(rest)) {
      side.hold(rest);
      return;
    }
    while (rest.length > 0) {
      if (side.mode === 'text' && this.turnsToTls(side, rest)) {
        side.mode = 'tls';
        const isFromStart = this.hasStart || this.isTlsPort;
        const kind = this.tlsAgreed || this.spokeInClear || !isFromStart ? 'explicit' : 'implicit';
        this.encryption ??= { frame: mark.frame, time: mark.time, kind, clearedFrame: null };
      }
      if (side.mode === 'tls') {
        const plain = side.tls.push(rest);
        const description = side.tls.alert;
        if (description !== null) this.alert ??= { from, frame: mark.frame, description };
        if (plain === null) return;
        rest = plain;
        side.mode = 'cleared';
        if (this.encryption !== null) this.encryption.clearedFrame ??= mark.frame;
      }
      // The line reader stops at a line that changes how the rest is to be read.
      rest = rest.subarray(side.lines.push(rest, mark, (line) => this.line(from, line)));
    }
  }

  /** No line of text begins like a TLS record, so it is one even where the capture lacks the AUTH command. */
  private turnsToTls(side: Reading, bytes: Uint8Array): boolean {
    return side.lines.isAtLineStart && startsTlsRecord(bytes);
  }

  private get spokeInClear(): boolean {
    // A greeting alone is a server that waits for a line, and a client that expected TLS.
    return this.matcher.exchanges.length > 0;
  }

  private gap(from: Side, length: number, reason: 'lost' | 'cut', mark: Mark): void {
    const message =
      reason === 'cut'
        ? {
            en: `${length} bytes of the ${from} are cut off by the snap length.`,
            zh: `${SIDE[from]}的 ${length} 字节被快照长度截断。`,
          }
        : {
            en: `${length} bytes of the ${from} are missing from the capture.`,
            zh: `捕获中缺少${SIDE[from]}的 ${length} 字节。`,
          };
    this.notes.add(reason === 'cut' ? 'payload-cut' : 'gap', message, mark);
    const side = this.sides[from];
    if (side.mode === 'tls') {
      side.tls.gap(length);
      return;
    }
    const isCutLine = side.lines.gap(mark, (line) => this.line(from, line)) && reason === 'cut';
    // The start of a reply is there; no other is lost with its end.
    if (from === 'client' || isCutLine) return;
    this.replies.gap();
    this.matcher.serverGap(this.replies.openCode);
  }

  /** @returns false when the rest of the stream is no longer lines. */
  private line(from: Side, line: Line): boolean {
    if (line.tooLong) {
      const message = {
        en: `A line of the ${from} is too long; its end was dropped.`,
        zh: `${SIDE[from]}的某一行过长；末尾已舍弃。`,
      };
      this.notes.add('line-too-long', message, line);
    }
    if (from === 'client') this.commandLine(line);
    else this.replyLine(line);
    return !this.tlsAgreed || this.encryption !== null;
  }

  private commandLine(line: Line): void {
    if (line.text.trim() === '' || !this.notes.hasRoom(line)) return;
    const parsed = parseCommand(line.text);
    const { frame, time, damaged, lastFrame, startsSegment } = line;
    const [word = '?'] = /^[!-~]+/.exec(line.text.trim()) ?? [];
    const { verb, argument } = parsed ?? { verb: word.slice(0, 12).toUpperCase(), argument: null };
    if (parsed === null) this.notes.add('malformed-command', NO_COMMAND, line);
    if (verb === 'AUTH') this.mechanism = argument?.trim() ?? '';
    this.matcher.command({
      frame,
      time,
      verb,
      argument,
      damaged,
      implied: false,
      lastFrame,
      startsSegment,
      replies: [],
      doubtful: [],
      state: 'open',
      replyMayBeLost: false,
    });
  }

  private replyLine(line: Line): void {
    const commands = this.matcher.exchanges.length;
    const wasOpen = this.replies.openCode !== null;
    const complete = this.replies.push(line, commands > this.commandsAtReplyStart);
    if (!wasOpen || (complete?.length ?? 0) > 0) this.commandsAtReplyStart = commands;
    if (complete === null) {
      if (line.text.trim() !== '') this.notes.add('stray-text', NO_REPLY, line);
      return;
    }
    for (const reply of complete) this.reply(reply);
  }

  private reply(reply: ParsedReply): void {
    if (!this.notes.hasRoom(reply)) return;
    if (reply.unterminated) {
      const message = {
        en: `The multi-line reply ${reply.code} has no last line.`,
        zh: `多行响应 ${reply.code} 没有结束行。`,
      };
      this.notes.add('unterminated-reply', message, reply);
    }
    if (reply.shortened) {
      const message = {
        en: `The reply ${reply.code} is too long; its end was dropped.`,
        zh: `响应 ${reply.code} 过长；末尾已舍弃。`,
      };
      this.notes.add('reply-shortened', message, reply);
    }
    // What a server says in the clear behind TLS greets nobody.
    if (this.encryption !== null) this.matcher.greetingIsOver();
    const exchange = this.matcher.reply(reply);
    const { code, frame } = reply;
    if (exchange?.verb === 'AUTH' && TLS_MECHANISM.test(this.mechanism) && (code === 234 || code === 334)) {
      this.tlsAgreed = true;
    }
    // RFC 2228: the exchange is complete, or a reply that only a protected dialogue has.
    const isComplete = (exchange?.verb === 'ADAT' && code === 235) || (code >= 631 && code <= 633);
    if (isComplete) this.protection ??= { frame, time: reply.time, mechanism: this.mechanism || 'unknown' };
  }
}
