import type { Line } from './line.js';

/** Most lines kept of one reply; a longer one (a banner gone wrong) keeps its first lines. */
export const MAX_REPLY_LINES = 1000;

/** Most characters of a reply that are searched for a path or a port: its first lines and its last ones. */
const MAX_SEARCHED = 4096;

/** The part of a reply's text to search: all of it but for monstrous ones, so that no pattern can take long. */
export function searchable(text: string): string {
  return text.length <= MAX_SEARCHED ? text : `${text.slice(0, MAX_SEARCHED / 2)}\n${text.slice(-MAX_SEARCHED / 2)}`;
}

/** A complete reply. Text stands for bytes, one character a byte. */
export interface ParsedReply {
  readonly frame: number;
  readonly time: number;
  readonly code: number;
  /** Lines without the code, joined with `\n`. */
  readonly text: string;
  /** Bytes of it are missing from the capture. */
  readonly damaged: boolean;
  /** More lines than `MAX_REPLY_LINES`, or a line too long: the text is not whole. */
  readonly shortened: boolean;
  /** A multi-line reply without its last line: the client went on without it, or the stream ended. */
  readonly unterminated: boolean;
  /** Frame of the end of its last line. */
  readonly lastFrame: number;
  /** Whether its first line is the first thing in its segment. */
  readonly startsSegment: boolean;
}

/** RFC 959 section 4.2: three digits, then a space (last line), a hyphen (more follow) or, in the field, nothing. */
const REPLY_LINE = /^([1-6][0-9]{2})(?:([ -])(.*))?$/s;

/** Whether a line can be one of a reply: the end of a line whose start is missing is not. */
export function startsReply(text: string): boolean {
  return REPLY_LINE.test(text);
}

/**
 * Collects reply lines into replies (RFC 959 section 4.2). A multi-line reply lasts until a line with the same code and
 * a space. Seen in the field and accepted: the code on every line or on none between, other codes inside, digits at the
 * start of text lines, a last line that is the code alone.
 */
export class ReplyReader {
  private first: Line | null = null;
  private lastFrame = 0;
  private code = 0;
  private lines: string[] = [];
  private damaged = false;
  private shortened = false;
  private lineCount = 0;

  /**
   * Takes the next line.
   * @param wentOn the client sent a command since the multi-line reply began, so it took that reply for complete.
   * @returns the replies that are complete now; null for a line that belongs to no reply.
   */
  push(line: Line, wentOn: boolean): ParsedReply[] | null {
    const match = REPLY_LINE.exec(line.text);
    const code = match === null ? 0 : Number(match[1]);
    const text = match?.[3] ?? '';
    if (this.first === null) {
      if (match === null) return null;
      this.begin(line, code);
      this.add(line, text);
      return match[2] === '-' && !line.damaged ? [] : [this.finish(false)];
    }
    if (match !== null && code === this.code) {
      this.add(line, text);
      return match[2] === '-' ? [] : [this.finish(false)];
    }
    if (match !== null && match[2] !== undefined && (wentOn || this.damaged)) {
      const before = this.finish(true);
      return [before, ...(this.push(line, false) ?? [])];
    }
    this.add(line, line.text);
    return [];
  }

  /** Bytes are missing here; a multi-line reply goes on after them if what follows can belong to it. */
  gap(): void {
    this.damaged = true;
  }

  /** Code of the multi-line reply that has begun and not ended, or null. */
  get openCode(): number | null {
    return this.first === null ? null : this.code;
  }

  /** The stream ends: hands out what was begun. */
  end(): ParsedReply | null {
    return this.first === null ? null : this.finish(true);
  }

  private begin(line: Line, code: number): void {
    this.first = line;
    this.code = code;
    this.lines = [];
    this.lineCount = 0;
    this.damaged = false;
    this.shortened = false;
  }

  private add(line: Line, text: string): void {
    this.lineCount++;
    this.lastFrame = line.lastFrame;
    if (this.lineCount <= MAX_REPLY_LINES) this.lines.push(text);
    else this.shortened = true;
    if (line.damaged) this.damaged = true;
    if (line.tooLong) this.shortened = true;
  }

  private finish(unterminated: boolean): ParsedReply {
    const { frame, time, startsSegment } = this.first as Line;
    this.first = null;
    const { code, damaged, shortened, lastFrame } = this;
    const text = this.lines.join('\n');
    return { frame, time, code, text, damaged, shortened, unterminated, lastFrame, startsSegment };
  }
}
