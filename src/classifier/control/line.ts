/** Longest line kept, in bytes; servers stop reading at a tenth of it. What is beyond is dropped and said. */
export const MAX_LINE_BYTES = 16_384;

/** Telnet commands (RFC 854); RFC 959 makes the control connection a Telnet one. */
const IAC = 0xff;
const SE = 0xf0;
const SB = 0xfa;
const WILL = 0xfb;
const DONT = 0xfe;

const LF = 0x0a;
const CR = 0x0d;
const NUL = 0x00;

/** Where bytes were captured. */
export interface Mark {
  readonly frame: number;
  /** Seconds since the capture's first packet. */
  readonly time: number;
}

/** A line of the dialogue without its line end. */
export interface Line extends Mark {
  /** One character a byte. */
  readonly text: string;
  /** Bytes of it are missing, or its end is. */
  readonly damaged: boolean;
  /** Longer than `MAX_LINE_BYTES`; the rest was dropped. */
  readonly tooLong: boolean;
  /** Frame of its line end. */
  readonly lastFrame: number;
  /** Whether it is the first thing in its segment. */
  readonly startsSegment: boolean;
}

/** Where a Telnet command stands between two bytes. */
type TelnetState = 'text' | 'command' | 'option' | 'subnegotiation' | 'subnegotiation-command';

/**
 * Splits one direction of a control connection into lines: Telnet commands removed, CR LF or a bare LF as line end,
 * any chunking. A 0xFF that begins no Telnet command is text: ISO 8859-1 writes ÿ with it.
 */
export class LineReader {
  private text = '';
  private start: Mark | null = null;
  private startsSegment = false;
  private telnet: TelnetState = 'text';
  private tooLong = false;
  /** A gap came before this line: its start may be missing. */
  private afterGap = false;

  /** @param isWhole tells a line from the end of one, by its start: what is no line after a gap is passed over. */
  constructor(private readonly isWhole: (text: string) => boolean) {}

  /** Whether the next byte begins a line. */
  get isAtLineStart(): boolean {
    return this.text === '' && this.telnet === 'text';
  }

  /**
   * Reads lines up to the end of the chunk.
   * @param line called for each; when it returns false the rest of the chunk is left.
   * @returns offset of the first byte that was not read.
   */
  push(bytes: Uint8Array, mark: Mark, line: (line: Line) => boolean): number {
    let at = 0;
    while (at < bytes.length) {
      if (this.telnet === 'text') {
        const end = textEnd(bytes, at);
        if (end > at) {
          if (this.start === null) this.startsSegment = at === 0;
          this.append(bytes, at, end, mark);
        }
        at = end;
        if (at === bytes.length) break;
      }
      const byte = bytes[at] as number;
      if (this.telnet !== 'text') {
        if (this.readTelnet(byte, mark)) at++;
        continue;
      }
      at++;
      if (byte === IAC) this.telnet = 'command';
      else if (byte === LF) {
        if (!this.emit(mark, false, line)) return at;
      }
      // Else a NUL, which Telnet writes after a CR that ends no line.
    }
    return at;
  }

  /**
   * Bytes are missing here. What was begun is handed out as damaged; reading goes on at the next line.
   * @returns whether a line was begun.
   */
  gap(mark: Mark, line: (line: Line) => boolean): boolean {
    this.telnet = 'text';
    const wasBegun = this.text !== '';
    if (wasBegun) this.emit(mark, true, line);
    this.afterGap = true;
    return wasBegun;
  }

  /** The stream ends here; a last line without its line end is handed out as damaged. */
  end(mark: Mark, line: (line: Line) => boolean): void {
    if (this.text !== '') this.emit(mark, true, line);
  }

  private append(bytes: Uint8Array, from: number, to: number, mark: Mark): void {
    this.start ??= mark;
    const room = MAX_LINE_BYTES - this.text.length;
    if (to - from > room) this.tooLong = true;
    if (room > 0)
      this.text += Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(to - from, room)).toString('latin1');
  }

  /** @returns whether the byte was part of a Telnet command; if not it is to be read as text. */
  private readTelnet(byte: number, mark: Mark): boolean {
    switch (this.telnet) {
      case 'command':
        if (byte === SB) this.telnet = 'subnegotiation';
        else if (byte >= WILL && byte <= DONT) this.telnet = 'option';
        else return this.endTelnetCommand(byte, mark);
        return true;
      case 'option':
        this.telnet = 'text';
        return true;
      case 'subnegotiation':
        if (byte === IAC) this.telnet = 'subnegotiation-command';
        // No server negotiates here; a line end means that the 0xFF 0xFA was text.
        if (byte !== LF) return true;
        this.telnet = 'text';
        return false;
      case 'subnegotiation-command':
        this.telnet = byte === SE ? 'text' : 'subnegotiation';
        return true;
      case 'text':
        return false;
    }
  }

  /** The byte after IAC: a command of two bytes vanishes, a doubled IAC is one 0xFF, before anything else IAC was text. */
  private endTelnetCommand(byte: number, mark: Mark): boolean {
    this.telnet = 'text';
    if (byte >= SE && byte !== IAC) return true;
    this.append(Uint8Array.of(IAC), 0, 1, mark);
    return byte === IAC;
  }

  private emit(mark: Mark, damaged: boolean, line: (line: Line) => boolean): boolean {
    const { frame, time } = this.start ?? mark;
    const text = withoutReturns(this.text);
    const { tooLong, afterGap, startsSegment } = this;
    this.text = '';
    this.start = null;
    this.tooLong = false;
    this.afterGap = false;
    if (afterGap && !this.isWhole(text)) return true;
    return line({ text, frame, time, damaged, tooLong, lastFrame: mark.frame, startsSegment });
  }
}

function textEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte === LF || byte === IAC || byte === NUL) break;
    at++;
  }
  return at;
}

/** The line without the CRs before its LF; some clients send several. */
function withoutReturns(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === CR) end--;
  return text.slice(0, end);
}
