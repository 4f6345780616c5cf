/** The lanes of a ladder and what is drawn between them, line by line. Texts are sanitised. */
import type { Lane, LaneName } from '../diagram/sequence.js';
import type { Role } from '../document.js';
import { sanitize } from '../sanitize.js';
import type { ArrowStyle } from './terminal-ladder.js';
import type { TerminalStyle } from './terminal-style.js';
import { cutText, padText, textWidth } from './text-width.js';

/** From one lane to another. */
interface Span {
  readonly left: number;
  readonly right: number;
  readonly toRight: boolean;
  /** Cells between the two lifelines. */
  readonly room: number;
}

/** Cells between a text and the lifeline that it stands at. */
const MARGIN = 3;

export class Rungs {
  readonly #lanes: readonly Lane[];
  readonly #style: TerminalStyle;
  /** Cell of each lifeline. */
  readonly #at: readonly number[];

  constructor(lanes: readonly Lane[], width: number, style: TerminalStyle) {
    this.#lanes = lanes;
    this.#style = style;
    this.#at = lanes.map((_, n) => Math.round((n * (width - 1)) / Math.max(lanes.length - 1, 1)));
  }

  /** Cells between the outermost lifelines. */
  get wholeRoom(): number {
    return this.#room(0, this.#lanes.length - 1);
  }

  span(from: LaneName, to: LaneName): Span {
    const index = (name: LaneName): number => this.#lanes.findIndex((lane) => lane.name === name);
    const [a, b] = [index(from), index(to)];
    const left = Math.min(a, b);
    const right = Math.max(a, b);
    return { left, right, toRight: a < b, room: this.#room(left, right) };
  }

  /** Who the lanes are: the first begins and the last ends at its lifeline, one between them is centred. */
  header(): string[] {
    const width = (this.#at.at(-1) ?? 0) + 1;
    const room = Math.max(Math.floor(width / this.#lanes.length) - 1, 1);
    const line = (texts: readonly string[], role: Role): string => {
      let drawn = '';
      let used = 0;
      for (const [n, text] of texts.entries()) {
        const shown = cutText(sanitize(text), room, 'middle', this.#style.glyphs.ellipsis);
        const cells = textWidth(shown);
        const last = n === texts.length - 1;
        const begin = n === 0 ? 0 : last ? width - cells : (this.#at[n] ?? 0) - Math.floor(cells / 2);
        drawn += ' '.repeat(Math.max(begin - used, 0)) + this.#style.palette.paint(shown, role);
        used = Math.max(begin, used) + cells;
      }
      return drawn;
    };
    return [
      line(
        this.#lanes.map(({ title }) => title),
        'strong',
      ),
      line(
        this.#lanes.map(({ address }) => address),
        'dim',
      ),
    ];
  }

  arrow(text: string, span: Span, { shaft, opens, arrives, role }: ArrowStyle): string {
    const { draw } = this.#style.glyphs;
    const head = arrives ? (span.toRight ? draw.headRight : draw.headLeft) : draw.failed;
    const written = text === '' ? shaft.repeat(2) : `${shaft.repeat(2)} ${text} `;
    const mirrored = text === '' ? shaft.repeat(2) : ` ${text} ${shaft.repeat(2)}`;
    const rest = shaft.repeat(Math.max(span.room - textWidth(text) - (text === '' ? 3 : 5), 0));
    const drawn = span.toRight ? written + rest + head : head + rest + mirrored;
    const { paint } = this.#style.palette;
    const tail = paint(
      opens ? draw.opener : span.toRight ? draw.leavesRight : draw.leavesLeft,
      opens ? (role ?? 'strong') : 'dim',
    );
    const end = paint(draw.lifeline, 'dim');
    return this.#line(span, paint(drawn, role), span.toRight ? [tail, end] : [end, tail]);
  }

  /** Lines at the sender's lifeline, as a block: they begin in one column. */
  beside(lines: readonly string[], span: Span, role: Role | undefined): string[] {
    const widest = lines.reduce((most, line) => Math.max(most, textWidth(line)), 0);
    const indent = span.toRight ? MARGIN : Math.max(span.room - widest - MARGIN, 1);
    return lines.map((line) => {
      const inner = padText(' '.repeat(indent) + line, span.room, 'left');
      return this.#line(span, this.#style.palette.paint(inner, role));
    });
  }

  /** A text between the outermost lifelines. */
  across(text: string, role: Role | undefined): string {
    return this.#between(
      padText(' '.repeat(MARGIN) + text, this.wholeRoom, 'left'),
      role,
      this.#style.glyphs.draw.lifeline,
    );
  }

  /** A text where something is left out. */
  broken(text: string): string {
    const shown = cutText(text, Math.max(this.wholeRoom - 2, 1), 'end', this.#style.glyphs.ellipsis);
    const before = ' '.repeat(Math.max(Math.floor((this.wholeRoom - textWidth(shown)) / 2), 0));
    return this.#between(padText(before + shown, this.wholeRoom, 'left'), 'dim', this.#style.glyphs.draw.broken);
  }

  #between(text: string, role: Role | undefined, lifeline: string): string {
    const { paint } = this.#style.palette;
    return paint(lifeline, 'dim') + paint(text, role) + paint(lifeline, 'dim');
  }

  #line({ left, right }: Span, inner: string, ends?: readonly [string, string]): string {
    const lifeline = this.#style.palette.paint(this.#style.glyphs.draw.lifeline, 'dim');
    let line = '';
    for (let n = 0; n < this.#lanes.length; n += 1) {
      if (n > left && n < right) continue;
      line += n === left ? (ends?.[0] ?? lifeline) : n === right ? (ends?.[1] ?? lifeline) : lifeline;
      if (n === left) line += inner;
      else if (n < this.#lanes.length - 1) line += ' '.repeat(this.#room(n, n + 1));
    }
    return line;
  }

  #room(left: number, right: number): number {
    return Math.max((this.#at[right] ?? 0) - (this.#at[left] ?? 0) - 1, 1);
  }
}
